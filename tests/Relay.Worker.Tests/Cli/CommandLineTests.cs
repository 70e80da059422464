using System.Text.Json;
using NUnit.Framework;
using Relay.Worker.Cli;

namespace Relay.Worker.Tests.Cli;

public sealed class CommandLineTests
{
    private readonly CliBench _bench = new();

    [TearDown]
    public void RemoveFolder() => _bench.Dispose();

    [Test]
    public async Task Run_UnknownCommand_IsAUsageErrorInOneSentence()
    {
        var exit = await _bench.RunAsync("publish");

        Assert.That(exit, Is.EqualTo(ExitCode.Usage));
        Assert.That(_bench.Error, Does.Contain("publish").And.Contain("relay --help").And.Not.Contain("   at "));
        Assert.That(_bench.Output, Is.Empty);
    }

    [TestCase("fr", "libsqlite3-0")]
    [TestCase("en", "install the package libsqlite3-0")]
    [Platform(Exclude = "Win")]
    public void Refuse_NoSqliteOnTheMachine_NamesThePackageInOneSentence(string language, string said)
    {
        var exit = CommandLine.Refuse(["status", "--lang", language], _bench.Around(), new(ExitCode.Store, Relay.Worker.Hosting.SystemSqlite.Missing("libsqlite3.so.0", isNamed: false)));

        Assert.That(exit, Is.EqualTo(ExitCode.Store));
        Assert.That(_bench.Error, Does.Contain(said).And.Not.Contain("   at "));
    }

    [Test]
    public async Task Run_BrokenJsonAfterASecret_TellsBothAndNothingFalse()
    {
        _bench.Write("appsettings.json", "{ \"Relay\": { \"Accounts\": { \"bot33\": { \"Network\": \"telegrm\", \"Token\": \"7000000001:AAREHEARSALrehearsalREHEARSALrehear1\" } }\n \"Channels\": {} } }");

        var exit = await _bench.RunAsync("status");

        Assert.That(exit, Is.EqualTo(ExitCode.Configuration));
        Assert.That(_bench.Error, Does.Contain("2 faults").And.Contain("line 2").And.Contain("Relay:Accounts:bot33:Token").And.Not.Contain("AAREHEARSAL"));
    }

    [Test]
    public async Task Run_SecretOfAnAccountWithoutAKnownNetwork_IsToldWithTheOtherFault()
    {
        _bench.Write("appsettings.json", """{ "Relay": { "Accounts": { "bot33": { "Network": "telegrm", "Token": "7000000001:AAREHEARSALrehearsalREHEARSALrehear1" } } } }""");

        await _bench.RunAsync("status");

        Assert.That(_bench.Error, Does.Contain("Relay:Accounts:bot33:Network").And.Contain("Relay:Accounts:bot33:Token"));
    }

    [TestCase("statsu", "status")]
    [TestCase("demoo", "demo")]
    public async Task Run_MisspeltCommand_SaysWhichWasMeant(string written, string meant)
    {
        var exit = await _bench.RunAsync(written);

        Assert.That(exit, Is.EqualTo(ExitCode.Usage));
        Assert.That(_bench.Error, Does.Contain($"did you mean {meant}?"));
    }

    [TestCase("fr", "Voyez")]
    [TestCase("en", "See")]
    public async Task Run_UnknownOption_SpeaksTheChosenLanguage(string language, string word)
    {
        var exit = await _bench.RunAsync("check", "--colour", "--lang", language);

        Assert.That(exit, Is.EqualTo(ExitCode.Usage));
        Assert.That(_bench.Error, Does.Contain(word));
    }

    [TestCase("fr-FR", "Vérifier la configuration")]
    [TestCase("", "Vérifier la configuration")]
    [TestCase("en-US", "Check the configuration")]
    [TestCase("de-DE", "Check the configuration")]
    public async Task Run_Help_SpeaksTheLocalesLanguage(string locale, string sentence)
    {
        _bench.Locale = locale;

        var exit = await _bench.RunAsync("--help");

        Assert.That(exit, Is.EqualTo(ExitCode.Done));
        Assert.That(_bench.Output, Does.Contain(sentence));
    }

    [TestCase("fr", "Utilisation")]
    [TestCase("en", "Usage")]
    public async Task Run_HelpOfACommand_CallsTheProgramRelay(string language, string heading)
    {
        await _bench.RunAsync("demo", "--help", "--lang", language);

        Assert.That(_bench.Output, Does.Contain("relay demo").And.Contain(heading));
    }

    [Test]
    public async Task Run_LanguageThatIsNotThere_IsAUsageError()
        => Assert.That(await _bench.RunAsync("check", "--lang", "de"), Is.EqualTo(ExitCode.Usage));

    [Test]
    public async Task Check_SeveralFaults_NamesThemAllWithTheirLines()
    {
        _bench.Write("appsettings.json", """
            { "Relay": {
              "Langue": "fr",
              "Store": { "Engine": "litedb" }
            } }
            """);

        var exit = await _bench.RunAsync("check");

        Assert.That(exit, Is.EqualTo(ExitCode.Configuration));
        Assert.That(_bench.Error, Does.Contain("2 faults").And.Contain("Relay:Langue (line 2)").And.Contain("Relay:Store:Engine (line 3)"));
    }

