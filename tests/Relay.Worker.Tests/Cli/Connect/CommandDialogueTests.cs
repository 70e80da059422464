using NUnit.Framework;
using Relay.Core.Channels.Connecting;
using Relay.Testing;
using Relay.Worker.Cli;
using Relay.Worker.Cli.Connect;

namespace Relay.Worker.Tests.Cli.Connect;

public sealed class CommandDialogueTests
{
    private static readonly string[] Places = ["Gironde en fête", "Landes"];
    private static readonly Question Pin = new("pin", new("Le code", "The PIN"), QuestionKind.Code);
    private static readonly Question Journal = new("journal", new("Faire le journal ?", "Make the journal?"), QuestionKind.Confirm) { Default = "yes" };

    private readonly CliBench _bench = new();
    private readonly ManualTime _time = new(Some.Now);

    [TearDown]
    public void RemoveFolder() => _bench.Dispose();

    [Test]
    public async Task Ask_ScriptWithoutAnAnswer_NamesTheOption()
    {
        var missing = (await Assert.ThrowsAsync<ConnectException>(() => Script().AskAsync(PlayedConnector.Token, CancellationToken.None)))!;

        Assert.That(missing.Sentence.English, Is.EqualTo("--token-file is missing (The bot's token)."));
        Assert.That(missing.Sentence.French, Does.Contain("--token-file"));
    }

    [Test]
    public async Task Choose_ScriptWithoutAnAnswer_ListsWhatThereIs()
    {
        var missing = (await Assert.ThrowsAsync<ConnectException>(() => Script().ChooseAsync(PlayedConnector.Chat, Places, CancellationToken.None)))!;

        Assert.That(missing.Sentence.English, Does.Contain("--chat").And.Contain("Gironde en fête").And.Contain("Landes"));
    }

    [Test]
    public async Task Choose_ScriptWithOneThingOffered_TakesIt()
        => Assert.That(await Script().ChooseAsync(PlayedConnector.Chat, ["Landes"], CancellationToken.None), Is.EqualTo(new[] { 0 }));

    [TestCase("GIRONDE EN FETE")]
    [TestCase("gironde en fête ")]
    public async Task Choose_ByName_LetterCaseAndAccentsDontMatter(string written)
        => Assert.That(await Script(("chat", written)).ChooseAsync(PlayedConnector.Chat, Places, CancellationToken.None), Is.EqualTo(new[] { 0 }));

    [Test]
    public void Choose_NameThatIsNotOffered_ListsWhatIs()
        => Assert.That(() => Script(("chat", "Lot")).ChooseAsync(PlayedConnector.Chat, Places, CancellationToken.None), Throws.TypeOf<ConnectException>().With.Message.Contains("'Lot'").And.Message.Contains("Landes"));

    [TestCase("2\n", 1)]
    [TestCase("x\n9\n1\n", 0)]
    public async Task Choose_Terminal_TakesANumberAndAsksAgainForAnyOther(string typed, int place)
    {
        Assert.That(await Terminal(typed).ChooseAsync(PlayedConnector.Chat, Places, CancellationToken.None), Is.EqualTo(new[] { place }));
        Assert.That(_bench.Output, Does.Contain("1. Gironde en fête").And.Contain("2. Landes"));
    }

    [TestCase("Landes\n", "1")]
    [TestCase("gir\n", "0")]
    [TestCase("gironde en fete, 2\n", "0,1")]
    [TestCase("2 1\n", "1,0")]
    [TestCase("Lot\n\n2\n", "1")]
    public async Task Choose_Terminal_TakesANameOrItsBeginning(string typed, string places)
        => Assert.That(string.Join(',', await Terminal(typed).ChooseAsync(PlayedConnector.Chat, Places, CancellationToken.None)), Is.EqualTo(places));

    [Test]
    public async Task Choose_TerminalOneThingOffered_IsTheUsualAnswer()
    {
        Assert.That(await Terminal("\n").ChooseAsync(PlayedConnector.Chat, ["Landes"], CancellationToken.None), Is.EqualTo(new[] { 0 }));
        Assert.That(_bench.Output, Does.Contain("1. Landes").And.Contain("[1]"));
    }

    [Test]
    public async Task Choose_TerminalBeginningOfSeveral_NamesThemAndAsksAgain()
    {
        var chosen = await Terminal("land\nLandes\n").ChooseAsync(PlayedConnector.Chat, ["Landes", "Landes d'Armagnac"], CancellationToken.None);

        Assert.That(chosen, Is.EqualTo(new[] { 0 }));
        Assert.That(_bench.Output, Does.Contain("'land' may be « Landes », « Landes d'Armagnac »"));
    }

