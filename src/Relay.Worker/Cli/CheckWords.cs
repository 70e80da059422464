using Relay.Core.Channels;
using Relay.Core.Channels.Proofs;
using Relay.Core.Items;
using Relay.Core.Texts;

namespace Relay.Worker.Cli;

/// <summary>What <c>relay check</c> says.</summary>
internal static class CheckWords
{
    /// <summary>That the file is in order, what stands in it and beside it in the store, what was left out and what is unwise.</summary>
    public static void Configuration(Screen screen, ConfigurationFile file, ConfigurationInForce configuration)
    {
        var (sources, accounts, channels) = (configuration.Sources.Count, configuration.Accounts.Count, configuration.Channels.Count);
        var (french, english) = configuration.LeftOut.Count == 0 ? ("tout est en ordre", "all is well") : ("le fichier est en ordre", "the file is in order");
        screen.Say($"{file.Path} : {french} ({Counted.French(sources, "source")}, {Counted.French(accounts, "compte")}, {Counted.French(channels, "canal", "canaux")}).",
            $"{file.Path}: {english} ({Counted.English(sources, "source")}, {Counted.English(accounts, "account")}, {Counted.English(channels, "channel")}).");
        foreach (var fault in configuration.LeftOut)
        {
            screen.Note($"LAISSÉ DE CÔTÉ {fault.Setting} : {fault.In("fr")}", $"LEFT OUT {fault.Setting}: {fault.In("en")}");
        }
        foreach (var warning in configuration.Warnings)
        {
            screen.Note($"attention, {warning.Setting} : {warning.In("fr")}", $"warning, {warning.Setting}: {warning.In("en")}");
        }
    }

    /// <summary>Each account's ladder, one line a rung.</summary>
    public static void Ladders(Screen screen, IReadOnlyList<Ladder> ladders)
    {
        foreach (var ladder in ladders)
        {
            screen.Gap();
            Title(screen, ladder);
            foreach (var rung in ladder.Rungs)
            {
                var (mark, words) = (Mark(rung.Proof.Result), rung.Proof.Capability.Words());
                screen.Say($"  {mark.French} {words.French} : {rung.Proof.Words.French}{Last(screen, rung).French}", $"  {mark.English} {words.English}: {rung.Proof.Words.English}{Last(screen, rung).English}");
            }
            if (ladder.Rungs.Count == 0)
            {
                screen.Say("  rien à prouver sur ce réseau.", "  there is nothing to prove on this network.");
            }
        }
    }

    /// <summary>The same for programs.</summary>
    public static CheckShown Shown(ConfigurationFile file, ConfigurationInForce configuration, IReadOnlyList<Ladder> ladders, IReadOnlyList<SourceLook> looks, string language) => new(
        file.Path,
        [.. configuration.Sources.Keys],
        [.. configuration.Accounts.Values.Select(account => new AccountShown(account.Id, account.Network, account.IsNetworksOwn ? null : account.BaseAddress))],
        [.. configuration.Channels.Values.Select(channel => new ChannelShown(channel.Id, channel.Account, channel.Network, channel.Target.Key, Stages.English(channel.Stage)))],
        [.. ladders.Select(ladder => new LadderShown(ladder.Account.Id, ladder.Target?.Key, [.. ladder.Channels.Select(channel => channel.Id)],
            [.. ladder.Rungs.Select(rung => new RungShown(rung.Proof.Capability.Key(), Word(rung.Proof.Result), rung.Proof.Words.In(language), rung.SeenAt, rung.ProvenAt))]))],
        [.. looks.Select(look => new SourceLookShown(look.Source, look.Good, look.Examples, look.Silence?.In(language),
            [.. look.Faulty.Select(row => new RowShown(row.Kind == ItemKind.Event ? "event" : "initiative", row.Id, [.. row.Faults.Select(fault => new RowFaultShown(fault.Column, fault.In(language)))]))]))]);

    private static void Title(Screen screen, Ladder ladder)
    {
        var account = ladder.Account;
        var where = account.IsNetworksOwn ? new Phrase("", "") : new Phrase($", appels vers {account.BaseAddress}", $", calls go to {account.BaseAddress}");
        var (french, english) = ($"compte {account.Id} ({account.Network}{where.French})", $"account {account.Id} ({account.Network}{where.English})");
        if (ladder.Channels.Count == 0)
        {
            screen.Say($"{french}, sans canal", $"{english}, without a channel");
            return;
        }
        screen.Say($"{french} → {ladder.Target!.Key} ({string.Join(", ", ladder.Channels.Select(channel => $"{channel.Id}, {Stages.French(channel.Stage)}"))})",
            $"{english} → {ladder.Target.Key} ({string.Join(", ", ladder.Channels.Select(channel => $"{channel.Id}, {Stages.English(channel.Stage)}"))})");
    }

    /// <summary>Of one width, so that the eye runs down the column.</summary>
    private static Phrase Mark(ProofResult result) => result switch
    {
        ProofResult.Proven => new("oui       ", "yes       "),
        ProofResult.Missing => new("NON       ", "NO        "),
        ProofResult.Unknown => new("inconnu   ", "unknown   "),
        _ => new("sans objet", "n/a       "),
    };

    private static Phrase Last(Screen screen, KeptProof rung) => (rung.Proof.Result, rung.ProvenAt) switch
    {
        (ProofResult.Proven or ProofResult.NotOffered, _) => new("", ""),
        (_, { } at) => new($" Dernière preuve : {screen.At(at)}.", $" Last proven: {screen.At(at)}."),
        _ => new("", ""),
    };

    private static string Word(ProofResult result) => result switch
    {
        ProofResult.Proven => "proven",
        ProofResult.Missing => "missing",
        ProofResult.Unknown => "unknown",
        _ => "not-offered",
    };
}