    [Test]
    public async Task Check_FaultsAsJson_IsOneDocumentOnTheOutput()
    {
        _bench.Write("appsettings.json", "{ \"Relay\": { \"Langue\": 1 } }");

        var exit = await _bench.RunAsync("check", "--json");

        var error = JsonDocument.Parse(_bench.Output).RootElement.GetProperty("error");
        Assert.Multiple(() =>
        {
            Assert.That(exit, Is.EqualTo(ExitCode.Configuration));
            Assert.That(error.GetProperty("exit").GetInt32(), Is.EqualTo(ExitCode.Configuration));
            Assert.That(error.GetProperty("faults")[0].GetProperty("setting").GetString(), Is.EqualTo("Relay:Langue"));
            Assert.That(error.GetProperty("faults")[0].GetProperty("line").GetInt32(), Is.EqualTo(1));
            Assert.That(_bench.Error, Is.Empty);
        });
    }

    [Test]
    public async Task Check_TemplateWithAFault_NamesTheFile()
    {
        Directory.CreateDirectory(Path.Combine(_bench.Folder, "templates", "fr", "telegram"));
        _bench.Write("templates/fr/telegram/announce.event.hbs", "{{#if title}}never closed");
        _bench.Write("appsettings.json", "{ \"Relay\": { \"Templates\": \"templates\" } }");

        var exit = await _bench.RunAsync("check");

        Assert.That(exit, Is.EqualTo(ExitCode.Configuration));
        Assert.That(_bench.Error, Does.Contain("announce.event.hbs"));
    }

    [Test]
    public async Task Check_OwnTemplate_IsTaken()
    {
        Directory.CreateDirectory(Path.Combine(_bench.Folder, "templates", "fr", "telegram"));
        _bench.Write("templates/fr/telegram/announce.event.hbs", "{{title}}");
        new StoreBench(_bench).Configure();
        _bench.Variables["Relay__Templates"] = "templates";

        Assert.That(await _bench.RunAsync("check", "--offline"), Is.EqualTo(ExitCode.Done), _bench.Error);
    }

    [TestCase("{ \"Relay\": {} }", "No account", "relay connect")]
    [TestCase("{ \"Relay\": { \"Accounts\": { \"bot\": { \"Network\": \"telegram\" } } } }", "No source", "CSV")]
    public async Task Check_NothingToDo_SaysWhatIsMissingAndTheNextStep(string json, string missing, string next)
    {
        _bench.Write("appsettings.json", json);
        _bench.Variables["Relay__Accounts__bot__Token"] = "7000000001:AAREHEARSALrehearsalREHEARSALrehear1";
        if (missing == "No account")
        {
            _bench.Variables.Clear();
        }

        var exit = await _bench.RunAsync("check");

        Assert.That(exit, Is.EqualTo(ExitCode.Configuration));
        Assert.That(_bench.Error, Does.Contain(missing).And.Contain(next));
    }

    [Test]
    public async Task Check_SourceFileThatIsNotThere_IsSaidWithItsPath()
    {
        new StoreBench(_bench).Configure();

        var exit = await _bench.RunAsync("check");

        Assert.That(exit, Is.EqualTo(ExitCode.Unreachable).Or.EqualTo(ExitCode.Fault));
        Assert.That(_bench.Error, Does.Contain("'party' does not answer").And.Contain("party.db is not there"));
    }

    [Test]
    public async Task Check_SecretThatEverybodyMayRead_IsAWarning()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Ignore("Windows keeps rights in lists of their own.");
            return;
        }
        new StoreBench(_bench).Configure();
        File.SetUnixFileMode(Path.Combine(_bench.Folder, "token"), UnixFileMode.UserRead | UnixFileMode.OtherRead);

        await _bench.RunAsync("check", "--offline");

        Assert.That(_bench.Error, Does.Contain("warning, Relay:Accounts:bot33:TokenFile").And.Contain("chmod o-r"));
    }

    [Test]
    public async Task Accounts_SecretThatIsNotThere_IsNoFault()
    {
        new StoreBench(_bench).Configure();
        File.Delete(Path.Combine(_bench.Folder, "token"));

        Assert.That(await _bench.RunAsync("accounts"), Is.EqualTo(ExitCode.Done), _bench.Error);
        Assert.That(await _bench.RunAsync("check", "--offline"), Is.EqualTo(ExitCode.Configuration));
    }

    [Test]
    public async Task Check_MissingFile_SaysWhich()
    {
        var exit = await _bench.RunAsync("check", "--config", "elsewhere.json");

        Assert.That(exit, Is.EqualTo(ExitCode.Configuration));
        Assert.That(_bench.Error, Does.Contain(Path.Combine(_bench.Folder, "elsewhere.json")));
    }
}
