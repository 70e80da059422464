using Relay.Core.Items;

namespace Relay.Core.Broadcasts;

/// <summary>To whom a broadcast goes: everybody of one list that people joined, or everybody who means to come to one event. Nothing narrows it down (EL-15): there is no second condition. Closed.</summary>
public abstract record Audience
{
    private const string ListPrefix = "list:";
    private const string EventPrefix = "event:";

    private Audience()
    {
    }

    /// <summary>The current subscribers of a list.</summary>
    /// <param name="Name">As in the yes that they said, <c>territory:DEP-33</c>.</param>
    public sealed record Subscribers(string Name) : Audience
    {
        /// <inheritdoc/>
        public override string ToString() => $"{ListPrefix}{Name}";
    }

    /// <summary>Those whose last answer to an event is yes or maybe.</summary>
    /// <param name="Event">Which.</param>
    public sealed record Attendees(ItemKey Event) : Audience
    {
        /// <inheritdoc/>
        public override string ToString() => $"{EventPrefix}{Event}";
    }

    /// <summary>Reads what <see cref="object.ToString"/> wrote.</summary>
    /// <exception cref="FormatException">When it is no audience.</exception>
    public static Audience Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.StartsWith(ListPrefix, StringComparison.Ordinal) ? new Subscribers(text[ListPrefix.Length..])
            : text.StartsWith(EventPrefix, StringComparison.Ordinal) ? new Attendees(ItemKey.Parse(text[EventPrefix.Length..]))
            : throw new FormatException($"'{text}' is no audience.");
    }
}
