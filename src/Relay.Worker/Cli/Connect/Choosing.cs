using System.Globalization;
using System.Text;
using Relay.Core.Channels.Connecting;

namespace Relay.Worker.Cli.Connect;

/// <summary>Finds what was meant among things offered by name.</summary>
internal static class Choosing
{
    /// <summary>Places of names in a list, letter case, accents and spaces aside.</summary>
    /// <exception cref="ConnectException">When one is not offered, or several are chosen where one may be; the sentence lists what is.</exception>
    public static IReadOnlyList<int> ByName(Question question, IReadOnlyList<string> names, IReadOnlyList<string> wanted)
    {
        var chosen = wanted.Select(one => Find(question, names, one)).Distinct().ToList();
        return chosen.Count == 1 || question.Kind == QuestionKind.Choices ? chosen : throw new ConnectException(new(
            $"{Answers.OptionOf(question)} : n'en choisissez qu'un parmi {List(names)}.", $"{Answers.OptionOf(question)}: choose only one of {List(names)}."));
    }

    /// <summary>Places by the numbers shown, from 1, separated by commas or spaces; null when that is not what was typed.</summary>
    public static IReadOnlyList<int>? ByNumber(Question question, int count, string typed)
    {
        var words = typed.Split([',', ';', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var places = words.Select(word => int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= count ? number - 1 : -1).Distinct().ToList();
        return places.Contains(-1) || (places.Count == 0 && !question.Optional) || (places.Count > 1 && question.Kind != QuestionKind.Choices) ? null : places;
    }

    /// <summary>Names as a sentence lists them.</summary>
    public static string List(IReadOnlyList<string> names) => names.Count == 0 ? "…" : string.Join(", ", names.Select(name => $"« {name} »"));

    private static int Find(Question question, IReadOnlyList<string> names, string wanted)
    {
        var found = Enumerable.Range(0, names.Count).Where(place => Plain(names[place]) == Plain(wanted)).ToList();
        return found.Count == 1 ? found[0] : throw new ConnectException(new(
            $"{Answers.OptionOf(question)} : « {wanted} » n'est pas proposé ; il y a {List(names)}.", $"{Answers.OptionOf(question)}: '{wanted}' is not offered; there is {List(names)}."));
    }

    private static string Plain(string name)
    {
        var plain = name.Normalize(NormalizationForm.FormKD).Where(letter => CharUnicodeInfo.GetUnicodeCategory(letter) != UnicodeCategory.NonSpacingMark && !char.IsWhiteSpace(letter));
        return string.Concat(plain).ToUpperInvariant();
    }
}
