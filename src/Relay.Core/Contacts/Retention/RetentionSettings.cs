using Relay.Core.Channels;

namespace Relay.Core.Contacts.Retention;

/// <summary>How long what is known of people is kept. Shorter is the operator's choice; longer than the law's advice is refused.</summary>
public sealed record RetentionSettings
{
    /// <summary>What is written to us, with the name under it, after it came, and our replies where everybody reads: 1 to 58 days (sooner than two months, whichever these are). Default 30.</summary>
    public int PassageDays { get; init; } = 30;

    /// <summary>A one-off request, after its answer, after the event or after the initiative: 1 or 2 months. Default 2.</summary>
    public int OccasionalMonths { get; init; } = 2;

    /// <summary>A person who wants to hear from us, after the last act of that person: 1 to 36 months. Default 36.</summary>
    public int RegularMonths { get; init; } = 36;

    /// <summary>A link to the party database that it no longer confirms: 1 to 12 months. Default 2.</summary>
    public int MemberMonths { get; init; } = 2;

    /// <summary>Keyed hashes of those who are not to be written to, after the last hit or the objection: 36 to 72 months. Default 36.</summary>
    public int SuppressionMonths { get; init; } = 36;

    /// <summary>The row of somebody reported dead: 1 to 30 days. Default 30.</summary>
    public int DeceasedDays { get; init; } = 30;

    /// <summary>A block, until it is looked at again: 1 to 12 months. Default 12.</summary>
    public int BlockedMonths { get; init; } = 12;

    /// <summary>The least and the most of each, by name.</summary>
    public static IReadOnlyDictionary<string, (int Least, int Most)> Bounds { get; } = new Dictionary<string, (int, int)>(StringComparer.Ordinal)
    {
        [nameof(PassageDays)] = (1, 58),
        [nameof(OccasionalMonths)] = (1, 2),
        [nameof(RegularMonths)] = (1, 36),
        [nameof(MemberMonths)] = (1, 12),
        [nameof(SuppressionMonths)] = (36, 72),
        [nameof(DeceasedDays)] = (1, 30),
        [nameof(BlockedMonths)] = (1, 12),
    };

    /// <summary>Every duration that is out of its bounds.</summary>
    /// <param name="section">Name of the section for the sentences, <c>Relay:Retention</c>.</param>
    public IReadOnlyList<Fault> Faults(string section)
    {
        var faults = new List<Fault>();
        Check(nameof(PassageDays), PassageDays);
        Check(nameof(OccasionalMonths), OccasionalMonths);
        Check(nameof(RegularMonths), RegularMonths);
        Check(nameof(MemberMonths), MemberMonths);
        Check(nameof(SuppressionMonths), SuppressionMonths);
        Check(nameof(DeceasedDays), DeceasedDays);
        Check(nameof(BlockedMonths), BlockedMonths);
        return faults;

        void Check(string name, int value)
        {
            if (Bounds[name] is var (least, most) && (value < least || value > most))
            {
                faults.Add(new($"{section}:{name}", $"write a whole number from {least} to {most}.", $"écrivez un nombre entier de {least} à {most}."));
            }
        }
    }
}
