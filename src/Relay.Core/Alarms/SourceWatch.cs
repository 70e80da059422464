using Relay.Core.Channels;
using Relay.Core.Items;
using Relay.Core.Texts;

namespace Relay.Core.Alarms;

/// <summary>A source that has gone quiet, and a mass disappearance that waits for a person.</summary>
internal sealed class SourceWatch(IItemStore items, ConfigurationInForce configuration, WatchdogSettings settings, NextHarvest next, TimeProvider time) : IWatch
{
    /// <summary>How long a harvest may take beyond its turn.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(2);

    // What was missed while Relay was down is no fault of the source.
    private readonly DateTimeOffset _start = time.GetUtcNow();

    public async Task<IReadOnlyList<Alarm>> LookAsync(DateTimeOffset now, CancellationToken cancel)
    {
        var health = (await items.HealthAsync(cancel)).ToDictionary(one => one.Source, StringComparer.Ordinal);
        var found = new List<Alarm>();
        foreach (var (id, source) in configuration.Sources)
        {
            var known = health.GetValueOrDefault(id);
            var last = known?.LastGood;
            if (QuietSince(source, last > _start ? last.Value : _start) is { } quiet && quiet < now)
            {
                found.Add(Quiet(id, quiet, known?.LastFailure));
            }
            if (known is { Brake: { } brake })
            {
                found.Add(new($"brake:{id}", now, new($"la source {id} attend une décision : {HarvestBrake.Say(brake, "fr").TrimEnd('.', ' ')}", $"source {id} waits for a decision: {HarvestBrake.Say(brake, "en").TrimEnd('.', ' ')}"),
                    new($"Décidez avec « relay brake accept {id} » ou « relay brake refuse {id} ».", $"Decide with \"relay brake accept {id}\" or \"relay brake refuse {id}\".")));
            }
        }
        return found;
    }

    /// <summary>When the source counts as quiet, unless it answers before; null when its schedule has no further turn.</summary>
    private DateTimeOffset? QuietSince(SourceSettings source, DateTimeOffset last)
    {
        DateTimeOffset? turn = last;
        for (var missed = 0; missed < settings.MissedHarvests && turn is { } at; missed++)
        {
            turn = next(source, at);
        }
        return turn + Grace;
    }

    private static Alarm Quiet(string id, DateTimeOffset since, string? failure)
    {
        var why = failure is null ? new Phrase("", "") : Phrase.Of(failure);
        return new($"source:{id}", since,
            new($"la source {id} n'a plus été lue avec succès", $"source {id} has not been read successfully any more"),
            new($"{Sentence(why.French)}Vérifiez que la base ou le fichier répond depuis cette machine ; ses événements attendent, rien n'est perdu.".TrimStart(),
                $"{Sentence(why.English)}Check that the database or file answers from this machine; its events wait, nothing is lost.".TrimStart()));
    }

    private static string Sentence(string words) => words.Length == 0 ? "" : words.TrimEnd('.', ' ') + ". ";
}

/// <summary>When a source is read next after an instant, by its own schedule; null when never.</summary>
public delegate DateTimeOffset? NextHarvest(SourceSettings source, DateTimeOffset after);
