using Relay.Core.Channels;
using Relay.Core.Channels.Connecting;
using Relay.Core.Texts;
using Relay.Worker.Hosting;

namespace Relay.Worker.Cli.Connect;

/// <summary>What <c>relay connect</c> says in the end.</summary>
internal static class ConnectWords
{
    /// <summary>The account, its new channels, what she should know and what comes next.</summary>
    public static void Show(Screen screen, KeptConnection kept, Connection connection, LoadedConfiguration loaded, Uri? called)
    {
        screen.Say(kept.Renewed ? $"Le compte {kept.Account} ({connection.Title}) est renouvelé." : $"Le compte {kept.Account} ({connection.Title}) est relié.",
            kept.Renewed ? $"Account {kept.Account} ({connection.Title}) is renewed." : $"Account {kept.Account} ({connection.Title}) is connected.");
        foreach (var (channel, title) in kept.Channels)
        {
            screen.Say($"  canal {channel.Id} ({title}) : à blanc, rien n'est montré au public", $"  channel {channel.Id} ({title}): shadow, nothing is shown to the public");
        }
        foreach (var remark in connection.Remarks)
        {
            screen.Say($"  • {remark.French}", $"  • {remark.English}");
        }
        foreach (var (channel, stage) in kept.Standing)
        {
            screen.Say($"  canal {channel} : toujours {Stages.French(stage)}", $"  channel {channel}: {Stages.English(stage)} as before");
        }
        var next = Next(kept);
        screen.Say($"Ensuite : « relay check » prouve ce que le compte peut faire, « relay plan » montre ce qui partirait, {next.French}.",
            $"Next: \"relay check\" proves what the account can do, \"relay plan\" shows what would go, {next.English}.");
        screen.Answer(new ConnectedShown(loaded.File.Path, kept.Account, connection.Title, kept.Renewed,
            [.. kept.Channels.Select(pair => new NewChannelShown(pair.Channel.Id, pair.Title, pair.Channel.Values.GetValueOrDefault("Target")))],
            [.. connection.Remarks.Select(remark => remark.In(screen.Language))]) { Webhook = called }, CliJson.Out.ConnectedShown);
    }

    /// <summary>What running does at the stages that hold now.</summary>
    private static Phrase Next(KeptConnection kept)
    {
        var isLive = kept.Standing.Any(channel => channel.Stage == Stage.Live);
        var rehearses = kept.Channels.Count > 0 || kept.Standing.Any(channel => channel.Stage == Stage.Shadow) || !isLive;
        return (isLive, rehearses) switch
        {
            (true, false) => new("« relay run » publie pour de bon, comme avant", "\"relay run\" publishes for good, as before"),
            (true, true) => new("« relay run » publie sur ce qui est en service et montre le reste à blanc, « relay go-live CANAL » le publie pour de bon",
                "\"relay run\" publishes where the channel is live and rehearses the rest, \"relay go-live CHANNEL\" publishes that for good"),
            _ => new("« relay run » travaille à blanc, « relay go-live CANAL » publie pour de bon", "\"relay run\" rehearses, \"relay go-live CHANNEL\" publishes for good"),
        };
    }
}
