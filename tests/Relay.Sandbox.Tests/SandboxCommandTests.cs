using System.Text.Json.Nodes;
using NUnit.Framework;

namespace Relay.Sandbox.Tests;

public sealed class SandboxCommandTests
{
    [Test]
    public async Task Run_Json_PrintsAddressesThatAnswerUntilItIsStopped()
    {
        await using var output = new LineWriter();
        using var stop = new CancellationTokenSource();

        var running = SandboxCommand.Create(output).Parse(["--facebook", "0", "--x", "0", "--telegram", "0", "--console", "0", "--json"]).InvokeAsync(cancellationToken: stop.Token);
        var printed = JsonNode.Parse(await output.First)!;
        using var http = new HttpClient();
        var page = await http.GetStringAsync(new Uri((string)printed["console"]!));
        await stop.CancelAsync();
        var code = await running;

        Assert.That(page, Does.Contain("RÉPÉTITION"));
        Assert.That(new[] { "console", "facebook", "x", "telegram" }.Select(name => (string?)printed[name]), Is.Unique.And.All.StartsWith("http://127.0.0.1:"));
        Assert.That(code, Is.Zero);
    }

    [TestCase("--console", "70000")]
    [TestCase("--console", "-1")]
    [TestCase("--consol", "5100")]
    public void Parse_WrongArgument_IsAnError(string option, string value)
    {
        var parsed = SandboxCommand.Create(TextWriter.Null).Parse([option, value]);

        Assert.That(parsed.Errors, Is.Not.Empty);
    }

    private sealed class LineWriter : StringWriter
    {
        private readonly TaskCompletionSource<string> _first = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<string> First => _first.Task.WaitAsync(TimeSpan.FromSeconds(30));

        public override Task WriteLineAsync(string? value)
        {
            _first.TrySetResult(value ?? "");
            return Task.CompletedTask;
        }
    }
}
