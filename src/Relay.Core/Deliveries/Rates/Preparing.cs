namespace Relay.Core.Deliveries.Rates;

/// <summary>How long before its turn a call must be prepared: as long as it lately took, so that no time is lost, and not longer, so that hardly anything waits between the ledger's word and the call.</summary>
internal sealed class Preparing
{
    /// <summary>Nothing is announced in the ledger earlier than this before its call: what is announced when the machine dies is a doubt.</summary>
    public static TimeSpan Longest { get; } = TimeSpan.FromMilliseconds(100);

    private const double Forgets = 0.9;

    /// <summary>As long as lately the slowest took.</summary>
    public TimeSpan Usual { get; private set; }

    /// <summary>Takes in one more.</summary>
    public void Took(TimeSpan time)
    {
        var slowest = time > Usual * Forgets ? time : Usual * Forgets;
        Usual = slowest < Longest ? slowest : Longest;
    }
}