    [Test]
    public async Task Choose_TerminalTwoOfOneChoice_SaysWhyAndAsksAgain()
    {
        Assert.That(await Terminal("1,2\n2\n").ChooseAsync(PlayedConnector.Chat with { Kind = QuestionKind.Choice }, Places, CancellationToken.None), Is.EqualTo(new[] { 1 }));
        Assert.That(_bench.Output, Does.Contain("Only one can be chosen here."));
    }

    [Test]
    public async Task Ask_AnswerThatCannotBeRead_SaysWhyAndAsksAgain()
    {
        var code = await Terminal("Girone\n33\n").AskAsync(ConnectRun.Territory, TerritoryWords.Code, CancellationToken.None);

        Assert.That(code, Is.EqualTo("DEP-33"));
        Assert.That(_bench.Output, Does.Contain("'Girone' may be DEP-33 (Gironde), DEP-01 (Ain)"));
    }

    [TestCase("99", "ABR")]
    [TestCase("33000", "DEP-33")]
    [TestCase("2a", "DEP-2A")]
    [TestCase("la Réunion", "DEP-974")]
    [TestCase("col-987", "COL-987")]
    public void Territory_WhatRelayTerritoryIsCertainOf_IsTakenHereToo(string said, string code)
        => Assert.That(TerritoryWords.Code(said), Is.EqualTo(code));

    [TestCase("paris texas", "DEP-75 (Paris)")]
    [TestCase("Saint-Denis", "DEP-93 (Seine-Saint-Denis), DEP-974 (La Réunion)")]
    [TestCase("1", "DEP-01 (Ain)")]
    public void Territory_WhatRelayTerritoryWouldAsk_IsAskedHereToo(string said, string choices)
        => Assert.That(() => TerritoryWords.Code(said), Throws.TypeOf<ConnectException>().With.Message.EqualTo($"Channels step: '{said}' may be {choices}: write the code that you mean."));

    [Test]
    public void Ask_ScriptAnswerThatCannotBeRead_EndsInItsSentence()
        => Assert.That(() => Script(("territory", "Girone")).AskAsync(ConnectRun.Territory, TerritoryWords.Code, CancellationToken.None), Throws.TypeOf<ConnectException>().With.Message.Contains("Gironde"));

    [Test]
    public async Task Ask_SecretFromTheStandardInput_TakesALineEach()
    {
        var around = _bench.Around(_time) with { Standard = new StringReader(" first \nsecond\n") };
        var script = new CommandDialogue(Screen(), around, _ => ["-"], ask: false, null);

        Assert.That(await script.AskAsync(PlayedConnector.Token, CancellationToken.None), Is.EqualTo("first"));
        Assert.That(await script.AskAsync(PlayedConnector.Token, CancellationToken.None), Is.EqualTo("second"));
        Assert.That(() => script.AskAsync(PlayedConnector.Token, CancellationToken.None), Throws.TypeOf<ConnectException>());
    }

    [Test]
    public async Task Ask_CodeWhoseFileIsWrittenLater_WaitsForIt()
    {
        var asking = Script(("pin", "pin")).AskAsync(Pin, CancellationToken.None);
        _time.Advance(TimeSpan.FromSeconds(2));
        var early = asking.IsCompleted;
        _bench.Write("pin", "1234567\n");
        _time.Advance(TimeSpan.FromSeconds(2));

        Assert.That((early, await asking), Is.EqualTo((false, "1234567")));
    }

    [Test]
    public async Task Ask_CodeWhoseFileNeverComes_NamesTheOption()
    {
        var asking = Script(("pin", "pin")).AskAsync(Pin with { Patience = TimeSpan.FromSeconds(3) }, CancellationToken.None);
        _time.Advance(TimeSpan.FromSeconds(2));
        _time.Advance(TimeSpan.FromSeconds(2));

        Assert.That((await Assert.ThrowsAsync<ConnectException>(() => asking))!.Sentence.English, Is.EqualTo("--pin-file: nothing was written to pin."));
    }

    [Test]
    public async Task Wait_PatienceEndsAtATerminal_AsksWhetherToWaitLonger()
    {
        var done = false;
        var waiting = Terminal("y\nn\n").WaitAsync(new("added", new("J'attends", "I wait"), QuestionKind.Wait) { Patience = TimeSpan.FromSeconds(1) }, _ => Task.FromResult(done ? "there" : null), CancellationToken.None);
        _time.Advance(TimeSpan.FromSeconds(2));
        while (_time.Waiting == 0)
        {
            await Task.Yield(); // she has said yes
        }
        done = true;
        _time.Advance(TimeSpan.FromSeconds(2));

        Assert.That(await waiting, Is.EqualTo("there"));
        Assert.That(_bench.Output, Does.Contain("Nothing yet. Wait longer? [Y/n]"));
    }

