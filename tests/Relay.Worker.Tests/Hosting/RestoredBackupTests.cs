using NUnit.Framework;
using Relay.Core.Audit;
using Relay.Core.Contacts;
using Relay.Core.Contacts.Retention;
using Relay.Core.Contacts.Rights;
using Relay.Core.Contacts.Suppressions;
using Relay.Core.Inbox;
using Relay.Core.Inbox.Arrivals;
using Relay.Store;
using Relay.Worker.Cli;
using Relay.Worker.Keys;

namespace Relay.Worker.Tests.Hosting;

/// <summary>The drill of DP-29: yesterday's backup is put back, and whom we erased today is still absent.</summary>
public sealed class RestoredBackupTests : RestoreDrill
{
    [Test]
    public async Task Start_BackupFromBeforeAnErasure_FindsThePersonStillAbsent()
    {
        var (erased, kept) = (await MeetAsync("7000000001"), await MeetAsync("7000000002"));
        File.Copy(Store, Store + ".yesterday");
        Assert.That(await Bench.RunAsync("contacts", "erase", $"{erased}", "--confirm", $"{erased}"), Is.Zero, Bench.Error);

        Restore();
        await (await StartAsync()).DisposeAsync();

        Assert.That(await ReadAsync(store => store.Contacts.FindAsync(erased, default)), Is.Null);
        Assert.That(await ReadAsync(store => store.Contacts.FindAsync(kept, default)), Is.Not.Null);
        Assert.That(Bench.Error, Does.Contain("1 people are erased or left alone again"));
    }

    [Test]
    public async Task Meet_AfterTheBackupWasRestored_KeepsNothingOfWhoWasErased()
    {
        var erased = await MeetAsync("7000000001");
        File.Copy(Store, Store + ".yesterday");
        await Bench.RunAsync("contacts", "erase", $"{erased}", "--confirm", $"{erased}");
        Restore();
        await (await StartAsync()).DisposeAsync();

        await using var store = await RelayStore.OpenForWorkAsync(Options, TimeProvider.System, null, CancellationToken.None);
        var list = new SuppressionList(store.Suppressions, new PeopleKeyFile(KeyFolder), TimeProvider.System);
        var book = Book(store);
        var now = TimeProvider.System.GetUtcNow();
        var met = await book.MeetAsync(new(Point("7000000001"), "Élodie", "fr", null, now), new KeptAct.Question(now, null), CancellationToken.None);

        Assert.That(met, Is.Null);
        Assert.That(await list.CheckAsync(ContactPoint.OfMail("7000000001@example.org")!, SuppressionMoment.Import, null, CancellationToken.None), Is.EqualTo(SuppressionReason.Erasure), "nor does the party's database bring the address back");
    }

    [Test]
    public async Task Start_BackupFromBeforeAStop_FindsThePersonStillOpposedAndTellsTheParty()
    {
        var (opposed, kept) = (await MeetAsync("7000000001"), await MeetAsync("7000000002"));
        File.Copy(Store, Store + ".yesterday");
        Assert.That(await Bench.RunAsync("contacts", "oppose", $"{opposed}"), Is.Zero, Bench.Error);

        Restore();
        await (await StartAsync()).DisposeAsync();

        Assert.That((await StateAsync(opposed), await StateAsync(kept)), Is.EqualTo((ContactState.Opposed, ContactState.Occasional)));
        Assert.That((await ReadAsync(store => store.Returns.WaitingAsync(9, default))).Select(act => (act.Person, act.Reason)), Is.EqualTo(new[] { (opposed, "objection") }));
        Assert.That(Bench.Error, Does.Contain("1 people are erased or left alone again"));
    }

    [TestCase(ContactCause.Stop, ContactState.Opposed)]
    [TestCase(ContactCause.Death, ContactState.Deceased)]
    [TestCase(ContactCause.MinorAge, ContactState.Minor)]
    public async Task Start_BackupFromBeforeWhatWasSaidInAChat_FindsThePersonLeftAlone(ContactCause cause, ContactState state)
    {
        var person = await MeetAsync("7000000001");
        File.Copy(Store, Store + ".yesterday");
        await WorkAsync(store => Book(store).MoveAsync(person, cause, [], null, new(ActorKind.Person, $"{person}"), CancellationToken.None));

        Restore();
        await (await StartAsync()).DisposeAsync();

        Assert.That(await StateAsync(person), Is.EqualTo(state));
    }

    [Test]
    public async Task Meet_WhoWasMetAndSaidStopSinceTheBackup_IsOpposed()
    {
        await MeetAsync("7000000002");
        File.Copy(Store, Store + ".yesterday");
        var person = await MeetAsync("7000000001");
        await Bench.RunAsync("contacts", "oppose", $"{person}");
        Restore();
        await (await StartAsync()).DisposeAsync();

        var now = TimeProvider.System.GetUtcNow();
        var met = await WorkAsync(store => Book(store).MeetAsync(new(Point("7000000001"), "Élodie", "fr", null, now), new KeptAct.Question(now, null), CancellationToken.None));

        Assert.That(await StateAsync(met!.Contact), Is.EqualTo(ContactState.Opposed));
    }

