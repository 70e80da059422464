using Relay.Core.Deliveries;
using Relay.Core.Ids;
using Relay.Core.Texts;
using Relay.Worker.Cli;

namespace Relay.Worker.Control;

/// <summary>Picks the one publication that was meant.</summary>
internal static class Found
{
    /// <summary>How many are looked at before it is said that there are several.</summary>
    public const int Most = 20;

    private const int Listed = 10;

    /// <summary>Nothing is called so, and what may be asked for.</summary>
    public static Phrase Nothing(string asked) => new(
        $"Rien n'est connu sous « {asked} » : donnez l'identifiant d'une publication ou d'un envoi (sa fin ou son début, au moins 6 caractères), ou un élément par son identifiant seul, comme 42, ou en entier, comme party/event/42.",
        $"Nothing is known as '{asked}': give the id of a publication or a delivery (its end or its start, at least 6 characters), or an item by its id alone, like 42, or in full, like party/event/42.");

    /// <summary>The only one found.</summary>
    /// <exception cref="CommandFailure">When there is none, or more than one.</exception>
    public static Publication One(string asked, IReadOnlyList<Publication> found) => found.Count switch
    {
        1 => found[0],
        0 => throw new CommandFailure(ExitCode.Refused, Nothing(asked)),
        _ => throw new CommandFailure(ExitCode.Refused, new(
            $"« {asked} » désigne plusieurs publications : {string.Join(" ; ", found.Take(Listed).Select(one => $"{ShortId.Of(one.Id)} ({one.Plan.Key.Words.French})"))}{(found.Count > Listed ? " ; …" : ".")} Donnez l'un de ces identifiants.",
            $"'{asked}' means several publications: {string.Join("; ", found.Take(Listed).Select(one => $"{ShortId.Of(one.Id)} ({one.Plan.Key.Words.English})"))}{(found.Count > Listed ? "; …" : ".")} Give one of these ids.")),
    };
}
