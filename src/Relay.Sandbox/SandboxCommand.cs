using System.CommandLine;
using System.Text.Json.Nodes;
using Relay.Sandbox.Party;

namespace Relay.Sandbox;

/// <summary>The sandbox on its own: <c>dotnet run --project src/Relay.Sandbox -- --facebook 5101 --x 5102 --telegram 5103 --console 5100</c>.</summary>
internal static class SandboxCommand
{
    public static RootCommand Create(TextWriter output)
    {
        var facebook = Port("--facebook", 5101, "Port of the Graph server.");
        var x = Port("--x", 5102, "Port of the X server.");
        var telegram = Port("--telegram", 5103, "Port of the Bot API server.");
        var console = Port("--console", 5100, "Port of the timelines and of /_sandbox.");
        var unlimited = new Option<bool>("--no-limits") { Description = "Do not refuse what exceeds the documented rates." };
        var json = new Option<bool>("--json") { Description = "Print the addresses as one line of JSON." };
        var party = new Option<FileInfo?>("--party") { Description = "Also write the sample party database to this file, which must not exist." };
        var seed = new Option<int>("--seed") { Description = "Seed of the sample party.", DefaultValueFactory = _ => 1 };
        var command = new RootCommand("Local networks that speak the wire formats of Facebook, X and Telegram. REHEARSAL: nothing is published.");
        foreach (var option in new Option[] { facebook, x, telegram, console, unlimited, json, party, seed })
        {
            command.Options.Add(option);
        }
        command.SetAction(async (given, stop) =>
        {
            var options = new SandboxOptions
            {
                Facebook = given.GetValue(facebook),
                X = given.GetValue(x),
                Telegram = given.GetValue(telegram),
                Console = given.GetValue(console),
                EnforceLimits = !given.GetValue(unlimited),
            };
            await RunAsync(options, given.GetValue(json), given.GetValue(party), given.GetValue(seed), output, stop);
            return 0;
        });
        return command;
    }

    private static Option<int> Port(string name, int otherwise, string description)
    {
        var option = new Option<int>(name) { Description = description + " 0 takes any free one.", DefaultValueFactory = _ => otherwise };
        option.Validators.Add(result =>
        {
            if (result.GetValue(option) is < 0 or > 65_535)
            {
                result.AddError($"{name} takes a port, 0 to 65535.");
            }
        });
        return option;
    }

    private static async Task RunAsync(SandboxOptions options, bool json, FileInfo? party, int seed, TextWriter output, CancellationToken stop)
    {
        await using var host = await SandboxHost.StartAsync(options, TimeProvider.System, stop);
        if (party is not null)
        {
            SystemSqlite.Use();
            SampleParty.Create(party.FullName, TimeProvider.System.GetUtcNow(), seed, host.Console);
        }
        await output.WriteLineAsync(json ? Json(host, party) : Text(host, party));
        try
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, stop);
        }
        catch (OperationCanceledException)
        {
            if (!json)
            {
                await output.WriteLineAsync("The rehearsal has ended.");
            }
        }
    }

    private static string Text(SandboxHost host, FileInfo? party) => $"""
        RÉPÉTITION / REHEARSAL: nothing is published.
          Timelines  {host.Console}
          Facebook   {host.Facebook}
          X          {host.X}
          Telegram   {host.Telegram}
          Tokens     {host.Console}_sandbox/world
          Posts      {host.Console}_sandbox/posts
          Faults     {host.Console}_sandbox/faults
          Party      {party?.FullName ?? "(none: --party FILE)"}
        Ctrl+C ends it.
        """;

    private static string Json(SandboxHost host, FileInfo? party) => new JsonObject
    {
        ["rehearsal"] = true,
        ["console"] = host.Console.ToString(),
        ["facebook"] = host.Facebook.ToString(),
        ["x"] = host.X.ToString(),
        ["telegram"] = host.Telegram.ToString(),
        ["party"] = party?.FullName,
    }.ToJsonString();
}
