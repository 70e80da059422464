using Microsoft.Extensions.Logging.Abstractions;
using Moq;
using NUnit.Framework;
using Relay.Core.Contacts;
using Relay.Core.Contacts.Suppressions;
using Relay.Core.Inbox;
using Relay.Core.Inbox.Arrivals;
using Relay.Testing;

namespace Relay.Core.Tests.Inbox;

/// <summary>Who becomes a contact, and who does not.</summary>
public sealed class CorrespondenceTests
{
    private static readonly Author Camille = new("7000000001", "Camille", "camille33", Language: "en");

    private readonly ManualTime _time = new(Some.Now);
    private TemporaryStore _store = null!;
    private ContactBook _book = null!;
    private Correspondence _correspondence = null!;

    [SetUp]
    public async Task OpenAsync()
    {
        _store = await TemporaryStore.SqliteAsync(_time);
        _book = new(_store.Store.Contacts, _store.Store.Links, new SuppressionList(_store.Store.Suppressions, new KeysInMemory(), _time), new(new()), _time);
        var (telegram, facebook) = (Network("telegram", null), Network("facebook", TimeSpan.FromHours(24)));
        _correspondence = new(_book, [telegram, facebook], _time, NullLogger<Correspondence>.Instance);
    }

    [TearDown]
    public async Task CloseAsync() => await _store.DisposeAsync();

    [Test]
    public async Task TakeIn_PrivateMessages_OpenOneOccasionalContactForTwoMonthsAfterTheLast()
    {
        await TellAsync(Said("telegram:7", 1) with { At = Some.Now.AddHours(-2) }, Said("telegram:7", 2) with { At = Some.Now.AddHours(-1) });

        var identity = (await FoundAsync("telegram"))!;
        var contact = (await _store.Store.Contacts.FindAsync(identity.Contact, default))!;
        Assert.That((identity.DisplayName, identity.WritableUntil), Is.EqualTo(("Camille", (DateTimeOffset?)null)));
        Assert.That((contact.State, contact.Details.Language, contact.LastActAt, contact.PurgeAfter), Is.EqualTo((ContactState.Occasional, "en", Some.Now.AddHours(-1), Some.Now.AddHours(-1).AddMonths(2))));
    }

    [Test]
    public async Task TakeIn_MessengerMessage_CanBeAnsweredForADay()
    {
        await TellAsync(Said("facebook:33", 1) with { At = Some.Now.AddHours(-2) });

        Assert.That((await FoundAsync("facebook"))!.WritableUntil, Is.EqualTo(Some.Now.AddHours(22)));
    }

    [Test]
    public async Task TakeIn_ClockAheadOfOurs_KeepsNobodyLonger()
    {
        await TellAsync(Said("telegram:7", 1) with { At = Some.Now.AddYears(5) });

        Assert.That((await _store.Store.Contacts.FindAsync((await FoundAsync("telegram"))!.Contact, default))!.PurgeAfter, Is.EqualTo(Some.Now.AddMonths(2)));
    }

    [Test]
    public async Task TakeIn_PublicWordsPressesArrivalsAndAutomata_CreateNobody()
    {
        var group = new InteractionKey("telegram:7", "-100", InteractionRealm.Public, "9");
        await TellAsync(
            new Happening.Said(group, InteractionKind.Comment, Camille, "Je viens ! 06 39 98 00 00", Some.Now),
            new Happening.Pressed(new("telegram:7", "", InteractionRealm.Press, "q1"), Camille, new Press("q1", "x", "7000000001", "-100", "12", "fr")),
            new Happening.Reach(new("telegram:7", "7000000001", InteractionRealm.Membership, "1"), Camille, true, Some.Now) { IsPrivate = true },
            Said("telegram:7", 3) with { Author = Camille with { Automated = true } },
            Said("telegram:7", 4) with { IsOurs = true },
            Said("telegram:7", 5) with { IsOverheard = true },
            Said("telegram:7", 6) with { Author = Author.Withheld });

        Assert.That(await FoundAsync("telegram"), Is.Null);
    }

    [Test]
    public async Task TakeIn_Block_IsAnOppositionAndAWordAfterItIsStillKnownAsOne()
    {
        await TellAsync(Said("telegram:7", 1));
        _time.Advance(TimeSpan.FromMinutes(1));

        await TellAsync(new Happening.Reach(new("telegram:7", "7000000001", InteractionRealm.Membership, "1"), Camille, false, _time.GetUtcNow()) { IsPrivate = true });
        _time.Advance(TimeSpan.FromMinutes(1));
        await TellAsync(Said("telegram:7", 2) with { At = _time.GetUtcNow() });

        var identity = (await FoundAsync("telegram"))!;
        Assert.That(((await _store.Store.Contacts.FindAsync(identity.Contact, default))!.State, identity.ExternalId), Is.EqualTo((ContactState.Opposed, (string?)null)));
    }

    [Test]
    public async Task TakeIn_BotPutOutOfAGroup_IsNobodysOpposition()
    {
        await TellAsync(Said("telegram:7", 1));

        await TellAsync(new Happening.Reach(new("telegram:7", "-100", InteractionRealm.Membership, "1"), Camille, false, Some.Now));

        Assert.That((await _store.Store.Contacts.FindAsync((await FoundAsync("telegram"))!.Contact, default))!.State, Is.EqualTo(ContactState.Occasional));
    }

    private static IReadArrivals Network(string key, TimeSpan? window) => Mock.Of<IReadArrivals>(network => network.Network == key && network.WritableFor == window);

    private static Happening.Said Said(string reader, int number) => new(new(reader, "7000000001", InteractionRealm.Private, $"{number}"), InteractionKind.PrivateMessage, Camille, "Bonjour", Some.Now);

    private Task TellAsync(params Happening[] happenings) => _correspondence.TakeInAsync([new(1, "bot33", new(happenings, []))], default);

    private Task<Identity?> FoundAsync(string network) => _book.FindAsync(ContactPoint.OfNetwork(network, "7000000001"), default);
}
