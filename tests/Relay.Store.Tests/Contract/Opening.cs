using NUnit.Framework;
using Relay.Core.Deliveries;
using Relay.Testing;

namespace Relay.Store.Tests.Contract;

[TestFixture(StoreEngine.Sqlite)]
[TestFixture(StoreEngine.PostgreSql)]
public sealed class Opening(StoreEngine engine) : StoreContract(engine)
{
    [Test]
    public async Task Reopen_Fence_CountsStarts()
    {
        var first = Temporary.Store.Fence;
        var second = (await Temporary.ReopenAsync()).Fence;

        Assert.That((first, second), Is.EqualTo((1, 2)));
    }

    [Test]
    public async Task OpenForWork_SecondWorker_IsRefusedInOneSentence()
    {
        var busy = await Assert.ThrowsAsync<StoreBusyException>(() => RelayStore.OpenForWorkAsync(Temporary.Options, Time, null, default));

        Assert.That(busy!.Message, Does.Contain(Temporary.Store.Place).And.Contain($"process {Environment.ProcessId}"));
        Assert.That(await Ledger.RecoverAsync(Now, default), Is.Zero, "the first one works on");
    }

    [Test]
    public async Task OpenForWork_AfterTheFirstHasEnded_Works()
    {
        await Temporary.CloseAsync();

        await using var second = await RelayStore.OpenForWorkAsync(Temporary.Options, Time, null, default);

        Assert.That(second.Fence, Is.EqualTo(2));
    }

    [Test]
    public async Task OpenReadOnly_BesideAWorker_SeesAndCannotWrite()
    {
        await PlanAsync(Wanted(1));

        await using var reader = await RelayStore.OpenReadOnlyAsync(Temporary.Options, Time, null, default);

        Assert.That(await reader.Ledger.OfItemAsync(EventKey(1), default), Has.Count.EqualTo(1));
        Assert.That(() => reader.Ledger.ExpireAsync(Now, default), Throws.InvalidOperationException);
        Assert.That(reader.Fence, Is.Zero);
        await PlanAsync(Wanted(2));
        Assert.That(await reader.Ledger.OfItemAsync(EventKey(2), default), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task OpenReadOnly_AfterTheWorkerEnded_SeesEverything()
    {
        await PlanAsync(Wanted(1));
        await Temporary.CloseAsync();

        await using var reader = await RelayStore.OpenReadOnlyAsync(Temporary.Options, Time, null, default);

        Assert.That(await reader.Ledger.OfItemAsync(EventKey(1), default), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task OpenReadOnly_NoStore_SaysSoAndMakesNone()
    {
        await using var empty = await TemporaryStore.CreateAsync(Engine, Time);

        for (var i = 0; i < 2; i++)
        {
            Assert.That(() => RelayStore.OpenReadOnlyAsync(empty.Options, Time, null, default), Throws.TypeOf<StoreMissingException>());
        }
        Assert.That(File.Exists(empty.Options.Path), Is.False);
    }

    [Test]
    public async Task Open_NewerStore_IsRefusedPolitely()
    {
        await RawAsync<object?>("INSERT INTO migrations (number, name, checksum, applied_at) VALUES (99, '0099-later', 'x', 0)");
        await Temporary.CloseAsync();

        Assert.That(() => RelayStore.OpenForWorkAsync(Temporary.Options, Time, null, default), Throws.TypeOf<StoreTooNewException>().With.Message.Contains("99"));
        Assert.That(() => RelayStore.OpenReadOnlyAsync(Temporary.Options, Time, null, default), Throws.TypeOf<StoreTooNewException>());
    }

    [Test]
    public async Task Open_AlteredStep_IsRefused()
    {
        await RawAsync<object?>("UPDATE migrations SET checksum = 'other' WHERE number = 2");
        await Temporary.CloseAsync();

        Assert.That(() => RelayStore.OpenForWorkAsync(Temporary.Options, Time, null, default), Throws.TypeOf<StoreAlteredException>().With.Message.Contains("0002-ledger"));
    }

    [Test]
    public async Task Open_Refused_FreesTheLock()
    {
        await RawAsync<object?>("UPDATE migrations SET checksum = 'other' || checksum WHERE number = 2");
        await Temporary.CloseAsync();
        Assert.That(() => RelayStore.OpenForWorkAsync(Temporary.Options, Time, null, default), Throws.TypeOf<StoreAlteredException>());

        await RawAsync<object?>("UPDATE migrations SET checksum = substr(checksum, 6) WHERE number = 2");

        await Temporary.ReopenAsync();
    }

    [Test]
    public async Task OpenReadOnly_OlderStore_AsksForTheWorker()
    {
        await RawAsync<object?>("DELETE FROM migrations WHERE number > 1");
        await Temporary.CloseAsync();

        Assert.That(() => RelayStore.OpenReadOnlyAsync(Temporary.Options, Time, null, default), Throws.TypeOf<StoreTooOldException>());
    }

    [Test]
    public async Task Dispose_WhatWaits_IsWritten()
    {
        var writes = Enumerable.Range(0, 50).Select(number => Ledger.PlanAsync([EventKey(number)], [Wanted(number)], _ => "", Now, default)).ToList();

        await Temporary.CloseAsync();
        await Task.WhenAll(writes);
        await Temporary.ReopenAsync();

        Assert.That((await Ledger.TallyAsync(Now, default)).Publications[PublicationState.Planned], Is.EqualTo(50));
    }

    [Test]
    public async Task Write_AfterDispose_Throws()
    {
        var ledger = Ledger;
        await Temporary.CloseAsync();

        Assert.That(() => ledger.ExpireAsync(Now, default), Throws.InstanceOf<ObjectDisposedException>());
    }
}
