namespace Relay.Core.Contacts.Retention;

/// <summary>Until when what is known of a person may be kept (DP-11). Pure; never without a date, so that nothing stays because somebody forgot it.</summary>
public sealed class RetentionRules
{
    private readonly RetentionSettings _settings;

    /// <summary>Takes the durations.</summary>
    /// <exception cref="ArgumentException">When one is out of its bounds.</exception>
    public RetentionRules(RetentionSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        if (settings.Faults("Relay:Retention") is [var first, ..])
        {
            throw new ArgumentException(first.ToString(), nameof(settings));
        }
        _settings = settings;
    }

    /// <summary>Until when one act itself is kept.</summary>
    public DateTimeOffset Of(KeptAct act) => act switch
    {
        KeptAct.Exchange exchange => exchange.At.AddDays(_settings.PassageDays),
        KeptAct.Question question => (question.AnsweredAt ?? question.At).AddMonths(_settings.OccasionalMonths),
        KeptAct.Rsvp rsvp => Later(rsvp.At, rsvp.EventEnds).AddMonths(_settings.OccasionalMonths),
        KeptAct.Support support => Later(support.At, support.AliveUntil).AddMonths(_settings.OccasionalMonths),
        KeptAct.Gesture gesture => gesture.At.AddMonths(_settings.RegularMonths),
        KeptAct.Confirmation confirmation => confirmation.At.AddMonths(_settings.MemberMonths),
        _ => throw new ArgumentOutOfRangeException(nameof(act), act, "An act that nobody gave a time."),
    };

    /// <summary>Until when a person in a state is kept.</summary>
    /// <param name="state">Where the person stands.</param>
    /// <param name="since">When that state began.</param>
    /// <param name="acts">What the person did, in any order; what a state gives no reason to keep is not counted.</param>
    public DateTimeOffset Until(ContactState state, DateTimeOffset since, IEnumerable<KeptAct> acts)
    {
        ArgumentNullException.ThrowIfNull(acts);
        return state switch
        {
            ContactState.Passage => Last(acts, act => act is KeptAct.Exchange, since.AddDays(_settings.PassageDays)),
            ContactState.Occasional => Last(acts, IsRequest, since.AddMonths(_settings.OccasionalMonths)),
            ContactState.Regular => Last(acts, act => IsRequest(act) || act is KeptAct.Gesture, since.AddMonths(_settings.RegularMonths)),
            ContactState.Member => Last(acts, act => IsRequest(act) || act is KeptAct.Gesture or KeptAct.Confirmation, since.AddMonths(_settings.MemberMonths)),
            // Unchanged by the pause: what the person did before it counts as it did.
            ContactState.Paused => Last(acts, act => act is not KeptAct.Exchange, since.AddMonths(_settings.OccasionalMonths)),
            ContactState.Opposed => since.AddMonths(_settings.SuppressionMonths),
            ContactState.Deceased => since.AddDays(_settings.DeceasedDays),
            ContactState.Blocked => since.AddMonths(_settings.BlockedMonths),
            ContactState.Erased or ContactState.Minor => since,
            _ => throw new ArgumentOutOfRangeException(nameof(state), state, "A state that nobody gave a time."),
        };
    }

    /// <summary>Until when the keyed hash of somebody who is not to be written to is kept (DP-25); then the data-protection officer is asked.</summary>
    /// <param name="since">When it was put there.</param>
    /// <param name="lastHit">When it last kept something back; null for never.</param>
    public DateTimeOffset OfSuppression(DateTimeOffset since, DateTimeOffset? lastHit) => Later(since, lastHit ?? since).AddMonths(_settings.SuppressionMonths);

    /// <summary>Hashes that have stood untouched since before this are due to be looked at, at a moment.</summary>
    public DateTimeOffset SuppressionsBefore(DateTimeOffset now) => now.AddMonths(-_settings.SuppressionMonths);

    private static bool IsRequest(KeptAct act) => act is KeptAct.Question or KeptAct.Rsvp or KeptAct.Support;

    private DateTimeOffset Last(IEnumerable<KeptAct> acts, Func<KeptAct, bool> counts, DateTimeOffset least) => acts.Where(counts).Select(Of).Append(least).Max();

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one >= other ? one : other;
}
