using Relay.Core.Items;
using Relay.Core.Planning;

namespace Relay.Core.Deliveries.Copies;

/// <summary>What stands of one publication on its network, as far as is known: each part as it was last confirmed to read. Pure.</summary>
internal sealed class StandingCopy
{
    private readonly List<DeliveryPart> _parts;
    private readonly List<DeliveryPart> _outOfReach;
    private readonly bool _wasDeleted;

    private StandingCopy(IReadOnlyCollection<Delivery> all)
    {
        var created = all.Where(delivery => delivery.Operation is Operation.Create or Operation.HandOver).SelectMany(delivery => delivery.Parts).Where(part => part.State == PartState.Confirmed).ToList();
        _parts = created.FindAll(part => part.RemoteIds.Count > 0);
        _outOfReach = created.FindAll(part => part.RemoteIds.Count == 0);
        At = created.Max(part => part.AttemptedAt);
        Revisions = [.. all.Where(delivery => delivery.Operation is Operation.Edit or Operation.Delete).OrderBy(delivery => delivery.CreatedAt).ThenBy(delivery => delivery.Id)];
        foreach (var revision in Revisions)
        {
            Take(revision);
            _wasDeleted |= revision is { Operation: Operation.Delete, State: DeliveryState.Confirmed };
        }
    }

    /// <summary>The parts whose ids are known, in order, with the words and facts that were last confirmed of each; without those taken away.</summary>
    public IReadOnlyList<DeliveryPart> Parts => _parts;

    /// <summary>The parts that stand there under ids that nobody knows: they can be neither changed nor taken away by Relay.</summary>
    public IReadOnlyList<DeliveryPart> OutOfReach => _outOfReach;

    /// <summary>Every change and taking away that was ever asked for, oldest first.</summary>
    public IReadOnlyList<Delivery> Revisions { get; }

    /// <summary>When it was put there; null where nothing was, or that is not known.</summary>
    public DateTimeOffset? At { get; }

    /// <summary>Whether it was taken away as a whole.</summary>
    public bool IsGone => _wasDeleted;

    /// <summary>Whether some part of it was found to be deleted by a person, on the network itself.</summary>
    public bool LostParts { get; private set; }

    /// <summary>Whether nothing of it is known to stand there.</summary>
    public bool IsEmpty => _parts.Count + _outOfReach.Count == 0;

    /// <summary>The copy of one publication.</summary>
    /// <param name="all">Its deliveries: what put it there, and what changed it since.</param>
    public static StandingCopy Of(IReadOnlyCollection<Delivery> all) => new(all);

    /// <summary>When and where an item takes place as the last of some copies has it; null when none tells. Other changes of the copies count as said when those were put there.</summary>
    public static (string Where, DateTimeOffset At)? LastSaid(IEnumerable<StandingCopy> copies, ItemKey item)
    {
        (string Where, DateTimeOffset At)? last = null;
        foreach (var copy in copies.Where(copy => !copy.IsGone))
        {
            if (copy.At is { } at && copy.Where(item) is { } where && (last is null || at > last.Value.At))
            {
                last = (where, at);
            }
        }
        return last;
    }

    /// <summary>Whether every part of it tells these facts.</summary>
    /// <param name="facts">From <see cref="ToldFacts"/>.</param>
    /// <param name="unknown">What is taken for a part of which it was not kept what it tells.</param>
    public bool Reads(string facts, bool unknown = false) => _parts.Concat(_outOfReach).All(part => part.Facts is null ? unknown : part.Facts == facts);

    /// <summary>Whether every part of it tells one item so, among others it may tell of; a part of which it was not kept what it tells counts as telling it.</summary>
    /// <param name="line">The item's line of <see cref="ToldFacts"/>.</param>
    public bool Tells(string line) => _parts.Concat(_outOfReach).All(part => part.Facts is null || part.Facts.Split('\n').Contains(line, StringComparer.Ordinal));

    /// <summary>When and where an item takes place as it has it; null when it does not tell. Where its parts differ, as the first that is not changed yet has it.</summary>
    public string? Where(ItemKey item)
        => Oldest().Select(part => ToldFacts.Where(part.Facts, item)).FirstOrDefault(where => where is not null);

    // Later parts are changed after earlier ones, and those out of reach never.
    private IEnumerable<DeliveryPart> Oldest() => _outOfReach.Concat(_parts.AsEnumerable().Reverse());

    /// <summary>What a change did, part by part: the parts of a revision are those that stood there when it was worded, from 0 on.</summary>
    private void Take(Delivery revision)
    {
        var before = _parts.ToList();
        foreach (var part in revision.Parts.Where(part => part.Index < before.Count))
        {
            var stood = before[part.Index];
            var isLost = part.State == PartState.Refused && revision.Rule == Rules.CopyGone;
            LostParts |= isLost;
            if (isLost || (part.State == PartState.Confirmed && (revision.Operation == Operation.Delete || part.IsSurplus)))
            {
                _parts.Remove(stood);
            }
            else if (part.State == PartState.Confirmed)
            {
                _parts[_parts.IndexOf(stood)] = stood with { Text = part.Text, TextHash = part.TextHash, Facts = part.Facts };
            }
        }
    }
}