    [TestCase(true, TestName = "Start_NewYesSinceTheStop_OpposesNobodyAgain")]
    [TestCase(false, TestName = "Start_LogOlderThanANewYes_OpposesNobodyAgain")]
    public async Task Start_NewYes(bool isLogNewest)
    {
        var person = await MeetAsync("7000000001");
        await Bench.RunAsync("contacts", "oppose", $"{person}");
        var log = Path.Combine(KeyFolder, LeftAloneFile.FileName);
        var before = await File.ReadAllTextAsync(log);
        var yes = new Consent("news", "territory:DEP-33", "telegram", "Oui", "fr", ConsentAct.Button, "b1", TimeProvider.System.GetUtcNow());
        await WorkAsync(store => Book(store).MoveAsync(person, ContactCause.Subscription, [], yes, new(ActorKind.Person, $"{person}"), CancellationToken.None));
        Assert.That(await File.ReadAllTextAsync(log), Does.Contain(" lifted\n"));
        if (!isLogNewest)
        {
            await File.WriteAllTextAsync(log, before);
        }

        await (await StartAsync()).DisposeAsync();

        Assert.That(await StateAsync(person), Is.EqualTo(ContactState.Regular));
    }

    [Test]
    public async Task Start_LogThatWasLost_LearnsWhomTheStoreLeavesAlone()
    {
        var (opposed, erased) = (await MeetAsync("7000000001"), await MeetAsync("7000000002"));
        await Bench.RunAsync("contacts", "oppose", $"{opposed}");
        await Bench.RunAsync("contacts", "erase", $"{erased}", "--confirm", $"{erased}");
        File.Delete(Path.Combine(KeyFolder, LeftAloneFile.FileName));

        await (await StartAsync()).DisposeAsync();

        Assert.That(new LeftAloneFile(KeyFolder).Read().Where(one => one.Hash.Channel == "telegram").Select(one => one.Word), Is.EquivalentTo(new[] { LeftAloneWord.Opposed, LeftAloneWord.Erased }));
        Assert.That(await ReadAsync(store => store.Contacts.FindAsync(erased, default)), Is.Null);
    }

    [Test]
    public async Task Start_BackupFromBeforeCommentsWereErased_ErasesThemAgain()
    {
        await MeetAsync("7000000001");
        await WorkAsync(async store =>
        {
            var (now, key) = (TimeProvider.System.GetUtcNow(), new PeopleKeyFile(KeyFolder).Make().Hash(Point("7000000003")));
            var said = new Happening.Said(new("telegram:7", "-100", InteractionRealm.Public, "3"), InteractionKind.Comment, new Author(null, "Zoraïde") { Key = key }, "Trop c'est trop", now);
            await store.Inbox.KeepAsync(new([new("bot33", Door.Poll, "updates", new byte[] { 1 }, now)]), default);
            return await store.Inbox.KeepUnderstoodAsync([new(1, "bot33", new([said], []))], now, default);
        });
        File.Copy(Store, Store + ".yesterday");
        Assert.That(await Bench.RunAsync("contacts", "erase", "telegram:7000000003", "--confirm", "telegram:7000000003"), Is.Zero, Bench.Error);

        Restore();
        await (await StartAsync()).DisposeAsync();

        Assert.That(await ReadAsync(store => store.Inbox.ListAsync(waiting: false, 9, default)), Is.Empty);
    }

    [Test]
    public async Task Oppose_LogThatCantBeRead_IsHeardAllTheSame()
    {
        var person = await MeetAsync("7000000001");
        await File.WriteAllTextAsync(Path.Combine(KeyFolder, LeftAloneFile.FileName), "nonsense\n");

        Assert.That(await Bench.RunAsync("contacts", "oppose", $"{person}"), Is.Zero, Bench.Error);

        Assert.That(await StateAsync(person), Is.EqualTo(ContactState.Opposed));
    }

    [Test]
    public async Task Erase_Whoever_LeavesHashesAndNothingElseInTheLog()
    {
        var erased = await MeetAsync("7000000001");
        await Bench.RunAsync("contacts", "erase", $"{erased}", "--confirm", $"{erased}");

        var path = Path.Combine(KeyFolder, LeftAloneFile.FileName);
        var log = await File.ReadAllTextAsync(path);
        Assert.That(log, Does.Not.Contain("7000000001").And.Not.Contain("example"));
        Assert.That(new LeftAloneFile(KeyFolder).Read().Select(one => one.Hash.Channel), Is.EquivalentTo(new[] { "telegram", "email" }));
        if (!OperatingSystem.IsWindows())
        {
            Assert.That(File.GetUnixFileMode(path), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite));
        }
    }

    [Test]
    public async Task Erase_LogThatCantBeRead_ErasesNobodyAndSaysWhy()
    {
        var person = await MeetAsync("7000000001");
        await File.WriteAllTextAsync(Path.Combine(KeyFolder, LeftAloneFile.FileName), "nonsense\n");

        Assert.That(await Bench.RunAsync("contacts", "erase", $"{person}", "--confirm", $"{person}"), Is.EqualTo(ExitCode.Configuration));

        Assert.That(await ReadAsync(store => store.Contacts.FindAsync(person, default)), Is.Not.Null);
    }
}
