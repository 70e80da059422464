using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using NUnit.Framework;
using Relay.Worker.Cli;
using Relay.Worker.Service.Install;
using Relay.Worker.Tests.Cli;

namespace Relay.Worker.Tests.Service;

/// <summary>What <c>relay install</c> writes and runs.</summary>
[Platform(Exclude = "Win")]
public sealed partial class InstallCommandTests
{
    private static readonly ServicePlan Plan = new(
        "relay", "relay", ["/bin/true"], "/etc/relay/appsettings.json", ["/var/lib/relay", "/var/lib/relay/keys"], ["Relay__Accounts__bot33__Token"]);

    private readonly CliBench _bench = new();

    [TearDown]
    public void RemoveFolder() => _bench.Dispose();

    [Test]
    public async Task Install_DryRun_PrintsTheUnitAndChangesNothing()
    {
        new StoreBench(_bench).Configure();

        var exit = await _bench.RunAsync("install", "--dry-run");

        Assert.That(exit, Is.EqualTo(ExitCode.Done), _bench.Error);
        Assert.That(_bench.Output, Does.Contain($"run --config {_bench.Folder}/appsettings.json\n").And.Contain("Type=notify").And.Contain($"ReadWritePaths={_bench.Folder}/data"));
        Assert.That(_bench.Output, Does.Contain("#LoadCredential=Relay__Accounts__bot33__Token:/etc/relay/secrets/bot33-Token"));
        Assert.That(File.Exists($"{SystemdUnit.Folder}/relay.service"), Is.False);
    }

    [Test]
    public async Task Install_ConfigurationWithFaults_IsRefusedBeforeAnythingIsWritten()
    {
        _bench.Write("appsettings.json", """{ "Relay": { "Acounts": {} } }""");

        Assert.That(await _bench.RunAsync("install"), Is.EqualTo(ExitCode.Configuration));
    }

    [Test]
    public async Task Install_OnAMachineGiven_IsDoneThereAndNowhereElse()
    {
        new StoreBench(_bench).Configure();

        var installed = await _bench.RunAsync("install", "--name", "relay-test");
        var removed = await _bench.RunAsync("uninstall", "--name", "relay-test");

        Assert.That((installed, removed), Is.EqualTo((ExitCode.Done, ExitCode.Done)), _bench.Error);
        Assert.That(_bench.Machine.Done, Does.Contain($"write {SystemdUnit.Folder}/relay-test.service").And.Contain("systemctl enable --now relay-test").And.Contain($"delete {SystemdUnit.Folder}/relay-test.service"));
        Assert.That(File.Exists($"{SystemdUnit.Folder}/relay-test.service"), Is.False);
    }

    [Test]
    public async Task Install_NotAsAdministrator_IsRefusedAndChangesNothing()
    {
        new StoreBench(_bench).Configure();
        _bench.Machine.IsAdministrator = false;

        Assert.That((await _bench.RunAsync("install"), _bench.Machine.Done.Count), Is.EqualTo((ExitCode.Refused, 0)));
    }

    [TestCase("a b")]
    [TestCase("../x")]
    public async Task Install_NameThatIsNone_IsRefused(string name) => Assert.That(await _bench.RunAsync("install", "--name", name, "--dry-run"), Is.EqualTo(ExitCode.Usage));

    [Test]
    public void Systemd_UserAndFoldersThatAreMissing_AreMadeFirst()
    {
        var steps = InstallSteps.Systemd(Plan with { Writable = ["/srv/relay"] }, new RecordedMachine());

        Assert.That(steps.Before.Select(command => command[0]), Is.EqualTo(new[] { "useradd", "install" }));
        Assert.That(steps.After.Select(command => string.Join(' ', command)), Is.EqualTo(new[] { "systemctl daemon-reload", "systemctl enable --now relay" }));
        Assert.That(steps.FileText, Does.Contain("ReadWritePaths=/srv/relay\n").And.Not.Contain("\nStateDirectory="));
    }

    [Test]
    public void Windows_Service_StartsWithTheMachineAndAgainAfterAFailure()
    {
        var commands = InstallSteps.Windows(Plan with { Program = [@"C:\Program Files\Relay\relay.exe"], User = @"NT SERVICE\relay", Writable = [@"C:\ProgramData\Relay"] }).After;

        Assert.That(commands[0], Is.EqualTo(new[] { "sc.exe", "create", "relay", "binPath=", "\"C:\\Program Files\\Relay\\relay.exe\" run --service relay --config /etc/relay/appsettings.json", "start=", "delayed-auto", "obj=", @"NT SERVICE\relay", "DisplayName=", "Relay" }));
        Assert.That(commands.Select(command => command[1]), Does.Contain("failure").And.Contain(@"C:\ProgramData\Relay"));
    }

    [Test]
    public void Unit_PathsWithSpacesAndPercents_AreQuotedAsSystemdReadsThem()
        => Assert.That(SystemdUnit.Of(Plan with { Config = "/srv/a b/100%.json" }), Does.Contain("--config \"/srv/a b/100%%.json\"\n"));

    [Test]
    public async Task Unit_AsInstalled_PassesSystemdsOwnVerification()
    {
        var (exit, said) = await AnalyzeAsync("verify", WriteUnit());

        Assert.That((exit, said), Is.EqualTo((0, "")));
    }

    [Test]
    public async Task Unit_AsInstalled_IsHardlyExposed()
    {
        var (_, said) = await AnalyzeAsync("security", "--offline=yes", "--no-pager", WriteUnit());

        var exposure = double.Parse(Exposure().Match(said).Groups["figure"].Value, CultureInfo.InvariantCulture);
        await TestContext.Out.WriteLineAsync($"systemd-analyze security: overall exposure {exposure} of 10 figures");
        Assert.That(exposure, Is.LessThan(2.5), said);
    }

    private string WriteUnit() => _bench.Write("relay.service", SystemdUnit.Of(Plan with { User = "daemon" }));

    private static async Task<(int Exit, string Said)> AnalyzeAsync(params string[] arguments)
    {
        if (!File.Exists("/usr/bin/systemd-analyze"))
        {
            Assert.Ignore("systemd-analyze is not on this machine.");
        }
        using var process = Process.Start(new ProcessStartInfo("systemd-analyze", arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, (await output + await error).Trim());
    }

    [GeneratedRegex(@"Overall exposure level for \S+: (?<figure>[\d.]+)", RegexOptions.ExplicitCapture, 5_000)]
    private static partial Regex Exposure();
}
