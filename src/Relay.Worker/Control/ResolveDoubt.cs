using Relay.Core.Audit;
using Relay.Core.Deliveries;
using Relay.Core.Ids;
using Relay.Core.Texts;
using Relay.Networks;
using Relay.Worker.Cli;

namespace Relay.Worker.Control;

/// <summary>A coordinator has looked and says whether an uncertain post is there: <c>relay uncertain resolve</c>. An id she gives is compared with what the network shows.</summary>
/// <param name="ledger">Keeps the doubt.</param>
/// <param name="prospect">Says what stands against sending again.</param>
/// <param name="bell">Rung for the pumps.</param>
/// <param name="time">The clock.</param>
/// <param name="readBack">Has the network looked at; null where none can be.</param>
internal sealed class ResolveDoubt(ILedger ledger, Prospect prospect, PumpBell bell, TimeProvider time, Func<Delivery, DeliveryPart, CancellationToken, Task<Finding>>? readBack = null) : IControlCommand
{
    /// <summary>The key.</summary>
    public const string Name = "uncertain.resolve";

    /// <summary>Argument: the publication or delivery, or the end or start of its id.</summary>
    public const string Id = "id";

    /// <summary>Argument: the remote ids it has, separated by commas.</summary>
    public const string There = "there";

    /// <summary>Argument: <c>true</c> when it is there and nobody knows its remote id: it can be neither changed nor taken away then.</summary>
    public const string Seen = "seen";

    /// <summary>Argument: <c>true</c> when it is not there and is to be sent again.</summary>
    public const string Again = "again";

    /// <inheritdoc/>
    public string Key => Name;

