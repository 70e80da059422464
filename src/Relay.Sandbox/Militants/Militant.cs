using System.Globalization;

namespace Relay.Sandbox.Militants;

/// <summary>One of the public: neither a Page, nor a profile of the party, nor its bot. Every network knows her by another id.</summary>
/// <param name="Number">Of the rehearsal, from 1.</param>
/// <param name="Name">As shown.</param>
/// <param name="Handle">Without <c>@</c>; at most 15 letters, digits and underscores, as X asks.</param>
internal sealed record Militant(int Number, string Name, string Handle)
{
    /// <summary>Of her device. Default French.</summary>
    public string Language { get; init; } = "fr";

    /// <summary>Whether a program writes there: a bot on Telegram, a profile with the label "Automated" on X.</summary>
    public bool Automated { get; init; }

    public long TelegramId { get => field == 0 ? 710_000_000 + Number : field; init; }

    public string XId => (1_600_000_000_000_000_000 + Number).ToString(CultureInfo.InvariantCulture);

    /// <summary>Of the numbers that no operator gives out in France.</summary>
    public string Phone => string.Create(CultureInfo.InvariantCulture, $"336399{80_000 + Number % 10_000:00000}");

    /// <summary>One Page knows her by another id than the next.</summary>
    public string OnPage(string page) => string.Create(CultureInfo.InvariantCulture, $"2{page[^1]}{Number:00000000000000}");
}
