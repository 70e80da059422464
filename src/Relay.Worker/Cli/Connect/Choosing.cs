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
            $"{Answers.OptionOf(question)} : n'en choisissez qu'un parmi {List(names)}.", $"{Answers.OptionOf(question)}: choose only one of {List(names)}."), question.Key);
    }

    /// <summary>Places by what was typed under a numbered list: the numbers shown, from 1, or names, or beginnings that only one name has; several are separated by commas.</summary>
    /// <exception cref="ConnectException">When that is not clear; the sentence says why.</exception>
    public static IReadOnlyList<int> Typed(Question question, IReadOnlyList<string> names, string typed)
    {
        var whole = Named(names, typed);
        var words = whole.Count > 0 ? [typed] : typed.Split([',', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (whole.Count == 0 && words.Length == 1 && typed.Split(' ', StringSplitOptions.RemoveEmptyEntries) is { Length: > 1 } numbers && numbers.All(word => word.All(char.IsAsciiDigit)))
        {
            words = numbers; // 1 3
        }
        var places = words.Select(word => Place(names, word)).Distinct().ToList();
        return places.Count switch
        {
            0 when !question.Optional => throw new ConnectException(new("Choisissez par le numéro ou par le nom.", "Choose by the number or by the name.")),
            > 1 when question.Kind != QuestionKind.Choices => throw new ConnectException(new("Un seul choix est possible ici.", "Only one can be chosen here.")),
            _ => places,
        };
    }

    private static int Place(IReadOnlyList<string> names, string word)
    {
        if (int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= names.Count)
        {
            return number - 1;
        }
        return Named(names, word) switch
        {
            [var only] => only,
            [] => throw new ConnectException(new(
                $"« {word} » n'est pas dans la liste : tapez un numéro de 1 à {names.Count}, ou un nom.", $"'{word}' is not in the list: type a number from 1 to {names.Count}, or a name.")),
            var several => throw new ConnectException(new(
                $"« {word} » peut être {List([.. several.Select(place => names[place])])} : tapez-en davantage, ou le numéro.",
                $"'{word}' may be {List([.. several.Select(place => names[place])])}: type more of it, or the number.")),
        };
    }

    /// <summary>The names that are meant by some words: the same, else those that begin so.</summary>
    private static List<int> Named(IReadOnlyList<string> names, string words)
    {
        var plain = Plain(words);
        var same = Enumerable.Range(0, names.Count).Where(place => Plain(names[place]) == plain).ToList();
        return same.Count > 0 || plain.Length == 0 ? same : [.. Enumerable.Range(0, names.Count).Where(place => Plain(names[place]).StartsWith(plain, StringComparison.Ordinal))];
    }

    /// <summary>Names as a sentence lists them.</summary>
    public static string List(IReadOnlyList<string> names) => names.Count == 0 ? "…" : string.Join(", ", names.Select(name => $"« {name} »"));

    private static int Find(Question question, IReadOnlyList<string> names, string wanted)
    {
        var found = Enumerable.Range(0, names.Count).Where(place => Plain(names[place]) == Plain(wanted)).ToList();
        return found.Count == 1 ? found[0] : throw new ConnectException(new(
            $"{Answers.OptionOf(question)} : « {wanted} » n'est pas proposé ; il y a {List(names)}.", $"{Answers.OptionOf(question)}: '{wanted}' is not offered; there is {List(names)}."), question.Key);
    }

    private static string Plain(string name)
    {
        var plain = name.Normalize(NormalizationForm.FormKD).Where(letter => CharUnicodeInfo.GetUnicodeCategory(letter) != UnicodeCategory.NonSpacingMark && !char.IsWhiteSpace(letter));
        return string.Concat(plain).ToUpperInvariant();
    }
}
