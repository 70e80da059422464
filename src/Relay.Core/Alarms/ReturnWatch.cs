using Relay.Core.Channels;
using Relay.Core.Returns;
using Relay.Core.Texts;

namespace Relay.Core.Alarms;

/// <summary>Oppositions that the party's database should have long had (DP-17): within a day by the rule, so that a person hears of it at half of that. Where nothing is returned, nothing is late.</summary>
internal sealed class ReturnWatch(IReturnStore outbox, ConfigurationInForce configuration) : IWatch
{
    /// <summary>So long an opposition may wait for the party's place.</summary>
    internal static readonly TimeSpan Long = TimeSpan.FromHours(12);

    public async Task<IReadOnlyList<Alarm>> LookAsync(DateTimeOffset now, CancellationToken cancel)
        => configuration.Return is not null && await outbox.OppositionsAsync(cancel) is { Oldest: { } oldest } waiting && now - oldest >= Long
            ?
            [
                new("return:oppositions", oldest + Long,
                    waiting.Count == 1
                        ? new("1 opposition attend depuis plus de 12 h que la base du parti la prenne", "1 opposition has waited for more than 12 h for the party's database to take it")
                        : new Phrase($"{waiting.Count} oppositions attendent que la base du parti les prenne, la première depuis plus de 12 h", $"{waiting.Count} oppositions wait for the party's database to take them, the first for more than 12 h"),
                    new("« relay status » dit pourquoi le retour n'aboutit pas ; le parti doit les avoir dans les 24 h : transmettez-les s'il le faut à la main.",
                        "\"relay status\" says why the return does not get through; the party must have them within 24 h: hand them over yourself if need be.")),
            ]
            : [];
}
