using System.Globalization;
using Relay.Core.Conversations.Understanding.Grammar;
using Relay.Core.Conversations.Understanding.Reading;
using Relay.Core.Territories;

namespace Relay.Core.Conversations.Understanding;

/// <summary>Answers that mean something only against the last question: "oui", "2", "ok", a postal code.</summary>
internal sealed class BareAnswers(Tables tables)
{
    private const double Plain = .95;
    private readonly int _yes = tables.Atom("OUI");
    private readonly int _no = tables.Atom("NON");
    private readonly int _perhaps = tables.Atom("PEUTETRE");

    /// <summary>What a bare answer says; null when the message says more, or nothing of the kind.</summary>
    public (Intent Intent, double Confidence)? Resolve(IReadOnlyList<Word> words, Asked asked, string text)
    {
        if (asked.About == Intent.GiveContact && PlaceReader.Read(text).Choices.Count > 0)
        {
            return (Intent.GiveContact, Plain);
        }
        var said = words.Where(word => !word.Polite).ToList();
        if (said.Count is 0 or > 3)
        {
            return null;
        }
        if (said is [{ Sign: "#NUMBER" } number] && int.TryParse(number.Text, CultureInfo.InvariantCulture, out var choice))
        {
            return choice >= 1 && choice <= asked.Choices.Count ? (asked.Choices[choice - 1], Plain) : null;
        }
        return All(said, _yes) ? (asked.About, Plain)
            : All(said, _no) ? (asked.About == Intent.RsvpYes ? Intent.RsvpNo : Intent.None, Plain)
            : All(said, _perhaps) && asked.About == Intent.RsvpYes ? (Intent.RsvpMaybe, Plain)
            : null;
    }

    private static bool All(List<Word> said, int atom) => said.TrueForAll(word => word.Atoms.Contains(atom));
}
