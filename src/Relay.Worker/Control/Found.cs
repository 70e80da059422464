using System.Text;
using Relay.Core.Deliveries;
using Relay.Core.Texts;
using Relay.Worker.Cli;

namespace Relay.Worker.Control;

/// <summary>Picks the one publication that was meant.</summary>
internal static class Found
{
    /// <summary>How many are looked at before it is said that there are several.</summary>
    public const int Most = 20;

    private static readonly int[] Dashes = [20, 16, 12, 8]; // from the end, so that none moves another

    /// <summary>What was asked for as ids are stored: with their dashes, also when they were left out.</summary>
    public static string Normal(string asked)
    {
        if (asked.Length is <= 8 or > 32 || !asked.All(char.IsAsciiHexDigit))
        {
            return asked;
        }
        var dashed = new StringBuilder(asked.ToLowerInvariant());
        foreach (var at in Dashes.Where(at => at < asked.Length))
        {
            dashed.Insert(at, '-');
        }
        return dashed.ToString();
    }

    /// <summary>Nothing is called so, and what may be asked for.</summary>
    public static Phrase Nothing(string asked) => new(
        $"Rien n'est connu sous « {asked} » : donnez l'identifiant d'une publication ou d'un envoi (au moins 6 caractères), ou un élément par son identifiant seul, comme 42, ou en entier, comme party/event/42.",
        $"Nothing is known as '{asked}': give the id of a publication or a delivery (at least 6 characters), or an item by its id alone, like 42, or in full, like party/event/42.");

    /// <summary>The only one found.</summary>
    /// <exception cref="CommandFailure">When there is none, or more than one.</exception>
    public static Publication One(string asked, IReadOnlyList<Publication> found) => found.Count switch
    {
        1 => found[0],
        0 => throw new CommandFailure(ExitCode.Refused, Nothing(asked)),
        _ => throw new CommandFailure(ExitCode.Refused, new(
            $"« {asked} » désigne plusieurs publications : {string.Join(" ; ", found.Take(5).Select(one => $"{one.Id} ({one.Plan.Key.Words.French})"))}.",
            $"'{asked}' means several publications: {string.Join("; ", found.Take(5).Select(one => $"{one.Id} ({one.Plan.Key.Words.English})"))}.")),
    };
}