    [TestCase("\n", 1)]
    [TestCase("1\n", 0)]
    public async Task Choose_NothingTypedWhereSomethingIsUsual_TakesTheUsual(string typed, int place)
    {
        Assert.That(await Terminal(typed).ChooseAsync(PlayedConnector.Chat with { Default = "Landes" }, Places, CancellationToken.None), Is.EqualTo(new[] { place }));
        Assert.That(_bench.Output, Does.Contain("[2]"));
    }

    [TestCase("\n", true)]
    [TestCase("n\n", false)]
    [TestCase("peut-être\nnon\n", false)]
    [TestCase("O\n", true)]
    public async Task Confirm_Terminal_TakesBothLanguagesAndTheUsualAnswer(string typed, bool answer)
        => Assert.That(await Terminal(typed).ConfirmAsync(Journal, CancellationToken.None), Is.EqualTo(answer));

    [Test]
    public async Task Confirm_Script_TakesTheOptionElseTheUsualAnswer()
    {
        Assert.That(await Script().ConfirmAsync(Journal, CancellationToken.None), Is.True);
        Assert.That(await Script(("journal", "non")).ConfirmAsync(Journal, CancellationToken.None), Is.False);
        Assert.That(() => Script(("journal", "maybe")).ConfirmAsync(Journal, CancellationToken.None), Throws.TypeOf<ConnectException>().With.Message.Contains("--journal"));
    }

    [Test]
    public async Task Ask_SecretOnATerminal_IsNotShown()
    {
        var dialogue = new CommandDialogue(Screen(), _bench.Around(_time) with { Input = new StringReader(""), ReadHidden = () => PlayedConnector.Secret }, _ => null, ask: true, null);

        Assert.That(await dialogue.AskAsync(PlayedConnector.Token, CancellationToken.None), Is.EqualTo(PlayedConnector.Secret));
        Assert.That(_bench.Output + _bench.Error, Does.Contain("The bot's token").And.Not.Contain("REHEARSAL"));
    }

    [Test]
    public async Task Confirm_InARehearsal_SaysSoInTheQuestionToo()
    {
        var screen = Screen();
        screen.Rehearsal = true;

        await new CommandDialogue(screen, _bench.Around(_time) with { Input = new StringReader("y\n") }, _ => null, ask: true, null).ConfirmAsync(Journal, CancellationToken.None);

        Assert.That(_bench.Output, Does.StartWith("[REHEARSAL] Make the journal? [Y/n]"));
    }

    [Test]
    public void Ask_SecretFileThatIsNotThere_NamesTheOption()
        => Assert.That(() => Script(("token", "nowhere")).AskAsync(PlayedConnector.Token, CancellationToken.None), Throws.TypeOf<ConnectException>().With.Message.Contains("--token-file: nowhere"));

    [Test]
    public async Task Wait_UntilItIsDone_LooksEveryOtherSecond()
    {
        var looks = 0;
        var waiting = Script().WaitAsync(new("added", new("J'attends", "I wait"), QuestionKind.Wait), _ => Task.FromResult(++looks == 3 ? "there" : null), CancellationToken.None);
        _time.Advance(TimeSpan.FromSeconds(2));
        var early = waiting.IsCompleted;
        _time.Advance(TimeSpan.FromSeconds(2));

        Assert.That((early, await waiting, looks), Is.EqualTo((false, "there", 3)));
        Assert.That(_bench.Output, Does.Contain("… I wait"));
    }

    [Test]
    public async Task Wait_PatienceEnds_IsNull()
    {
        var waiting = Script().WaitAsync<string>(new("added", new("J'attends", "I wait"), QuestionKind.Wait) { Patience = TimeSpan.FromSeconds(3) }, _ => Task.FromResult<string?>(null), CancellationToken.None);
        _time.Advance(TimeSpan.FromSeconds(2));
        _time.Advance(TimeSpan.FromSeconds(2));

        Assert.That(await waiting, Is.Null);
    }

    private CommandDialogue Script(params (string Key, string Answer)[] given)
        => new(Screen(), _bench.Around(_time), question => given.Where(pair => pair.Key == question.Key).Select(pair => pair.Answer).ToList() is { Count: > 0 } answers ? answers : null, ask: false, null);

    private CommandDialogue Terminal(string typed) => new(Screen(), _bench.Around(_time) with { Input = new StringReader(typed) }, _ => null, ask: true, null);

    private Screen Screen() => new(_bench.Around(_time).Output, _bench.Around(_time).Error, "en", json: false);
}
