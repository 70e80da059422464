namespace Relay.Core.Items;

/// <summary>How an item is known for ever: the source, the kind (two views may number their rows alike) and the source's own id.</summary>
/// <param name="Source">Id of the source in the configuration.</param>
/// <param name="Kind">Event or initiative.</param>
/// <param name="Id">The source's id, opaque, 1 to 200 characters.</param>
public sealed record ItemKey(string Source, ItemKind Kind, string Id)
{
    /// <summary>The stored and printed form, <c>party/event/42</c>.</summary>
    public override string ToString() => $"{Source}/{(Kind == ItemKind.Event ? "event" : "initiative")}/{Id}";

    /// <summary>Reads back what <see cref="ToString"/> wrote; the id may itself hold slashes.</summary>
    /// <exception cref="FormatException">When <paramref name="text"/> is not of that form.</exception>
    public static ItemKey Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Split('/', 3) switch
        {
            [{ Length: > 0 } source, "event", { Length: > 0 } id] => new(source, ItemKind.Event, id),
            [{ Length: > 0 } source, "initiative", { Length: > 0 } id] => new(source, ItemKind.Initiative, id),
            _ => throw new FormatException($"'{text}' is not an item: write source/event/id or source/initiative/id."),
        };
    }
}
