using Microsoft.Data.Sqlite;
using NUnit.Framework;
using Relay.Core.Contacts;
using Relay.Core.Conversations.Settling;
using Relay.Core.Conversations.Understanding;
using Relay.Core.Deliveries;
using Relay.Core.Deliveries.Answers;
using Relay.Core.Items;
using Relay.Core.Swarm;
using Relay.Core.Territories;
using Relay.Testing;

namespace Relay.Core.Tests.Conversations.Attending;

/// <content>What becomes of letters that wait, of the hours in which they are written, and of whom none can reach.</content>
public sealed partial class GuestKeeperTests
{
    private static readonly Event Other = Some.Event("e2") with { Title = "Apéritif" };

    [Test]
    public async Task Look_CancelledWhileNewsOfAMoveWaits_DoesNotAnnounceTheMeetingAfterwards()
    {
        await AnswerAsync("700", RsvpAnswer.Yes);
        await HarvestAsync(Meeting with { Place = "Mairie" });
        await LookAsync();
        await HarvestAsync(Meeting with { Place = "Mairie", Status = EventStatus.Cancelled });

        await LookAsync();

        Assert.That((await LettersAsync()).Single().Parts[0].Text, Does.Contain("est annulé"));
    }

    [Test]
    public async Task Look_CancelledAtNightWhileNewsWaits_TakesTheNewsBackAtOnce()
    {
        await AnswerAsync("700", RsvpAnswer.Yes);
        await HarvestAsync(Meeting with { Place = "Mairie" });
        await LookAsync();
        _time.Advance(TimeSpan.FromHours(14)); // 23:00 in Bordeaux, six days before
        await HarvestAsync(Meeting with { Status = EventStatus.Cancelled });

        Assert.That((await LookAsync(), (await LettersAsync()).Count), Is.EqualTo((0, 0)));
        _time.Advance(TimeSpan.FromHours(10));
        Assert.That((await LookAsync(), (await LettersAsync()).Single().Priority), Is.EqualTo((1, Priority.Cancellation)));
    }

    [Test]
    public async Task Look_CancelledWhileASeatWaits_GivesNoSeatAfterwards()
    {
        await HarvestAsync(Meeting with { Capacity = 1 });
        await AnswerAsync("700", RsvpAnswer.Waitlist);
        await LookAsync();
        Assert.That((await LettersAsync()).Single().Parts[0].Text, Does.StartWith("Une place s’est libérée"));
        await HarvestAsync(Meeting with { Capacity = 1, Status = EventStatus.Cancelled });

        await LookAsync();

        Assert.That((await LettersAsync()).Single().Parts[0].Text, Does.Contain("est annulé"));
    }

