using System.Diagnostics;
using NUnit.Framework;
using Relay.EndToEnd.Tests.Harness;

namespace Relay.EndToEnd.Tests.Commands;

/// <summary>Commands of a system user who may not look at the worker, or not even at its store.</summary>
[Platform("Unix")]
public sealed class AnotherUserTests
{
    private Mirror _mirror = null!;

    [SetUp]
    public async Task RunAWorker()
    {
        _mirror = await Mirror.CreateAsync();
        _mirror.Rehearsal.AddBot("bot", 0, journal: false);
        _mirror.Rehearsal.Config.Channel("telegram", "bot", _mirror.Rehearsal.Chat(0));
        _mirror.Party.AddEvents(1, _ => "tous");
        await _mirror.RunAsync();
        await _mirror.PostsAsync(1);
    }

    [TearDown]
    public async Task StopEverything() => await _mirror.DisposeAsync();

    [Test]
    public async Task Status_WorkerOfAnotherUser_SaysThatItCannotLookAndWhatToDo()
    {
        Open(("", "755"), ("appsettings.json", "644"), ("relay.db", "644"), ("relay.db-wal", "644"), ("relay.db-shm", "644"), ("relay.db.sock", Environment.IsPrivilegedProcess ? "600" : "000"));

        var (exit, output, error) = await AsAnotherAsync("status");

        Assert.That(exit, Is.Zero, output + error);
        Assert.That(output, Does.Contain("Whether Relay works can't be seen").And.Contain("relay.db.sock").And.Contain("sudo -u relay").And.Not.Contain("does not work at the moment"));
    }

    [Test]
    public async Task Status_StoreOfAnotherUser_SaysSoAndNotThatThereIsNone()
    {
        Open(("", "755"), ("appsettings.json", "644"), ("relay.db", Environment.IsPrivilegedProcess ? "600" : "000"));

        var (exit, output, error) = await AsAnotherAsync("status");

        Assert.That(exit, Is.EqualTo(4), output + error);
        Assert.That(error, Does.Contain("may not use the store").And.Contain("relay.db").And.Contain("sudo -u relay"));
    }

    private void Open(params IEnumerable<(string Name, string Mode)> files)
    {
        if (OperatingSystem.IsWindows())
        {
            throw new PlatformNotSupportedException("Rights are of another kind there.");
        }
        foreach (var (name, mode) in files)
        {
            File.SetUnixFileMode(_mirror.Rehearsal.Of(name), (UnixFileMode)Convert.ToInt32(mode, 8));
        }
    }

    /// <summary>As a user who owns nothing, where these tests may become one; else the rights are taken from our own.</summary>
    private async Task<(int Exit, string Output, string Error)> AsAnotherAsync(params string[] command)
    {
        var start = RelayProgram.Start([.. command, "--config", _mirror.Rehearsal.Config.FilePath]);
        if (Environment.IsPrivilegedProcess)
        {
            var own = start.ArgumentList.ToList();
            start.ArgumentList.Clear();
            foreach (var argument in new[] { "--reuid=65534", "--regid=65534", "--clear-groups", start.FileName }.Concat(own))
            {
                start.ArgumentList.Add(argument);
            }
            start.FileName = "setpriv";
        }
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await error);
    }
}
