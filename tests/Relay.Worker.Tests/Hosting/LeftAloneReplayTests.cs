using Microsoft.Extensions.Logging.Abstractions;
using NUnit.Framework;
using Relay.Core.Audit;
using Relay.Core.Contacts;
using Relay.Core.Contacts.Retention;
using Relay.Core.Contacts.Rights;
using Relay.Core.Contacts.Suppressions;
using Relay.Store;
using Relay.Worker.Keys;

namespace Relay.Worker.Tests.Hosting;

/// <summary>What a start makes of the log of those who are left alone: also after a start that was cut off, and of words that have had their time.</summary>
public sealed class LeftAloneReplayTests : RestoreDrill
{
    [Test]
    public async Task Start_CutOffAtTheSecondErasureAfterARestore_ErasesTheRestAtTheNextStart()
    {
        var people = new List<Guid>();
        foreach (var id in new[] { "7000000001", "7000000002", "7000000003" })
        {
            people.Add(await MeetAsync(id));
        }
        File.Copy(Store, Store + ".yesterday");
        foreach (var person in people)
        {
            Assert.That(await Bench.RunAsync("contacts", "erase", $"{person}", "--confirm", $"{person}"), Is.Zero, Bench.Error);
        }
        Restore();
        await WorkAsync(async store =>
        {
            Assert.That(async () => await Replay(store, new CutOffLog(new LeftAloneFile(KeyFolder), after: 1)).RunAsync(CancellationToken.None), Throws.TypeOf<PeopleKeyException>());
            return await store.Contacts.FindAsync(people[0], CancellationToken.None);
        });
        Assert.That(await StillThereAsync(people), Is.EqualTo(2), "cut off in the middle");

        await (await StartAsync()).DisposeAsync();

        Assert.That(await StillThereAsync(people), Is.Zero);
    }

    [Test]
    public async Task Start_ErasureOfWhoHadDiedWasCutOff_ErasesThePerson()
    {
        var person = await MeetAsync("7000000001");
        await WorkAsync(store => Book(store).MoveAsync(person, ContactCause.Death, [], null, Actor.System, CancellationToken.None));
        var log = new LeftAloneFile(KeyFolder);
        log.Add([new(new PeopleKeyFile(KeyFolder).Make().Hash(Point("7000000001")), LeftAloneWord.Erased, TimeProvider.System.GetUtcNow())]);

        await (await StartAsync()).DisposeAsync();

        Assert.That(await StateAsync(person), Is.Null);
    }

    [Test]
    public async Task Start_BackupFromBeforeAChildHadSaidStop_FindsBothTheStopAndTheAge()
    {
        var person = await MeetAsync("7000000001");
        File.Copy(Store, Store + ".yesterday");
        await Bench.RunAsync("contacts", "oppose", $"{person}");
        await WorkAsync(store => Book(store).MoveAsync(person, ContactCause.MinorAge, [], null, new(ActorKind.Person, $"{person}"), CancellationToken.None));
        Restore();
        await (await StartAsync()).DisposeAsync();

        Assert.That(await StateAsync(person), Is.EqualTo(ContactState.Minor));
        var list = await ReadAsync(store => store.Suppressions.FindAsync(new PeopleKeyFile(KeyFolder).Make().Hashes(Point("7000000001")), default));
        Assert.That(list.Select(row => row.Reason), Is.EqualTo(new[] { SuppressionReason.Objection }));
    }

    [TestCase(LeftAloneWord.Minor, 93, false)]
    [TestCase(LeftAloneWord.Minor, 91, true)]
    [TestCase(LeftAloneWord.Lifted, 93, false)]
    [TestCase(LeftAloneWord.Forgotten, 93, false)]
    [TestCase(LeftAloneWord.Opposed, 93, true)]
    [TestCase(LeftAloneWord.Opposed, 1110, false)]
    [TestCase(LeftAloneWord.Erased, 1110, false)]
    public async Task Start_WordThatHasHadItsTime_IsInTheLogNoMore(LeftAloneWord word, int days, bool isKept)
    {
        await MeetAsync("7000000001");
        var hash = new PeopleKeyFile(KeyFolder).Make().Hash(Point("7000000009"));
        new LeftAloneFile(KeyFolder).Add([new(hash, word, TimeProvider.System.GetUtcNow().AddDays(-days))]);

        await (await StartAsync()).DisposeAsync();

        Assert.That((await File.ReadAllTextAsync(Path.Combine(KeyFolder, LeftAloneFile.FileName))).Contains(hash.Hmac, StringComparison.Ordinal), Is.EqualTo(isKept));
    }

    [Test]
    public async Task Start_OldOppositionThatTheListStillHolds_StaysInTheLog()
    {
        await MeetAsync("7000000001");
        var row = new Suppression(new PeopleKeyFile(KeyFolder).Make().Hash(Point("7000000009")), SuppressionReason.Objection, TimeProvider.System.GetUtcNow().AddDays(-1110));
        await WorkAsync(async store =>
        {
            await store.Suppressions.KeepAsync([row], Actor.System, CancellationToken.None);
            return row;
        });

        await (await StartAsync()).DisposeAsync();
        await (await StartAsync()).DisposeAsync();

        Assert.That(new LeftAloneFile(KeyFolder).Read().Select(one => one.Hash), Is.EqualTo(new[] { row.Hash }));
    }

    private LeftAloneReplay Replay(RelayStore store, ILeftAloneLog log)
    {
        var rules = new RetentionRules(new());
        var desk = new RightsDesk(Book(store), store.Contacts, store.Records, store.Links, log, new PeopleKeyFile(KeyFolder), TimeProvider.System);
        return new(desk, Book(store), log, store.Contacts, store.Suppressions, new LeftAloneTerms(log, store.Suppressions, rules, TimeProvider.System), NullLogger<LeftAloneReplay>.Instance);
    }

    private async Task<int> StillThereAsync(IEnumerable<Guid> people)
    {
        var count = 0;
        foreach (var person in people)
        {
            count += await StateAsync(person) is null ? 0 : 1;
        }
        return count;
    }

    /// <summary>A log that can't be written after some erasures.</summary>
    private sealed class CutOffLog(ILeftAloneLog log, int after) : ILeftAloneLog
    {
        private int _erasures;

        public IReadOnlyCollection<LeftAlone> Read() => log.Read();

        public LeftAlone? Find(KeyedHash hash) => log.Find(hash);

        public void Drop(IReadOnlyCollection<LeftAlone> words) => log.Drop(words);

        public void Add(IReadOnlyCollection<LeftAlone> words)
        {
            if (words.Any(word => word.Word == LeftAloneWord.Erased) && ++_erasures > after)
            {
                throw new PeopleKeyException("The disk is full.", "Le disque est plein.");
            }
            log.Add(words);
        }
    }
}
