using System.Globalization;
using System.Text;
using Relay.Worker.Cli;

namespace Relay.Worker.Demo.Evening;

/// <summary>An evening as Markdown, for people to read: what was said, what Relay answered, and for whom a person is needed.</summary>
internal static class EveningTranscript
{
    /// <summary>Writes it.</summary>
    public static string Of(IReadOnlyList<EveningMessage> messages, EveningSum sum, int seed, string language)
    {
        var fr = language == "fr";
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"# {(fr ? "Une soirée de répétition (graine" : "An evening's rehearsal (seed")} {seed})\n\n");
        foreach (var line in sum.Lines())
        {
            text.Append(line.In(language).StartsWith("  ", StringComparison.Ordinal) ? "- " : "").Append(line.In(language).Trim()).Append('\n').Append(line.In(language).StartsWith("  ", StringComparison.Ordinal) ? "" : "\n");
        }
        text.Append(fr ? "\n← une personne · → Relay · ⏳ attend quelqu’un de l’équipe · ⚠ à corriger\n" : "\n← a person · → Relay · ⏳ waits for somebody of the team · ⚠ to be mended\n");
        text.Append(fr ? "\n## En public\n" : "\n## In public\n");
        foreach (var place in messages.Where(message => message.IsPublic).GroupBy(message => (message.Network, message.Where)).OrderBy(place => place.Key))
        {
            text.Append(CultureInfo.InvariantCulture, $"\n### {Name(place.Key.Network)} · {Plain(place.Key.Where)}\n\n");
            foreach (var message in place)
            {
                Say(text, message, message.Part.Person, fr);
            }
        }
        text.Append(fr ? "\n## En privé\n" : "\n## In private\n");
        foreach (var scene in messages.Where(message => !message.IsPublic).GroupBy(message => message.Part).OrderBy(scene => scene.Key.Scene!.Name, StringComparer.Ordinal))
        {
            text.Append(CultureInfo.InvariantCulture, $"\n### {scene.Key.Scene!.Name} · {scene.Key.Person}\n\n");
            foreach (var message in scene)
            {
                Say(text, message, null, fr);
            }
        }
        return text.ToString();
    }

    private static void Say(StringBuilder text, EveningMessage message, string? person, bool french)
    {
        text.Append(CultureInfo.InvariantCulture, $"- ← {(person is null ? "" : $"**{person}** ")}{(message.Turn is { IsPress: true } ? $"[{Plain(message.Text)}]" : Plain(message.Text))}\n");
        foreach (var answer in message.Answers)
        {
            text.Append(CultureInfo.InvariantCulture, $"  - → {Plain(answer)}\n");
        }
        if (message.Buttons.Count > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"  - {string.Join(' ', message.Buttons.Select(label => $"[{Plain(label)}]"))}\n");
        }
        if (message.Waits is { } reason)
        {
            text.Append(CultureInfo.InvariantCulture, $"  - ⏳ {WaitWords.Of(WaitWords.KeyOf(reason)).In(french ? "fr" : "en")}\n");
        }
        if (message.Fault is { } fault || EveningSum.IsLost(message))
        {
            text.Append(CultureInfo.InvariantCulture, $"  - ⚠ {message.Fault ?? (french ? "ni réponse, ni personne" : "neither an answer nor a person")}\n");
        }
    }

    private static string Name(string network) => network switch { "facebook" => "Facebook", "x" => "X", _ => "Telegram" };

    // One line each; Markdown in what people type stays what they typed.
    private static string Plain(string text)
    {
        var plain = new StringBuilder();
        foreach (var letter in text.ReplaceLineEndings(" ⏎ "))
        {
            plain.Append("\\`*_[]<>#|".Contains(letter, StringComparison.Ordinal) ? $"\\{letter}" : letter.ToString());
        }
        return plain.ToString();
    }
}
