using Microsoft.Extensions.Logging.Abstractions;
using NUnit.Framework;
using Relay.Core.Contacts;
using Relay.Core.Contacts.Retention;
using Relay.Core.Contacts.Suppressions;
using Relay.Core.Conversations.Attending;
using Relay.Core.Conversations.Settling;
using Relay.Core.Deliveries;
using Relay.Core.Deliveries.Answers;
using Relay.Core.Deliveries.Copies;
using Relay.Core.Items;
using Relay.Testing;

namespace Relay.Core.Tests.Conversations.Attending;

/// <summary>What guests are told of their event, with the store that really runs: the ledger's messages are what would leave.</summary>
public sealed partial class GuestKeeperTests
{
    private static readonly Event Meeting = Some.Event();

    private readonly ManualTime _time = new(Some.Now);
    private readonly KeysInMemory _keys = new();
    private TemporaryStore _store = null!;
    private int _answers;

    [SetUp]
    public async Task OpenAsync()
    {
        _store = await TemporaryStore.SqliteAsync(_time);
        await HarvestAsync(Meeting);
    }

    [TearDown]
    public async Task CloseAsync() => await _store.DisposeAsync();

    [Test]
    public async Task Look_EventMoved_TellsWhoComesOrMayComeOnceWithTheFileAndNobodyElse()
    {
        await AnswerAsync("700", RsvpAnswer.Yes);
        await AnswerAsync("701", RsvpAnswer.Maybe);
        await AnswerAsync("702", RsvpAnswer.No);
        Assert.That(await LookAsync(), Is.Zero, "nothing has changed");
        await HarvestAsync(Meeting with { StartsLocal = Meeting.StartsLocal.AddDays(1) });

        Assert.That((await LookAsync(), await LookAsync()), Is.EqualTo((2, 0)));

        var told = await LettersAsync();
        Assert.That(told.Select(letter => (letter.Target.Value, letter.Priority)), Is.EquivalentTo(new[] { ("700", Priority.Change), ("701", Priority.Change) }));
        Assert.That(told[0].Parts[0].Text, Does.StartWith("Du nouveau").And.Contain("mardi 10 mars 2026").And.Contain("STOP"));
        Assert.That(told[0].Answer!.File!.Content, Does.Contain("DTSTART:20260310T173000Z").And.Contain("SEQUENCE:1"));
        Assert.That(told[0].Answer!.Buttons.Select(button => button.Label), Is.EqualTo(new[] { "Je viens", "Je ne viens plus" }));
    }

    [Test]
    public async Task Look_MovedThereAndBackAgain_TellsWhatStandsAndTakesBackWhatHasNotLeft()
    {
        await AnswerAsync("700", RsvpAnswer.Yes);
        await HarvestAsync(Meeting with { Place = "Mairie" });
        await LookAsync();
        Assert.That((await LettersAsync()).Single().Parts[0].Text, Does.Contain("Mairie"));
        await HarvestAsync(Meeting);
        await LookAsync();

        Assert.That((await LettersAsync()).Single().Parts[0].Text, Does.Contain("Salle des fêtes").And.Not.Contain("Mairie"));
    }

    [Test]
    public async Task Look_TitleOrSeatsChanged_TellsNobody()
    {
        await AnswerAsync("700", RsvpAnswer.Yes);
        await HarvestAsync(Meeting with { Title = "Réunion de quartier", Capacity = 80 });

        Assert.That(await LookAsync(), Is.Zero);
    }

    [Test]
    public async Task Look_EventCancelled_TellsEverybodyAtTheRankOfACancellation()
    {
        await AnswerAsync("700", RsvpAnswer.Yes);
        await AnswerAsync("701", RsvpAnswer.Waitlist);
        await HarvestAsync(Meeting with { Status = EventStatus.Cancelled });

        await LookAsync();

        var told = (await LettersAsync()).OrderBy(letter => letter.Target.Value, StringComparer.Ordinal).ToList();
        Assert.That(told.Select(letter => letter.Priority), Is.EqualTo(new[] { Priority.Cancellation, Priority.Cancellation }));
        Assert.That(told[0].Parts[0].Text, Does.Contain("est annulé").And.Contain("le retire de votre agenda"));
        Assert.That(told[0].Answer!.File!.Content, Does.Contain("STATUS:CANCELLED"));
        Assert.That((told[0].Answer!.Buttons.Count, told[1].Answer!.File), Is.EqualTo((0, (AnswerFile?)null)), "who waited had no entry");
    }

