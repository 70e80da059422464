using System.CommandLine;
using Relay.Core.Audit;
using Relay.Core.Channels;
using Relay.Core.Deliveries;
using Relay.Core.Deliveries.Halts;
using Relay.Core.Deliveries.Trials;
using Relay.Worker.Control;
using Relay.Worker.Hosting;
using Relay.Worker.Service;

namespace Relay.Worker.Cli;

/// <summary><c>relay test-post</c>: posts a harmless line on a channel and deletes it again, through the ledger.</summary>
internal static class TestPostCommand
{
    /// <summary>Longer than a test and its end may take together.</summary>
    private static readonly TimeSpan Patience = (TestPosts.Patience * 2) + TimeSpan.FromSeconds(30);

    public static Command Create(GlobalOptions globals, Surroundings around)
    {
        var channel = new Argument<string>("channel") { HelpName = globals.Of("CANAL", "CHANNEL"), Description = globals.Of("Identifiant du canal.", "Id of the channel.") };
        var command = new Command("test-post", globals.Of("Publier une ligne anodine sur un canal, puis la supprimer.", "Publish a harmless line on a channel, then delete it.")) { channel };
        command.SetAction(async (parsed, cancel) =>
        {
            var screen = globals.ScreenOf(parsed, around);
            var (file, configuration) = await ConfigurationLoader.LoadAsync(parsed.GetValue(globals.Config), around, cancel);
            screen.Follow(configuration);
            var request = new ControlRequest(TestPost.Name, new Dictionary<string, string>(StringComparer.Ordinal) { [TestPost.Channel] = parsed.GetRequiredValue(channel) });
            var reply = await BesideAsync(configuration, request, around, cancel) ?? await AloneAsync(file, configuration, request, around, cancel);
            if (reply.Result.Count == 0)
            {
                throw new CommandFailure(reply.Exit, new(reply.French, reply.English));
            }
            screen.Say(reply.French, reply.English);
            screen.Answer(Of(reply.Result), CliJson.Out.TestPostShown);
            return reply.Exit;
        });
        return command;
    }

    private static TestPostShown Of(IReadOnlyDictionary<string, string> result) => new(
        result[TestPost.Channel], result["delivery"], Uri.TryCreate(result.GetValueOrDefault("link"), UriKind.Absolute, out var link) ? link : null,
        bool.TryParse(result["posted"], out var posted) ? posted : null, bool.Parse(result["deleted"]));

    private static async Task<ControlReply?> BesideAsync(ConfigurationInForce configuration, ControlRequest request, Surroundings around, CancellationToken cancel)
    {
        try
        {
            return await ControlClient.SendAsync(StoreAccess.ControlOf(configuration), request, around.Time, cancel, Patience);
        }
        catch (UnauthorizedAccessException)
        {
            throw WorkerLook.Refuse(StoreAccess.ControlOf(configuration));
        }
        catch (IOException)
        {
            throw new CommandFailure(ExitCode.Unreachable, new("Le processus de Relay n'a pas répondu : voyez « relay status » ; si l'essai est parti, il sera supprimé.",
                "The Relay worker did not answer: look at \"relay status\"; if the test left, it will be deleted."));
        }
    }

    /// <summary>Nobody works: the one call is made here, and nothing else that waits leaves.</summary>
    private static async Task<ControlReply> AloneAsync(ConfigurationFile file, ConfigurationInForce read, ControlRequest request, Surroundings around, CancellationToken cancel)
    {
        if (!read.Channels.ContainsKey(request.Arguments[TestPost.Channel]))
        {
            // Of a channel that nobody knows in a folder without a store, the store is told: it must not be made for it.
            await using var there = await StoreAccess.OpenReadOnlyAsync(read, around.Time, cancel);
        }
        await using var store = await StoreAccess.OpenForWorkAsync(read, around.Time, logger: null, cancel);
        var configuration = await ConfigurationLoader.ReadAsync(file, around, store, cancel);
        await store.Ledger.RecoverAsync(around.Time.GetUtcNow(), cancel);
        await using var parts = new ServiceCollection().AddLogging().AddRelayParts(configuration, store, around.Time).BuildServiceProvider();
        await parts.GetRequiredService<HaltBoard>().ReadAsync(store, configuration, cancel);
        var test = new TestPost(parts.GetRequiredService<TestPosts>(), configuration, parts.GetRequiredService<Explainer>(), isPumped: false, CancellationToken.None);
        return await new ControlDesk([test]).RunAsync(request, new Actor(ActorKind.Coordinator, Environment.UserName), cancel);
    }
}
