using NUnit.Framework;
using Relay.Core.Channels;

namespace Relay.Core.Tests.Channels;

public sealed class ConfigurationSecretsTests
{
    private const string Setting = "Relay:Accounts:bot33:Token";

    private readonly string _folder = Directory.CreateTempSubdirectory("relay-secrets").FullName;
    private readonly List<Fault> _faults = [];

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void Find_InTheFileItself_IsRefusedWithoutRepeatingIt()
    {
        var found = Secrets("\"Token\": \"s3cret-bird\"").Find(Setting, _faults);

        Assert.Multiple(() =>
        {
            Assert.That(found is null);
            Assert.That(_faults.Single().Setting, Is.EqualTo(Setting));
            Assert.That(_faults.Single().Sentence, Does.Contain("Relay__Accounts__bot33__Token").And.Contain("TokenFile").And.Not.Contain("s3cret"));
            Assert.That(_faults.Single().French, Does.Contain("TokenFile").And.Not.Contain("s3cret"));
        });
    }

    [Test]
    public void Find_FileTwin_IsRelativeToTheConfigurationAndReadAnewEachTime()
    {
        File.WriteAllText(Path.Combine(_folder, "token.txt"), "first\n");
        var found = Secrets("\"TokenFile\": \"token.txt\"").Find(Setting, _faults);
        var first = found!();
        File.WriteAllText(Path.Combine(_folder, "token.txt"), "second\n");

        var second = found();

        Assert.That((first, second), Is.EqualTo(("first", "second")));
        Assert.That(_faults, Is.Empty);
    }

    [Test]
    public void Find_FileGoneLater_ThrowsWithTheSettingsName()
    {
        var path = Path.Combine(_folder, "token.txt");
        File.WriteAllText(path, "first\n");
        var found = Secrets("\"TokenFile\": \"token.txt\"").Find(Setting, _faults)!;

        File.Delete(path);

        Assert.That(() => found(), Throws.TypeOf<SecretMissingException>().With.Message.Contains("TokenFile"));
    }

    [TestCase(null)]
    [TestCase("")]
    public void Find_FileMissingOrEmpty_IsAFault(string? content)
    {
        if (content is not null)
        {
            File.WriteAllText(Path.Combine(_folder, "token.txt"), content);
        }

        var found = Secrets("\"TokenFile\": \"token.txt\"").Find(Setting, _faults);

        Assert.That(found is null);
        Assert.That(_faults.Single().Setting, Is.EqualTo(Setting + "File"));
    }

    [Test]
    public void Find_Variable_GoesBeforeTheFileTwin()
    {
        File.WriteAllText(Path.Combine(_folder, "token.txt"), "from file");

        var found = Secrets("\"TokenFile\": \"token.txt\"", ("RELAY__ACCOUNTS__BOT33__TOKEN", " from variable ")).Find(Setting, _faults);

        Assert.That(found!(), Is.EqualTo("from variable"));
    }

    [Test]
    public void Find_VariableThatNamesAFile_IsRead()
    {
        File.WriteAllText(Path.Combine(_folder, "token.txt"), "from file");

        var found = Secrets("\"Nest\": \"oak\"", ("Relay__Accounts__bot33__TokenFile", "token.txt")).Find(Setting, _faults);

        Assert.That(found!(), Is.EqualTo("from file"));
    }

    [Test]
    public void Find_ServiceManagersCredential_IsRead()
    {
        File.WriteAllText(Path.Combine(_folder, "Relay__Accounts__bot33__Token"), "credential\n");

        var found = Secrets("\"Nest\": \"oak\"", (ConfigurationSecrets.CredentialsVariable, _folder)).Find(Setting, _faults);

        Assert.That(found!(), Is.EqualTo("credential"));
    }

    [Test]
    public void Find_Nowhere_IsNull()
    {
        Assert.That(Secrets("\"Nest\": \"oak\"").Find(Setting, _faults) is null);
        Assert.That(_faults, Is.Empty);
    }

    private ConfigurationSecrets Secrets(string account, params (string Name, string Value)[] environment)
        => new(ConfigurationFile.Read(Path.Combine(_folder, "appsettings.json"), $$"""{ "Relay": { "Accounts": { "bot33": { {{account}} } } } }"""),
            environment.ToDictionary(pair => pair.Name, pair => pair.Value, StringComparer.Ordinal));
}
