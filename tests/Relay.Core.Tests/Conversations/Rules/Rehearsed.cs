using Relay.Core.Channels;
using Relay.Core.Contacts;
using Relay.Core.Conversations.Rules;
using Relay.Core.Conversations.Settling;
using Relay.Core.Conversations.Understanding;
using Relay.Core.Inbox.Arrivals;
using Relay.Core.Items;
using Relay.Testing;

namespace Relay.Core.Tests.Conversations.Rules;

/// <summary>One situation after the other, with the rules that really run.</summary>
internal static class Rehearsed
{
    public static readonly PartySettings Party = new("Le Tilleul", new Uri("https://tilleul.example.org/donnees"), null);
    public static readonly ConversationRules Book = new(Party);
    public static readonly RuleUnderstanding Understanding = new();

    public static StoredItem Meeting(string id = "e1") => new(
        Some.Event(id) with { Title = "Réunion publique", StartsLocal = new DateTime(2026, 3, 14, 18, 30, 0), EndsLocal = null, Zone = "Europe/Paris", Place = "Salle des fêtes", Summary = null }, "v", 1, Some.Now, ItemPresence.Present);

    public static StoredItem Project(string id = "i1") => new(Some.Initiative(id) with { Title = "Des arbres dans la cour", ClosesOn = null }, "v", 1, Some.Now, ItemPresence.Present);

    public static Situation Private(string text, params StoredItem[] items) => new()
    {
        Now = Some.Now, WrittenAt = Some.Now, Text = text, Kind = InteractionKind.PrivateMessage, Network = NetworkManners.Of("telegram"), Items = items, State = ContactState.Occasional, Details = new(), NoticeGiven = true,
    };

    public static Situation Public(string text, string network = "facebook", InteractionKind kind = InteractionKind.Comment) => new()
    {
        Now = Some.Now, WrittenAt = Some.Now, Text = text, Kind = kind, IsSummons = kind is InteractionKind.Mention or InteractionKind.Quote, Network = NetworkManners.Of(network), Items = [Meeting()], PrivateDoor = new Uri("https://t.me/tilleul_bot?start=i1"),
    };

    /// <summary>Understood as the loop understands it, then decided.</summary>
    public static Decision Decide(Situation situation)
    {
        var open = situation.Dialog is { Question: { } question } dialog && dialog.HoldsAt(situation.Now) ? question.Asked : null;
        var meaning = Understanding.Read(new Utterance(situation.Text, !situation.IsPrivate, null, open));
        return Book.Decide(situation with { Language = meaning.Language }, meaning);
    }

    public static Situation After(this Decision decision, Situation before, string text) => before with { Dialog = decision.Dialog ?? before.Dialog, Text = text };
}
