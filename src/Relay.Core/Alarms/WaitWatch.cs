using System.Globalization;
using Relay.Core.Conversations.Settling;
using Relay.Core.Texts;

namespace Relay.Core.Alarms;

/// <summary>People who wait for a person of the federation: at once where somebody may be in danger, once the time has passed that was told them, and in good time before the month of a request about one's data is over (DP-28).</summary>
internal sealed class WaitWatch(IWaitingList waiting) : IWatch
{
    /// <summary>So long before the month is over.</summary>
    internal static readonly TimeSpan Notice = TimeSpan.FromDays(7);

    /// <summary>Longer than the hour in which somebody must look.</summary>
    private static readonly TimeSpan Ahead = TimeSpan.FromHours(2);

    public async Task<IReadOnlyList<Alarm>> LookAsync(DateTimeOffset now, CancellationToken cancel)
    {
        var (late, near, soon) = (await waiting.CountAsync(now, cancel), await waiting.CountAsync(now + Ahead, cancel), await waiting.CountAsync(now + Notice, cancel));
        var alarms = new List<Alarm>();
        if (Sum(near.Where(pair => IsUrgent(pair.Key))) is { } urgent)
        {
            alarms.Add(new("waiting:urgent", urgent.Since,
                urgent.Count == 1 ? new("quelqu'un est peut-être en danger, ou menace", "somebody may be in danger, or threatens") : new($"{urgent.Count} messages parlent d'un danger ou d'une menace", $"{urgent.Count} messages tell of a danger or a threat"),
                List));
        }
        if (soon.TryGetValue(WaitReason.DataRequest, out var requests))
        {
            alarms.Add(Requests(requests, now));
        }
        if (Sum(late.Where(pair => !IsUrgent(pair.Key) && pair.Key != WaitReason.DataRequest)) is { } others)
        {
            alarms.Add(new("waiting:late", others.Deadline,
                others.Count == 1
                    ? new("1 message attend une personne depuis plus longtemps que promis", "1 message has waited for a person for longer than was promised")
                    : new($"{others.Count} messages attendent une personne depuis plus longtemps que promis", $"{others.Count} messages have waited for a person for longer than was promised"),
                List));
        }
        return alarms;
    }

    private static Phrase List { get; } = new("« relay inbox --waiting » les montre ; « relay inbox done » dit que c'est fait.", "\"relay inbox --waiting\" shows them; \"relay inbox done\" says that it is done.");

    private static Alarm Requests(WaitingCount requests, DateTimeOffset now)
    {
        var (french, english) = (requests.Deadline.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture), requests.Deadline.ToString("d MMMM yyyy", CultureInfo.InvariantCulture));
        var isOver = requests.Deadline <= now;
        var (one, many) = isOver
            ? (new Phrase($"1 demande d'une personne sur ses données n'a pas eu sa réponse dans le mois : c'était le {french}", $"1 request of a person about their data was not answered within the month: that was {english}"),
                new Phrase($"{requests.Count} demandes de personnes sur leurs données attendent, et le mois de la première est passé le {french}", $"{requests.Count} requests of people about their data wait, and the month of the first was over on {english}"))
            : (new Phrase($"1 demande d'une personne sur ses données doit avoir sa réponse avant le {french}", $"1 request of a person about their data must be answered before {english}"),
                new Phrase($"{requests.Count} demandes de personnes sur leurs données attendent, la première jusqu'au {french}", $"{requests.Count} requests of people about their data wait, the first until {english}"));
        // A month that is over is another piece of news than one that soon will be.
        return new(isOver ? "waiting:requests-over" : "waiting:requests", isOver ? requests.Deadline : requests.Deadline - Notice, requests.Count == 1 ? one : many,
            new("« relay contacts requests » les liste ; répondez avec « relay contacts export » ou « erase », puis « relay inbox done ».",
                "\"relay contacts requests\" lists them; answer with \"relay contacts export\" or \"erase\", then \"relay inbox done\"."));
    }

    private static bool IsUrgent(WaitReason reason) => reason is WaitReason.Threat or WaitReason.Distress;

    private static WaitingCount? Sum(IEnumerable<KeyValuePair<WaitReason, WaitingCount>> counts)
        => counts.Select(pair => pair.Value).ToList() is { Count: > 0 } all ? new(all.Sum(one => one.Count), all.Min(one => one.Since), all.Min(one => one.Deadline)) : null;
}