    [Test]
    public async Task Look_MovedWhileLettersOfOthersWait_TakesBackNobodyElses()
    {
        await HarvestAsync(Meeting, Other);
        await AnswerAsync("700", RsvpAnswer.Yes);
        await AnswerAsync("700", RsvpAnswer.Yes, to: Other);
        await HarvestAsync(Meeting, Other with { Place = "Mairie" });
        await LookAsync();
        await HarvestAsync(Meeting with { Place = "Mairie" }, Other with { Place = "Mairie" });

        await LookAsync();

        Assert.That(await LettersAsync(), Has.Count.EqualTo(2));
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task Look_TwoHundredWhoseBotWasDisconnected_EndsAndTellsTheNext(CancellationToken cancel)
    {
        for (var person = 0; person < 200; person++)
        {
            await AnswerAsync($"{1000 + person}", RsvpAnswer.Yes, account: "gone");
        }
        await AnswerAsync("700", RsvpAnswer.Yes);
        await HarvestAsync(Meeting with { Place = "Mairie" });

        Assert.That(await LookAsync(cancel), Is.EqualTo(1));
    }

    [Test]
    public async Task Look_NewsWhileAQuestionIsOpen_LeavesTheQuestionOpen()
    {
        var asked = await AnswerAsync("700", RsvpAnswer.Yes);
        var came = await AnswerAsync("701", RsvpAnswer.Yes);
        var by = new CameBy(Guid.CreateVersion7(_time.GetUtcNow()), new Dictionary<PathStep, string>());
        await SayAsync(asked, new Dialog(null, new Question(new Asked(Intent.Subscribe, [])), _time.GetUtcNow()) { By = by });
        await SayAsync(came, new Dialog(Other.Key, null, _time.GetUtcNow()) { By = by });
        await HarvestAsync(Meeting with { Place = "Mairie" });
        await LookAsync();

        var (first, second) = ((await DialogAsync(asked))!, (await DialogAsync(came))!);
        Assert.That((first.Question?.Asked.About, first.Topic, first.By?.Copy), Is.EqualTo((Intent.Subscribe, (ItemKey?)null, by.Copy)));
        Assert.That((second.Question, second.Topic, second.By?.Copy), Is.EqualTo(((Question?)null, Meeting.Key, by.Copy)));
    }

    [Test]
    public async Task Look_LateEveningOfTheReader_WaitsForTheMorningThere()
    {
        await AnswerAsync("700", RsvpAnswer.Yes, details: new() { Territory = Territory.Parse("DEP-974"), TerritorySource = TerritorySource.Declared });
        await AnswerAsync("701", RsvpAnswer.Yes);
        await HarvestAsync(Meeting with { Place = "Mairie" });
        _time.MoveTo(new(2026, 3, 2, 18, 0, 0, TimeSpan.Zero)); // 19:00 in Bordeaux, 22:00 in Saint-Denis

        Assert.That((await LookAsync(), (await LettersAsync()).Single().Target.Value), Is.EqualTo((1, "701")));
        _time.MoveTo(new(2026, 3, 3, 4, 0, 0, TimeSpan.Zero)); // 05:00 and 08:00
        Assert.That(await LookAsync(), Is.EqualTo(1));
    }

    [Test]
    public async Task Look_NewsByDay_KnowsWhoseQuietHoursCountIfItIsKeptBack()
    {
        await AnswerAsync("700", RsvpAnswer.Yes);
        await HarvestAsync(Meeting with { Place = "Mairie" });
        await LookAsync();

        Assert.That((await LettersAsync()).Single().Answer!.Place, Is.EqualTo(Territory.Parse("DEP-33")));
    }

    [TestCase(3, 0)] // 04:00 in Bordeaux, five hours before
    [TestCase(7, 1)] // 08:01, an hour before
    public async Task Look_SeatFreeAtNightOrTooLateToCome_IsGivenToNobody(int hour, int minute)
    {
        var early = Meeting with { StartsLocal = new DateTime(2026, 3, 8, 9, 0, 0), Capacity = 1 };
        await HarvestAsync(early);
        await AnswerAsync("700", RsvpAnswer.Waitlist);
        _time.MoveTo(new(2026, 3, 8, hour, minute, 0, TimeSpan.Zero));

        Assert.That(await LookAsync(), Is.Zero);
    }

    [Test]
    public async Task Look_CancelledAndOnAgain_SaysThatItTakesPlace()
    {
        await AnswerAsync("700", RsvpAnswer.Yes);
        await HarvestAsync(Meeting with { Status = EventStatus.Cancelled });
        await LookAsync();
        await HarvestAsync(Meeting);

        await LookAsync();

        Assert.That((await LettersAsync()).Single().Parts[0].Text, Does.StartWith("Finalement, cela a bien lieu").And.Not.Contain("a changé"));
    }

    [Test]
    public async Task Look_OneWhoseIdCannotBeDecrypted_TellsTheOthers()
    {
        var lost = await AnswerAsync("700", RsvpAnswer.Yes);
        await AnswerAsync("701", RsvpAnswer.Yes);
        await HarvestAsync(Meeting with { Place = "Mairie" });
        await SpoilAsync($"UPDATE identities SET external_id_enc = 'of another key' WHERE id = '{lost.Id}'");

        Assert.That((await LookAsync(), (await LettersAsync()).Single().Target.Value), Is.EqualTo((1, "701")));
    }

    [Test]
    public async Task Look_OneEventThatCannotBeReadAtAll_TellsTheGuestsOfTheOthersAndThenFails()
    {
        await HarvestAsync(Meeting, Other);
        await AnswerAsync("700", RsvpAnswer.Yes);
        await AnswerAsync("701", RsvpAnswer.Yes, to: Other);
        await HarvestAsync(Meeting with { Place = "Mairie" }, Other with { Place = "Mairie" });
        await SpoilAsync($"UPDATE acts SET answer = 'who knows' WHERE item = '{Meeting.Key}'");

        Assert.That(async () => await LookAsync(), Throws.InstanceOf<AggregateException>());
        Assert.That((await LettersAsync()).Single().Target.Value, Is.EqualTo("701"));
    }

    [Test]
    public async Task Look_WordsTooLongForAFile_PromiseNoneAndShowThePage()
    {
        await AnswerAsync("700", RsvpAnswer.Yes);
        await HarvestAsync(Meeting with { Place = string.Concat(Enumerable.Repeat("Salle des fêtes ", 60)) });
        await LookAsync();

        var letter = (await LettersAsync()).Single();
        Assert.That(letter.Parts[0].Text, Has.Length.GreaterThan(1024 - 60).And.Not.Contain("fichier joint"));
        Assert.That((letter.Answer!.File, letter.Answer.Buttons[^1].Link), Is.EqualTo(((AnswerFile?)null, Meeting.Url)));
    }

    private Task<bool> SayAsync(Identity person, Dialog dialog) => _store.Store.Conversations.SettleAsync(
        new() { Interaction = $"i{++_answers}", Account = "bot33", Outcome = "answered", At = dialog.At, Contact = person.Contact, Identity = person.Id, Dialog = dialog }, default);

    private async Task<Dialog?> DialogAsync(Identity person)
        => (await _store.Store.Conversations.RecallAsync(new("telegram:700", "telegram:700", null), person.Id, person.Contact, _time.GetUtcNow(), default)).Dialog;

    private async Task SpoilAsync(string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={_store.Options.Path};Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // A test's own words.
        command.CommandText = sql;
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync();
    }
}
