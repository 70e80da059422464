using NUnit.Framework;
using Relay.Core.Texts;
using Relay.Testing;
using Relay.Worker.Jobs;
using Relay.Worker.Service;

namespace Relay.Worker.Tests.Service;

public sealed class SetbackTests
{
    private static readonly Phrase Round = new("le plan", "the plan");

    private readonly ManualTime _time = new(Some.Now);

    [Test]
    public async Task Look_RoundFailsAgainAndAgain_RaisesOneAlarmWithTheStepUntilItSucceeds()
    {
        var setbacks = new Setbacks(_time);
        var watch = new SetbackWatch(setbacks);
        await FailAsync(setbacks);
        var once = await watch.LookAsync(_time.GetUtcNow(), CancellationToken.None);
        _time.Advance(Setbacks.Again);
        await FailAsync(setbacks);

        var alarm = (await watch.LookAsync(_time.GetUtcNow(), CancellationToken.None)).Single();
        await setbacks.CountAsync("plan", Round, () => Task.CompletedTask);

        Assert.That(once, Is.Empty, "one failure is the day's weather");
        Assert.That((alarm.Key, alarm.Since), Is.EqualTo(("fails:plan", Some.Now)));
        Assert.That(alarm.What.French, Is.EqualTo("le plan : échec à chaque essai (une lecture ou une écriture a échoué)"));
        Assert.That(alarm.Step.French, Does.StartWith("Vérifiez la place sur le disque"));
        Assert.That(await watch.LookAsync(_time.GetUtcNow(), CancellationToken.None), Is.Empty, "mended");
    }

    [TestCaseSource(nameof(Faults))]
    public async Task Look_FaultWithWordsOfItsOwn_KeepsThemFromTheChat(Exception fault, string french, string english)
    {
        var setbacks = new Setbacks(_time);
        setbacks.Failed("plan", Round, fault);
        setbacks.Failed("plan", Round, fault);

        var alarm = (await new SetbackWatch(setbacks).LookAsync(_time.GetUtcNow(), CancellationToken.None)).Single();

        Assert.That((alarm.What.French, alarm.What.English), Is.EqualTo(($"le plan : échec à chaque essai ({french})", $"the plan: every try fails ({english})")));
    }

    private static IEnumerable<TestCaseData> Faults()
    {
        const string Telling = "user relay at db.parti.internal, /srv/relay/relay.db";
        yield return new(new IOException(Telling), "une lecture ou une écriture a échoué", "a read or a write failed");
        yield return new(new UnauthorizedAccessException(Telling), "Relay n'a pas le droit d'utiliser un fichier ou un dossier", "Relay may not use a file or folder");
        yield return new(new Npgsql.NpgsqlException(Telling, new System.Net.Sockets.SocketException(111)), "la base de données ne répond pas", "the database does not answer");
        yield return new(new Npgsql.NpgsqlException(Telling), "la base de données a refusé une opération", "the database refused an operation");
        yield return new(new Store.StoreMissingException(Telling), "le magasin de Relay ne peut pas être utilisé", "Relay's store cannot be used");
        yield return new(new AggregateException(Telling, new TimeoutException(Telling)), "pas de réponse à temps", "no answer in time");
        yield return new(new InvalidOperationException(Telling), "erreur imprévue InvalidOperationException, voyez le journal", "unexpected fault InvalidOperationException, see the log");
    }

    [Test]
    public async Task Count_Stopped_IsNoFailure()
    {
        var setbacks = new Setbacks(_time);

        await Assert.ThatAsync(() => setbacks.CountAsync("plan", Round, () => throw new OperationCanceledException()), Throws.InstanceOf<OperationCanceledException>());

        Assert.That(setbacks.All, Is.Empty);
    }

    [Test]
    public void Failed_LongAgo_FadesAndBeginsAnew()
    {
        var setbacks = new Setbacks(_time);
        foreach (var _ in Enumerable.Range(0, 3))
        {
            setbacks.Failed("account:bot33", Round, new IOException("x"), TimeSpan.FromMinutes(3));
        }
        _time.Advance(TimeSpan.FromMinutes(3));
        var faded = setbacks.All.Count;
        setbacks.Failed("account:bot33", Round, new IOException("x"), TimeSpan.FromMinutes(3));

        Assert.That((faded, setbacks.All.Single().Times), Is.EqualTo((0, 1)));
    }

    [Test]
    public async Task Stuck_PlanKeepsFailing_IsNoProgress()
    {
        var setbacks = new Setbacks(_time);
        var board = new ProgressBoard(_time);
        board.Watch("the plan", () => setbacks.Since("plan"), TimeSpan.FromMinutes(15));
        var well = board.Stuck();
        for (var minute = 0; minute <= 16; minute++)
        {
            await FailAsync(setbacks);
            _time.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.That((well.Count, board.Stuck().Select(one => one.Name)), Is.EqualTo((0, new[] { "the plan" })));
    }

    [Test]
    public void LastSlots_RoundThatFailed_DoesNotMove()
    {
        var rounds = new Rounds(_time);
        _time.Advance(TimeSpan.FromMinutes(6));
        var before = rounds.LastSlots;

        rounds.Note(new Core.Planning.SlotReport(0, 0, 0, null));

        Assert.That((before, rounds.LastSlots), Is.EqualTo((Some.Now, Some.Now.AddMinutes(6))));
    }

    private static Task FailAsync(Setbacks setbacks)
        => Assert.ThatAsync(() => setbacks.CountAsync("plan", Round, () => throw new IOException("The disk is full.")), Throws.InstanceOf<IOException>());
}
