using NUnit.Framework;
using Relay.Worker.Demo;
using Relay.Worker.Tests.Cli;

namespace Relay.Worker.Tests.Demo;

public sealed class OwnCommandTests
{
    private readonly CliBench _bench = new();

    [TearDown]
    public void RemoveFolder() => _bench.Dispose();

    [TestCase(".")]
    [TestCase("src/Relay.Worker")] // where "dotnet run" starts it
    public void Line_RunFromAClone_GoesThroughDotnetRun(string folder)
    {
        var project = Directory.CreateDirectory(Path.Combine(_bench.Folder, "src", "Relay.Worker", "bin", "Debug"));
        _bench.Write(Path.Combine("src", "Relay.Worker", "Relay.Worker.csproj"), "");

        var line = OwnCommand.Line(["status", "--config", "/a b/appsettings.json"], Path.GetFullPath(folder, _bench.Folder), project.FullName);

        Assert.That(line, Is.EqualTo($"dotnet run --project {Path.Combine("src", "Relay.Worker")} -- status --config \"/a b/appsettings.json\""));
    }

    [Test]
    public void Line_Installed_IsRelay()
        => Assert.That(OwnCommand.Line(["status"], _bench.Folder, _bench.Folder), Is.EqualTo("relay status"));
}
