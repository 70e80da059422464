using NUnit.Framework;
using Relay.Core.Audit;
using Relay.Core.Contacts;
using Relay.Core.Contacts.Suppressions;
using Relay.Testing;

namespace Relay.Core.Tests.Contacts.Suppressions;

public sealed class SuppressionListTests
{
    private static readonly ContactPoint Claire = ContactPoint.OfNetwork("telegram", "7000000001");
    private static readonly ContactPoint Mail = ContactPoint.OfMail("claire@example.org")!;
    private static readonly ContactPoint Other = ContactPoint.OfNetwork("telegram", "7000000002");

    private readonly ManualTime _time = new(Some.Now);
    private readonly KeysInMemory _keys = new();
    private TemporaryStore _store = null!;

    private SuppressionList List => new(_store.Store.Suppressions, _keys, _time); // as a new start of the worker has it

    [SetUp]
    public async Task OpenAsync() => _store = await TemporaryStore.SqliteAsync(_time);

    [TearDown]
    public async Task CloseAsync() => await _store.DisposeAsync();

    [Test]
    public async Task Check_NobodyEverOnTheList_PassesAndMakesNoKey()
    {
        Assert.That(await List.CheckAsync(Claire, SuppressionMoment.Enqueue, MessageKind.Subscribed, default), Is.Null);
        Assert.That(_keys.Read(), Is.Null);
    }

    [Test]
    public async Task Check_WhoSaidStop_IsKeptBackAtEveryMomentAndOnEveryChannel([Values] SuppressionMoment moment)
    {
        await List.AddAsync([Claire, Mail], SuppressionReason.Objection, Actor.System, default);

        var kept = await List.CheckAsync([Mail, Other, Claire], moment, moment == SuppressionMoment.Import ? null : MessageKind.OwnEvent, default);

        Assert.That(kept.Keys, Is.EquivalentTo(new[] { Claire, Mail }));
        Assert.That(kept.Values, Is.All.EqualTo(SuppressionReason.Objection));
    }

    [Test]
    public async Task Check_Hit_IsCountedAndStandsInTheAuditWithoutAnAddress()
    {
        await List.AddAsync([Claire], SuppressionReason.Objection, Actor.System, default);
        _time.Advance(TimeSpan.FromDays(9));

        await List.CheckAsync(Claire, SuppressionMoment.Call, MessageKind.Subscribed, default);

        var row = (await _store.Store.Suppressions.FindAsync(_keys.Read()!.Hashes(Claire), default)).Single();
        var line = (await _store.Audit.ReadAsync(null, 9, default))[0];
        Assert.That((row.Since, row.LastHit), Is.EqualTo((Some.Now, (DateTimeOffset?)Some.Now.AddDays(9))));
        Assert.That((line.Action, line.Detail), Is.EqualTo(("contact.suppressed", "call, objection")));
        Assert.That(line.Subject, Does.Not.Contain("7000000001"));
    }

    [TestCase(SuppressionReason.Objection, MessageKind.Answer, false)]
    [TestCase(SuppressionReason.Objection, MessageKind.StopConfirmation, false)]
    [TestCase(SuppressionReason.Objection, MessageKind.OwnEvent, true)]
    [TestCase(SuppressionReason.Erasure, MessageKind.Answer, true)]
    [TestCase(SuppressionReason.Deceased, MessageKind.StopConfirmation, true)]
    public async Task Check_KindOfMessage_IsWhatTheReasonLeaves(SuppressionReason reason, MessageKind kind, bool keptBack)
    {
        await List.AddAsync([Claire], reason, Actor.System, default);

        Assert.That(await List.CheckAsync(Claire, SuppressionMoment.Call, kind, default) is not null, Is.EqualTo(keptBack));
        Assert.That(await List.CheckAsync(Claire, SuppressionMoment.Import, null, default), Is.EqualTo(reason), "an import brings nobody back");
    }

    [Test]
    public async Task Check_AfterAChangeOfKeys_KnowsEverybodyAndKeepsNobodyTwice()
    {
        await List.AddAsync([Claire], SuppressionReason.Objection, Actor.System, default);
        _keys.Rotate();
        await List.AddAsync([Other], SuppressionReason.Objection, Actor.System, default);
        await List.AddAsync([Claire], SuppressionReason.Deceased, Actor.System, default);

        Assert.That(await List.CheckAsync(Claire, SuppressionMoment.Call, MessageKind.Answer, default), Is.EqualTo(SuppressionReason.Deceased));
        Assert.That(await List.CheckAsync(Other, SuppressionMoment.Call, MessageKind.Invitation, default), Is.EqualTo(SuppressionReason.Objection));
        Assert.That(await _store.Store.Suppressions.FindAsync(_keys.Read()!.Hashes(Claire), default), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Check_KeyLost_SaysSoAndNeverMakesAnother()
    {
        await List.AddAsync([Claire], SuppressionReason.Objection, Actor.System, default);
        _keys.Lose();

        var fault = (await Assert.ThrowsAsync<PeopleKeyException>(() => List.CheckAsync(Other, SuppressionMoment.Call, MessageKind.Subscribed, default)))!;
        Assert.That(() => List.AddAsync([Other], SuppressionReason.Objection, Actor.System, default), Throws.TypeOf<PeopleKeyException>());

        Assert.That(fault.Message, Does.Contain("memory/people.keys").And.Contain("backup"));
        Assert.That(fault.French, Does.Contain("memory/people.keys").And.Contain("sauvegarde"));
        Assert.That(_keys.Read(), Is.Null);
    }

    [Test]
    public async Task Check_AnotherKeyInPlaceOfTheLostOne_IsNotTakenForIt()
    {
        await List.AddAsync([Claire], SuppressionReason.Objection, Actor.System, default);
        _keys.Lose();
        _keys.Make();

        Assert.That(() => List.CheckAsync(Claire, SuppressionMoment.Call, MessageKind.Subscribed, default), Throws.TypeOf<PeopleKeyException>());
    }

    [Test]
    public async Task Lift_NewYes_TakesAnObjectionOffAndNothingElse()
    {
        await List.AddAsync([Claire], SuppressionReason.Objection, Actor.System, default);
        await List.AddAsync([Other], SuppressionReason.Erasure, Actor.System, default);

        Assert.That((await List.LiftAsync([Claire], Actor.System, default), await List.LiftAsync([Other], Actor.System, default)), Is.EqualTo((true, false)));

        Assert.That(await List.CheckAsync(Claire, SuppressionMoment.Call, MessageKind.Subscribed, default), Is.Null);
        Assert.That(await List.CheckAsync(Other, SuppressionMoment.Call, MessageKind.Subscribed, default), Is.EqualTo(SuppressionReason.Erasure));
    }
}