    /// <inheritdoc/>
    public async Task<ControlReply> RunAsync(IReadOnlyDictionary<string, string> arguments, Actor actor, CancellationToken cancel)
    {
        var there = arguments.GetValueOrDefault(There, "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var isThere = there.Length > 0 || arguments.GetValueOrDefault(Seen, "") == "true";
        if (isThere == (arguments.GetValueOrDefault(Again, "") == "true"))
        {
            // An id that was left empty must never mean "send it again".
            throw new CommandFailure(ExitCode.Usage, new("Dites soit --there avec l'identifiant, soit --seen, soit --send-again.", "Say either --there with the id, or --seen, or --send-again."));
        }
        var delivery = await FindAsync(arguments.GetValueOrDefault(Id, ""), cancel);
        var part = delivery.Parts.FirstOrDefault(part => part.State == PartState.Uncertain)
            ?? throw new CommandFailure(ExitCode.Refused, new(
                $"{ShortId.Of(delivery.Id)} ({delivery.Key.Words.French}) existe, mais n'est pas incertaine : elle est {DeliveryWords.French(delivery.State)}. Rien n'a été changé ; « relay uncertain » liste ce qui est à trancher.",
                $"{ShortId.Of(delivery.Id)} ({delivery.Key.Words.English}) exists, but is not uncertain: it is {DeliveryWords.English(delivery.State)}. Nothing was changed; \"relay uncertain\" lists what is to be settled."));
        // A wrong id would have another post changed or taken away in its place later.
        if (there.Select(remote => PostIds.Fault(delivery.Key.Network, remote)).FirstOrDefault(fault => fault is not null) is { } fault && !delivery.Target.IsShadow)
        {
            throw new CommandFailure(ExitCode.Usage, fault);
        }
        var seen = there.Length > 0 && readBack is not null ? await readBack(delivery, part, cancel) : null;
        var proven = Proof(seen, there);
        var (to, reason) = proven is not null ? (PartState.Confirmed, new Phrase("Retrouvée sur le réseau.", "Found on the network."))
            : isThere ? (PartState.Confirmed, new Phrase("Quelqu'un l'a vue sur le réseau.", "Somebody saw it on the network."))
            : (PartState.Planned, new Phrase("Quelqu'un a vu qu'elle n'est pas sur le réseau.", "Somebody saw that it is not on the network."));
        await ledger.ResolveAsync(delivery.Id, part.Index, to, proven?.RemoteIds ?? there, proven?.Link, reason.Kept, actor, time.GetUtcNow(), cancel);
        bell.Ring();
        var result = new Dictionary<string, string>(StringComparer.Ordinal) { ["delivery"] = delivery.Id.ToString(), ["state"] = isThere ? "confirmed" : "queued" };
        if (!isThere && await prospect.WhyNotNowAsync(delivery.Id, cancel) is { } against)
        {
            return new(ExitCode.Done, $"{delivery.Key.Words.French} n'y est pas, c'est noté. {against.French}", $"{delivery.Key.Words.English} is not there, that is noted. {against.English}", result);
        }
        var onWord = there.Length == 0 || proven is not null ? new Phrase("", "") : OnWord(seen);
        return isThere
            ? new(ExitCode.Done, $"{delivery.Key.Words.French} est confirmée{(there.Length == 0 ? "" : $" : {string.Join(", ", there)}")}.{(proven is null ? "" : " Relay l'a retrouvée sur le réseau.")}{onWord.French}",
                $"{delivery.Key.Words.English} is confirmed{(there.Length == 0 ? "" : $": {string.Join(", ", there)}")}.{(proven is null ? "" : " Relay has found it on the network.")}{onWord.English}", result)
            : new(ExitCode.Done, $"{delivery.Key.Words.French} sera envoyée de nouveau.", $"{delivery.Key.Words.English} will be sent again.", result);
    }

    /// <summary>What the network shows of it under that id; null where it gives no way to know.</summary>
    /// <exception cref="CommandFailure">When the network shows it elsewhere, or shows all that is there and it is not.</exception>
    private static Finding.There? Proof(Finding? seen, IReadOnlyList<string> said) => seen switch
    {
        Finding.There there when there.RemoteIds.Any(said.Contains) => there,
        Finding.There there => throw new CommandFailure(ExitCode.Refused, new(
            $"Le réseau la montre sous {string.Join(", ", there.RemoteIds)}, pas sous {string.Join(", ", said)} : rien n'a été noté. Recommencez avec « --there {string.Join(" ", there.RemoteIds)} ».",
            $"The network shows it as {string.Join(", ", there.RemoteIds)}, not as {string.Join(", ", said)}: nothing was noted. Try again with \"--there {string.Join(" ", there.RemoteIds)}\".")),
        Finding.NotSeen => throw new CommandFailure(ExitCode.Refused, new(
            $"Relay a tout relu et ne la voit pas, ni sous {string.Join(", ", said)} ni ailleurs : rien n'a été noté. Si elle y est bien, dites « --seen » : Relay ne la corrigera ni ne la retirera ; sinon « --send-again ».",
            $"Relay has read everything and does not see it, neither as {string.Join(", ", said)} nor elsewhere: nothing was noted. If it is there all the same, say \"--seen\": Relay will neither change it nor take it away; if not, \"--send-again\".")),
        _ => null,
    };

    /// <summary>That nobody but her has seen it, and why.</summary>
    private static Phrase OnWord(Finding? seen)
    {
        var why = seen switch { Finding.CannotTell blind => blind.Reason.Clause, Finding.Failed failed => failed.Failure.Reason.Clause, _ => default };
        return why.English is null ? new(" Relay n'a pas pu le vérifier et vous croit sur parole.", " Relay could not look and takes your word.")
            : new($" Relay n'a pas pu le vérifier ({why.French}) et vous croit sur parole.", $" Relay could not look ({why.English}) and takes your word.");
    }

    private async Task<Delivery> FindAsync(string id, CancellationToken cancel)
    {
        var publication = Found.One(id, await ledger.SearchAsync(id, Found.Most, cancel));
        if (ShortId.TryRead(id, out var meant) && (await ledger.OfPublicationAsync(publication.Id, cancel)).FirstOrDefault(other => meant.Fits(other.Id)) is { } named)
        {
            return named; // a change of it may be what is in doubt
        }
        return publication.DeliveryId is { } delivery && await ledger.FindAsync(delivery, cancel) is { } found
            ? found
            : throw new CommandFailure(ExitCode.Refused, new($"{publication.Plan.Key.Words.French} n'est pas encore partie : il n'y a rien à trancher.", $"{publication.Plan.Key.Words.English} has not been released yet: there is nothing to settle."));
    }
}
