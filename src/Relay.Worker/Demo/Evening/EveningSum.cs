using Relay.Core.Texts;

namespace Relay.Worker.Demo.Evening;

/// <summary>What an evening came to.</summary>
/// <param name="Messages">How many were written or pressed.</param>
/// <param name="AnsweredInPublic">Of them answered automatically where everybody reads, and by nobody else.</param>
/// <param name="AnsweredInPrivate">Of them answered automatically in private, and by nobody else.</param>
/// <param name="Handed">Of them waiting for a person, answered or not.</param>
/// <param name="NothingToAnswer">Of them left as they are: applause, anger, thanks, talk among people, automata, a second STOP.</param>
/// <param name="Lost">Of them neither answered nor listed, though something had to come of them.</param>
/// <param name="PublicReplies">Automatic answers where everybody reads, those beside a person's included.</param>
/// <param name="WrongInPublic">Of these wrong by the script.</param>
/// <param name="WrongInPrivate">Private answers that are wrong by the script.</param>
internal sealed record EveningSum(int Messages, int AnsweredInPublic, int AnsweredInPrivate, int Handed, int NothingToAnswer, int Lost, int PublicReplies, int WrongInPublic, int WrongInPrivate)
{
    /// <summary>Most that may be handed to a person, in percent.</summary>
    public const int MostHanded = 20;

    /// <summary>Handed to a person, in percent.</summary>
    public double HandedPercent => Messages == 0 ? 0 : Math.Round(100.0 * Handed / Messages, 1);

    /// <summary>Whether the evening went as it must.</summary>
    public bool IsGood => WrongInPublic == 0 && WrongInPrivate == 0 && Lost == 0 && HandedPercent <= MostHanded;

    /// <summary>Counts.</summary>
    public static EveningSum Of(IReadOnlyCollection<EveningMessage> messages) => new(
        messages.Count,
        messages.Count(message => message is { IsPublic: true, Waits: null, Answers.Count: > 0 }),
        messages.Count(message => message is { IsPublic: false, Waits: null, Answers.Count: > 0 }),
        messages.Count(message => message.Waits is not null),
        messages.Count(message => message is { Waits: null, Answers.Count: 0 } && !IsLost(message)),
        messages.Count(IsLost),
        messages.Where(message => message.IsPublic).Sum(message => message.Answers.Count),
        messages.Count(message => message is { IsPublic: true, Fault: not null, Answers.Count: > 0 }),
        messages.Count(message => message is { IsPublic: false, Fault: not null, Answers.Count: > 0 }));

    /// <summary>Whether something had to come of it and nothing did.</summary>
    public static bool IsLost(EveningMessage message) => message is { Waits: null, Answers.Count: 0 } && (message.Fault is not null
        || (message.IsPublic ? (message.Part.Line!.Expects & (Expects.Silence | Expects.Any)) == Expects.None : message.Turn!.Answer is not null || message.Turn.Waits));

    /// <summary>In words.</summary>
    public IEnumerable<Phrase> Lines()
    {
        yield return new($"{Messages} messages sur trois réseaux", $"{Messages} messages on three networks");
        yield return new($"  {AnsweredInPublic + AnsweredInPrivate} reçoivent une réponse automatique : {AnsweredInPublic} en public, {AnsweredInPrivate} en privé", $"  {AnsweredInPublic + AnsweredInPrivate} answered automatically: {AnsweredInPublic} in public, {AnsweredInPrivate} in private");
        yield return new($"  {NothingToAnswer} n'en demandent pas : applaudissements, colère, remerciements, robots", $"  {NothingToAnswer} ask for none: applause, anger, thanks, automata");
        yield return new($"  {Handed} attendent une personne ({Share("fr")} %, au plus {MostHanded} %)", $"  {Handed} wait for a person ({Share("en")}%, {MostHanded}% at most)");
        yield return new($"  {Lost} sans réponse ni personne pour la donner", $"  {Lost} with neither an answer nor anybody to give one");
        yield return new($"  {PublicReplies} réponses automatiques en public, dont {WrongInPublic} à tort ; en privé {WrongInPrivate} à tort", $"  {PublicReplies} automatic public answers, {WrongInPublic} of them wrong; {WrongInPrivate} wrong in private");
    }

    private string Share(string language) => HandedPercent.ToString("0.#", System.Globalization.CultureInfo.GetCultureInfo(language == "fr" ? "fr-FR" : "en-GB"));
}
