using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

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

    /// <summary>The culture of dates and numbers.</summary>
    public CultureInfo Culture { get; } = CultureInfo.GetCultureInfo(language == "fr" ? "fr-FR" : "en-GB");

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

    /// <summary>An instant for people, in the zone of this machine's clock, which is named.</summary>
    public string At(DateTimeOffset instant)
    {
        var local = TimeZoneInfo.ConvertTime(instant, TimeZoneInfo.Local);
        return local.ToString(language == "fr" ? "d MMM yyyy HH'h'mm'min'ss" : "d MMM yyyy HH:mm:ss", Culture) + (local.Offset == TimeSpan.Zero ? " UTC" : local.ToString(" zzz", CultureInfo.InvariantCulture));
    }

    private void Write(TextWriter to, string lines)
    {
        foreach (var line in lines.Split('\n'))
        {
            to.WriteLine(Mark + line);
        }
    }
}
