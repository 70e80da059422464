using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Relay.Core.Channels;
using Relay.Core.Planning;
using Relay.Core.Texts;

namespace Relay.Worker.Cli;

/// <summary>Where a command writes: sentences for people or one JSON document for programs, in one language.</summary>
/// <param name="output">Results.</param>
/// <param name="error">Complaints.</param>
/// <param name="language"><c>fr</c> or <c>en</c>.</param>
/// <param name="json">Whether results are one JSON document.</param>
internal sealed class Screen(TextWriter output, TextWriter error, string language, bool json)
{
    /// <summary>Stands before every line of a rehearsal.</summary>
    public static readonly Phrase RehearsalMark = new("[RÉPÉTITION] ", "[REHEARSAL] ");

    /// <summary><c>fr</c> or <c>en</c>.</summary>
    public string Language => language;

    /// <summary>Whether results are one JSON document.</summary>
    public bool Json => json;

    /// <summary>Whether what is shown is a rehearsal: each line says so.</summary>
    public bool Rehearsal { get; set; }

    /// <summary>Whether the log beside it holds only what went wrong, since people are told the rest here.</summary>
    public bool Quiet { get; set; }

    /// <summary>The culture of dates and numbers.</summary>
    public CultureInfo Culture { get; } = CultureInfo.GetCultureInfo(language == "fr" ? "fr-FR" : "en-GB");

    /// <summary>IANA zone in which instants are told; until a configuration is known this machine's.</summary>
    public string? Zone { get; private set; }

    /// <summary>Takes over what a configuration says of everything shown: whether it is a rehearsal, and whose clock counts.</summary>
    public void Follow(ConfigurationInForce configuration)
    {
        Rehearsal |= configuration.Rehearsal;
        Zone = configuration.Zone;
    }

    private string Mark => Rehearsal ? RehearsalMark.In(language) : "";

    /// <summary>A line of the result; left out when the result is JSON.</summary>
    public void Say(string french, string english)
    {
        if (!json)
        {
            Write(output, language == "fr" ? french : english);
        }
    }

    /// <summary>An empty line; left out when the result is JSON.</summary>
    public void Gap() => Say("", "");

    /// <summary>A line beside the result: progress, hints.</summary>
    public void Note(string french, string english) => Write(error, language == "fr" ? french : english);

    /// <summary>The result for programs; left out when people read.</summary>
    public void Answer<T>(T result, JsonTypeInfo<T> type)
    {
        if (json)
        {
            output.WriteLine(JsonSerializer.Serialize(result, type));
        }
    }

    /// <summary>A result that is a JSON document for people and programs alike.</summary>
    public void Document<T>(T result, JsonTypeInfo<T> type) => output.WriteLine(JsonSerializer.Serialize(result, type));

    /// <summary>An instant for people, on the federation's clock or on that of a channel elsewhere, which is then named.</summary>
    /// <param name="instant">When.</param>
    /// <param name="zone">IANA zone of the readers it is about; null takes <see cref="Zone"/>.</param>
    public string At(DateTimeOffset instant, string? zone = null)
    {
        var (here, there) = (On(instant, Zone), On(instant, zone ?? Zone));
        var words = there.ToString(language == "fr" ? "d MMM yyyy 'à' HH:mm" : "d MMM yyyy HH:mm", Culture);
        return here.Offset == there.Offset ? words : $"{words} ({zone})";
    }

    private static DateTimeOffset On(DateTimeOffset instant, string? zone)
        => TimeZoneInfo.ConvertTime(instant, zone is not null && WallClock.TryZone(zone, out var found) ? found : TimeZoneInfo.Local);

    private void Write(TextWriter to, string lines)
    {
        foreach (var line in lines.Split('\n'))
        {
            to.WriteLine(Mark + line);
        }
    }
}
