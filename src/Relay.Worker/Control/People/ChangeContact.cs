using Relay.Core.Audit;
using Relay.Core.Contacts;
using Relay.Core.Contacts.Rights;
using Relay.Core.Contacts.Suppressions;
using Relay.Core.Texts;
using Relay.Worker.Cli;

namespace Relay.Worker.Control.People;

/// <summary>Carries out what a person demands, or a coordinator has decided: <c>relay contacts erase</c>, <c>oppose</c>, <c>release</c>, <c>block</c> and <c>deceased</c>.</summary>
/// <param name="key">Which of them.</param>
/// <param name="desk">Does it.</param>
internal sealed class ChangeContact(string key, RightsDesk desk) : IControlCommand
{
    /// <summary>The key of erasing.</summary>
    public const string Erase = "contacts.erase";

    /// <summary>The key of opposing.</summary>
    public const string Oppose = "contacts.oppose";

    /// <summary>The key of ending a pause or a block.</summary>
    public const string Release = "contacts.release";

    /// <summary>The key of keeping somebody away.</summary>
    public const string Block = "contacts.block";

    /// <summary>The key of a death that was reported.</summary>
    public const string Deceased = "contacts.deceased";

    /// <summary>Argument: id of the contact, whole.</summary>
    public const string Id = "id";

    /// <summary>Argument of an erasure, in place of the id: the account of somebody who is no contact, <c>facebook:123</c>.</summary>
    public const string Account = "account";

    /// <summary>All keys.</summary>
    public static IReadOnlyList<string> Keys { get; } = [Erase, Oppose, Release, Block, Deceased];

    /// <summary>Argument of an erasure and of a death: the id once more, as the caller typed it.</summary>
    public const string Again = "again";

    /// <inheritdoc/>
    public string Key => key;

    /// <inheritdoc/>
    public async Task<ControlReply> RunAsync(IReadOnlyDictionary<string, string> arguments, Actor actor, CancellationToken cancel)
    {
        var account = arguments.GetValueOrDefault(Account);
        var id = account is not null && key == Erase ? Guid.Empty : Guid.TryParse(arguments.GetValueOrDefault(Id), out var read) ? read : throw NobodyFor(arguments.GetValueOrDefault(Id, ""));
        try
        {
            return key switch
            {
                Erase when account is not null => await ForgetAsync(account, arguments.GetValueOrDefault(Again), actor, cancel),
                Erase => await EraseAsync(id, arguments.GetValueOrDefault(Again), actor, cancel),
                Oppose => await OpposeAsync(id, actor, cancel),
                Release => await ReleaseAsync(id, actor, cancel),
                Block => await DecideAsync(id, ContactCause.Block, actor, cancel),
                _ => await DecideAsync(Confirmed(id, arguments.GetValueOrDefault(Again), new("rien n'a été noté", "nothing was kept")), ContactCause.Death, actor, cancel),
            };
        }
        catch (PeopleKeyException gone)
        {
            throw new CommandFailure(ExitCode.Configuration, new(gone.French, gone.Message));
        }
    }

    /// <summary>Nobody is kept under an id.</summary>
    public static CommandFailure NobodyFor(string id) => new(ExitCode.Refused, new(
        $"Personne n'est gardé sous l'identifiant « {id} » : « relay contacts find » le donne.", $"Nobody is kept under the id '{id}': \"relay contacts find\" tells it."));

    private static Guid Confirmed(Guid id, string? again, Phrase otherwise) => Guid.TryParse(again, out var typed) && typed == id
        ? id
        : throw new CommandFailure(ExitCode.Refused, new($"L'identifiant n'a pas été retapé en entier à l'identique : {otherwise.French}.", $"The id was not typed again, whole and the same: {otherwise.English}."));

    private async Task<ControlReply> EraseAsync(Guid id, string? again, Actor actor, CancellationToken cancel)
    {
        var erased = await desk.EraseAsync(Confirmed(id, again, new("rien n'a été effacé", "nothing was erased")), actor, cancel);
        if (erased == 0)
        {
            throw NobodyFor($"{id}");
        }
        return new(ExitCode.Done,
            $"{Counted.French(erased, "contact est effacé", "contacts liés sont effacés")} : il n'en reste qu'une empreinte, pour que rien ne revienne. Le parti doit effacer de son côté ce qu'il en a reçu.",
            $"{Counted.English(erased, "contact is erased", "linked contacts are erased")}: a keyed hash is left, so that nothing comes back. The party has to erase what it was given.",
            new Dictionary<string, string>(StringComparer.Ordinal) { [Id] = $"{id}", ["erased"] = $"{erased}" });
    }

    private async Task<ControlReply> ForgetAsync(string account, string? again, Actor actor, CancellationToken cancel)
    {
        if (account != again || account.Split(':', 2) is not [{ Length: > 0 } network, { Length: > 0 } id] || network is ContactPoint.MailChannel or ContactPoint.PhoneChannel || string.IsNullOrWhiteSpace(id))
        {
            throw new CommandFailure(ExitCode.Refused, new("Le compte n'a pas été retapé à l'identique : rien n'a été effacé.", "The account was not typed again the same: nothing was erased."));
        }
        var count = await desk.ForgetAsync(ContactPoint.OfNetwork(network, id), actor, cancel);
        return new(ExitCode.Done, $"{Counted.French(count, "message est effacé", "messages sont effacés")}, avec le nom affiché ; ce qui est en ligne y reste.",
            $"{Counted.English(count, "message is erased", "messages are erased")}, with the name as shown; what stands on the network stays there.",
            new Dictionary<string, string>(StringComparer.Ordinal) { [Account] = account, ["words"] = $"{count}" });
    }

    private async Task<ControlReply> OpposeAsync(Guid id, Actor actor, CancellationToken cancel)
    {
        var state = await desk.OpposeAsync(id, actor, cancel) ?? throw NobodyFor($"{id}");
        return new(ExitCode.Done,
            state == ContactState.Opposed ? "L'opposition est enregistrée : plus rien ne part de soi-même vers cette personne, sur aucun de ses comptes liés." : "Rien ne part déjà plus vers cette personne.",
            state == ContactState.Opposed ? "The opposition is kept: nothing leaves by itself for this person any more, on any of the linked accounts." : "Nothing leaves for this person already.",
            new Dictionary<string, string>(StringComparer.Ordinal) { [Id] = $"{id}", ["state"] = PeopleWords.KeyOf(state) });
    }

    private async Task<ControlReply> ReleaseAsync(Guid id, Actor actor, CancellationToken cancel)
    {
        var state = await desk.DecideAsync(id, ContactCause.Release, actor, cancel) ?? throw new CommandFailure(ExitCode.Refused, new(
            "Cette personne n'est ni en pause ni bloquée : il n'y a rien à lever.", "This person is neither paused nor blocked: there is nothing to end."));
        return Now(id, state);
    }

    private async Task<ControlReply> DecideAsync(Guid id, ContactCause cause, Actor actor, CancellationToken cancel) => Now(id, await desk.DecideAsync(id, cause, actor, cancel) ?? throw NobodyFor($"{id}"));

    private static ControlReply Now(Guid id, ContactState state)
    {
        var words = PeopleWords.Of(state);
        return new(ExitCode.Done, $"C'est noté. Cette personne est maintenant : {words.French}.", $"Noted. This person is now: {words.English}.",
            new Dictionary<string, string>(StringComparer.Ordinal) { [Id] = $"{id}", ["state"] = PeopleWords.KeyOf(state) });
    }
}
