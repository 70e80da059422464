using Relay.Core.Deliveries;
using Relay.Worker.Cli;

namespace Relay.Worker.Control;

/// <summary>Picks the one publication that was meant.</summary>
internal static class Found
{
    /// <summary>How many are looked at before it is said that there are several.</summary>
    public const int Most = 20;

    /// <summary>The only one found.</summary>
    /// <exception cref="CommandFailure">When there is none, or more than one.</exception>
    public static Publication One(string asked, IReadOnlyList<Publication> found) => found.Count switch
    {
        1 => found[0],
        0 => throw new CommandFailure(ExitCode.Refused, new($"Rien n'est connu sous « {asked} » : donnez l'identifiant d'une publication ou d'un envoi (au moins 6 caractères), ou un élément comme party/event/42.",
            $"Nothing is known as '{asked}': give the id of a publication or a delivery (at least 6 characters), or an item like party/event/42.")),
        _ => throw new CommandFailure(ExitCode.Refused, new(
            $"« {asked} » désigne plusieurs publications : {string.Join(" ; ", found.Take(5).Select(one => $"{one.Id:N} ({one.Plan.Key})"))}.",
            $"'{asked}' means several publications: {string.Join("; ", found.Take(5).Select(one => $"{one.Id:N} ({one.Plan.Key})"))}.")),
    };
}
