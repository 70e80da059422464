using Relay.Core.Audit;
using Relay.Core.Contacts;
using Relay.Core.Contacts.Rights;
using Relay.Core.Contacts.Suppressions;
using Relay.Worker.Cli;

namespace Relay.Worker.Control.People;

/// <summary>Carries out what a person demands, through a coordinator: <c>relay contacts erase</c> and <c>oppose</c>.</summary>
/// <param name="erase">Whether it erases; else it ends every message.</param>
/// <param name="desk">Does it.</param>
internal sealed class ChangeContact(bool erase, RightsDesk desk) : IControlCommand
{
    /// <summary>The key of erasing.</summary>
    public const string Erase = "contacts.erase";

    /// <summary>The key of opposing.</summary>
    public const string Oppose = "contacts.oppose";

    /// <summary>Argument: id of the contact, whole.</summary>
    public const string Id = "id";

    /// <summary>Argument of an erasure: the id once more, as the caller typed it.</summary>
    public const string Again = "again";

    /// <inheritdoc/>
    public string Key => erase ? Erase : Oppose;

    /// <inheritdoc/>
    public async Task<ControlReply> RunAsync(IReadOnlyDictionary<string, string> arguments, Actor actor, CancellationToken cancel)
    {
        var id = Guid.TryParse(arguments.GetValueOrDefault(Id), out var read) ? read : throw NobodyFor(arguments.GetValueOrDefault(Id, ""));
        try
        {
            return erase ? await EraseAsync(id, arguments.GetValueOrDefault(Again), actor, cancel) : await OpposeAsync(id, actor, cancel);
        }
        catch (PeopleKeyException gone)
        {
            throw new CommandFailure(ExitCode.Configuration, new(gone.French, gone.Message));
        }
    }

    /// <summary>Nobody is kept under an id.</summary>
    public static CommandFailure NobodyFor(string id) => new(ExitCode.Refused, new(
        $"Personne n'est gardé sous l'identifiant « {id} » : « relay contacts find » le donne.", $"Nobody is kept under the id '{id}': \"relay contacts find\" tells it."));

    private async Task<ControlReply> EraseAsync(Guid id, string? again, Actor actor, CancellationToken cancel)
    {
        if (!Guid.TryParse(again, out var typed) || typed != id)
        {
            throw new CommandFailure(ExitCode.Refused, new("L'identifiant n'a pas été retapé en entier à l'identique : rien n'a été effacé.", "The id was not typed again, whole and the same: nothing was erased."));
        }
        var erased = await desk.EraseAsync(id, actor, cancel);
        if (erased == 0)
        {
            throw NobodyFor($"{id}");
        }
        return new(ExitCode.Done,
            $"{Counted.French(erased, "contact est effacé", "contacts liés sont effacés")} : il n'en reste qu'une empreinte, pour que rien ne revienne. Le parti doit effacer de son côté ce qu'il en a reçu.",
            $"{Counted.English(erased, "contact is erased", "linked contacts are erased")}: a keyed hash is left, so that nothing comes back. The party has to erase what it was given.",
            new Dictionary<string, string>(StringComparer.Ordinal) { [Id] = $"{id}", ["erased"] = $"{erased}" });
    }

    private async Task<ControlReply> OpposeAsync(Guid id, Actor actor, CancellationToken cancel)
    {
        var state = await desk.OpposeAsync(id, actor, cancel) ?? throw NobodyFor($"{id}");
        return new(ExitCode.Done,
            state == ContactState.Opposed ? "L'opposition est enregistrée : plus rien ne part de soi-même vers cette personne, sur aucun de ses comptes liés." : "Rien ne part déjà plus vers cette personne.",
            state == ContactState.Opposed ? "The opposition is kept: nothing leaves by itself for this person any more, on any of the linked accounts." : "Nothing leaves for this person already.",
            new Dictionary<string, string>(StringComparer.Ordinal) { [Id] = $"{id}", ["state"] = PeopleWords.KeyOf(state) });
    }
}
