using System.CommandLine;
using Relay.Core.Channels.Connecting;
using Relay.Core.Texts;

namespace Relay.Worker.Cli.Connect;

/// <summary>The options that a connector's questions become, and the answers that a call gives with them.</summary>
/// <param name="questions">Of the connector and of the command.</param>
internal sealed class Answers(IReadOnlyList<Question> questions)
{
    private readonly Dictionary<string, Option<string[]>> _options = questions.Where(question => question.Kind != QuestionKind.Wait)
        .ToDictionary(question => question.Key, question => new Option<string[]>(OptionOf(question))
        {
            AllowMultipleArgumentsPerToken = false,
            Arity = question.Kind == QuestionKind.Confirm ? ArgumentArity.ZeroOrMore : ArgumentArity.OneOrMore,
        }, StringComparer.Ordinal);

    /// <summary>The options, described in the language of the call.</summary>
    public IEnumerable<Option> Options(GlobalOptions globals)
    {
        foreach (var question in questions.Where(question => _options.ContainsKey(question.Key)))
        {
            var option = _options[question.Key];
            option.Description = Description(question).In(globals.Of("fr", "en"));
            option.HelpName = question.Kind switch { QuestionKind.Secret or QuestionKind.Code => globals.Of("CHEMIN", "PATH"), QuestionKind.Choice or QuestionKind.Choices => globals.Of("NOM", "NAME"), QuestionKind.Confirm => "yes|no", _ => globals.Of("TEXTE", "TEXT") };
            yield return option;
        }
    }

    /// <summary>How a question is answered ahead: <c>--chat</c>, <c>--token-file</c>.</summary>
    public static string OptionOf(Question question) => question.Kind is QuestionKind.Secret or QuestionKind.Code ? $"--{question.Key}-file" : $"--{question.Key}";

    private static Phrase Description(Question question) => question.Kind switch
    {
        QuestionKind.Secret => new($"{question.Words.French} : un fichier, ou - pour une ligne de l'entrée standard.", $"{question.Words.English}: a file, or - for a line of the standard input."),
        QuestionKind.Code => new($"{question.Words.French} : un fichier, attendu jusqu'à ce qu'il soit écrit, ou - pour une ligne de l'entrée standard.", $"{question.Words.English}: a file, waited for until it is written, or - for a line of the standard input."),
        _ => question.Words,
    };

    /// <summary>What a call gives: texts and names as they are, <c>yes</c> or <c>no</c>, a secret's path. Null when it says nothing.</summary>
    public IReadOnlyList<string>? Given(ParseResult parsed, Question question)
        => _options.TryGetValue(question.Key, out var option) && parsed.GetResult(option) is { Implicit: false } ? parsed.GetValue(option) is { Length: > 0 } values ? values : ["yes"] : null;

    /// <summary>Reads yes or no in both languages.</summary>
    /// <exception cref="ConnectException">When it is neither.</exception>
    public static bool YesOrNo(Question question, string text) => Said(text) ?? throw new ConnectException(new Phrase(
        $"{OptionOf(question)} : « {text} » n'est ni oui ni non.", $"{OptionOf(question)}: '{text}' is neither yes nor no."), question.Key);

    /// <summary>Yes, no, or null for anything else.</summary>
    public static bool? Said(string text) => text.Trim().ToUpperInvariant() switch { "O" or "OUI" or "Y" or "YES" or "TRUE" => true, "N" or "NON" or "NO" or "FALSE" => false, _ => null };
}