    [Test]
    public async Task Look_SaidStopSince_IsNotWrittenTo()
    {
        var person = await AnswerAsync("700", RsvpAnswer.Yes);
        await _store.Store.Contacts.MoveAsync(await Book.PrepareAsync(person.Contact, ContactCause.Stop, [], null, default), Core.Audit.Actor.System, default);
        await HarvestAsync(Meeting with { Status = EventStatus.Cancelled });

        Assert.That(await LookAsync(), Is.Zero);
    }

    [Test]
    public async Task Look_SomebodyOutOfReach_IsOwnedUpToOnceAndToldWhenTheyCanBe()
    {
        await AnswerAsync("700", RsvpAnswer.Yes);
        await Book.MeetAsync(new(ContactPoint.OfNetwork("telegram", "700"), "Camille", "fr", _time.GetUtcNow(), _time.GetUtcNow()), new KeptAct.Question(_time.GetUtcNow(), null), default); // no longer writable
        await HarvestAsync(Meeting with { Place = "Mairie" });
        _time.Advance(TimeSpan.FromMinutes(1));

        Assert.That(await LookAsync(), Is.Zero);
        Assert.That(await _store.Store.Guests.UntoldAsync(Meeting.Key, ToldFacts.Where((await _store.Items.FindAsync(Meeting.Key, default))!), default), Is.EqualTo(1));

        await Book.MeetAsync(new(ContactPoint.OfNetwork("telegram", "700"), "Camille", "fr", _time.GetUtcNow().AddHours(24), _time.GetUtcNow()), new KeptAct.Question(_time.GetUtcNow(), null), default);
        Assert.That(await LookAsync(), Is.EqualTo(1), "as soon as they write again");
    }

    [Test]
    public async Task Look_AtNight_WaitsForTheMorningUnlessItIsNear()
    {
        await AnswerAsync("700", RsvpAnswer.Yes);
        await HarvestAsync(Meeting with { Place = "Mairie" });
        _time.Advance(TimeSpan.FromHours(14.5)); // 23:30 in Bordeaux, six days before
        Assert.That(await LookAsync(), Is.Zero);
        _time.Advance(TimeSpan.FromHours(9));
        Assert.That(await LookAsync(), Is.EqualTo(1));

        await HarvestAsync(Meeting with { StartsLocal = new DateTime(2026, 3, 4, 8, 0, 0), Status = EventStatus.Cancelled });
        _time.Advance(TimeSpan.FromHours(15.5)); // the next midnight, eight hours before
        Assert.That(await LookAsync(), Is.EqualTo(1));
    }

    [Test]
    public async Task Look_MissingInTheList_IsNotTakenForCancelled()
    {
        await AnswerAsync("700", RsvpAnswer.Yes);
        await HarvestAsync();

        Assert.That(await LookAsync(), Is.Zero);
    }

    [Test]
    public async Task Look_SomebodyWithdraws_SeatsTheFirstWhoFitsAndTellsOnce()
    {
        await HarvestAsync(Meeting with { Capacity = 3 });
        await AnswerAsync("700", RsvpAnswer.Yes, 3);
        await AnswerAsync("701", RsvpAnswer.Waitlist, 4);
        await AnswerAsync("702", RsvpAnswer.Waitlist, 2);
        await AnswerAsync("703", RsvpAnswer.Waitlist, 2);
        Assert.That(await LookAsync(), Is.Zero, "it is full");
        await AnswerAsync("700", RsvpAnswer.No);

        Assert.That((await LookAsync(), await LookAsync()), Is.EqualTo((1, 0)));

        var seat = (await LettersAsync()).Single();
        Assert.That((seat.Target.Value, seat.Answer!.File is not null), Is.EqualTo(("702", true)), "the first who waits is too many");
        Assert.That(seat.Parts[0].Text, Does.StartWith("Une place s’est libérée").And.Contain("2 personnes"));
        Assert.That(await _store.Store.Conversations.HeadsAsync(Meeting.Key, null, default), Is.EqualTo(2));
        Assert.That((await _store.Store.Returns.AttendeesAsync(Meeting.Key, _time.GetUtcNow(), default)).Select(one => one.Answer), Is.EqualTo(new[] { RsvpAnswer.Waitlist, RsvpAnswer.Waitlist, RsvpAnswer.No, RsvpAnswer.Yes }));
    }

    [Test]
    public async Task Look_MoreSeats_SeatsInTheOrderOfWaitingAlsoOfThoseWhoAskedAgain()
    {
        await HarvestAsync(Meeting with { Capacity = 1 });
        await AnswerAsync("700", RsvpAnswer.Yes);
        await AnswerAsync("701", RsvpAnswer.Waitlist);
        await AnswerAsync("702", RsvpAnswer.Waitlist);
        await AnswerAsync("701", RsvpAnswer.Waitlist);
        await HarvestAsync(Meeting with { Capacity = 2 });

        await LookAsync();

        Assert.That((await LettersAsync()).Select(letter => letter.Target.Value), Is.EqualTo(new[] { "701" }));
    }

    [Test]
    public async Task Settle_WhoHasAnsweredOtherwiseMeanwhile_GetsNoSeat()
    {
        var person = await AnswerAsync("701", RsvpAnswer.Waitlist);
        await AnswerAsync("701", RsvpAnswer.No);

        var written = await _store.Store.Conversations.SettleAsync(
            new() { Interaction = "seat/1", Account = "bot33", Outcome = "seated", At = _time.GetUtcNow(), Contact = person.Contact, Identity = person.Id, OnlyAfter = new(Meeting.Key, 1), Acts = [new(new Act.Rsvp(Meeting.Key, RsvpAnswer.Yes), Some.Now.AddYears(1))] },
            default);

        Assert.That((written, await _store.Store.Conversations.HeadsAsync(Meeting.Key, null, default)), Is.EqualTo((false, 0)));
    }

    [Test]
    public async Task Look_EventMovedFarAhead_KeepsTheAnswerAndThePersonUntilThen()
    {
        var person = await AnswerAsync("700", RsvpAnswer.Yes);
        await HarvestAsync(Meeting with { StartsLocal = Meeting.StartsLocal.AddMonths(6) });
        await LookAsync();

        _time.Advance(TimeSpan.FromDays(150));
        await _store.Store.Conversations.PurgeAsync(_time.GetUtcNow(), default);
        await _store.Store.Contacts.PurgeAsync(_time.GetUtcNow(), _time.GetUtcNow(), default);

        Assert.That(await _store.Store.Contacts.FindAsync(person.Contact, default), Is.Not.Null);
        Assert.That(await _store.Store.Conversations.HeadsAsync(Meeting.Key, null, default), Is.EqualTo(1));
    }

    private SuppressionList List => new(_store.Store.Suppressions, _keys, _time);

    private ContactBook Book => new(_store.Store.Contacts, _store.Store.Links, List, new(new()), _time);

    private Task<int> LookAsync(CancellationToken cancel = default)
        => new GuestKeeper(
            _store.Store.Guests, _store.Store.Conversations, _store.Items, Some.Channels([], [Some.Account()]), new AnswerDesk(_store.Ledger, List, [], new PumpBell(), _time), new(new()),
            new("Le Tilleul", null, "dpo@example.org"), new PumpBell(), _time, NullLogger<GuestKeeper>.Instance).LookAsync(cancel);

    private async Task<Identity> AnswerAsync(string person, RsvpAnswer answer, int heads = 1, Event? to = null, string account = "bot33", ContactDetails? details = null)
    {
        _time.Advance(TimeSpan.FromSeconds(1));
        var now = _time.GetUtcNow();
        var identity = (await Book.MeetAsync(new(ContactPoint.OfNetwork("telegram", person), "Camille", "fr", null, now), new KeptAct.Question(now, null), default))!;
        var stored = (await _store.Items.FindAsync((to ?? Meeting).Key, default))!;
        await _store.Store.Conversations.SettleAsync(
            new()
            {
                Interaction = $"i{++_answers}", Account = account, Outcome = "recorded", At = now, Contact = identity.Contact, Identity = identity.Id, Details = details,
                Acts = [new(new Act.Rsvp(stored.Item.Key, answer, heads), now.AddMonths(2))], Told = new(stored.Item.Key, ToldFacts.Where(stored), "fr", now.AddMonths(2)),
            },
            default);
        return identity;
    }

    private async Task HarvestAsync(params Event[] events)
    {
        var pass = await _store.Items.BeginPassAsync("party", full: true, _time.GetUtcNow(), default);
        await _store.Items.KeepAsync(pass, [.. events.Select(one => new ItemVersion(one, ItemVersions.Hash(one)))], _time.GetUtcNow(), default);
        await _store.Items.SeenAsync(pass, [.. events.Select(one => one.Key)], default);
        await _store.Items.EndPassAsync(pass, 3, null, [], null, _time.GetUtcNow(), default);
    }

    private async Task<IReadOnlyList<Delivery>> LettersAsync()
        => [.. (await _store.Ledger.DueAsync("bot33", _time.GetUtcNow().AddDays(1), [], 100, default)).OrderBy(delivery => delivery.CreatedAt)];
}
