using System.Globalization;

namespace Relay.Core.Inbox.Polling;

/// <summary>How far a stream was read. Kept in the same commit as what was read.</summary>
/// <param name="First">When it was first asked for.</param>
public sealed record PollMark(DateTimeOffset First)
{
    /// <summary>When the post was made under which it stands; null for a stream of the account itself.</summary>
    public DateTimeOffset? Born { get; init; }

    /// <summary>When something new was last seen in it; null for never.</summary>
    public DateTimeOffset? Active { get; init; }

    /// <summary>The newest thing when a reading last went through.</summary>
    public string? Known { get; init; }

    /// <summary>The newest thing of the reading under way: known once it has gone through.</summary>
    public string? Newest { get; init; }

    /// <summary>Where the reading under way goes on; null when none is.</summary>
    public string? Cursor { get; init; }

    /// <summary>Of the newest page, so that one that says nothing new is not kept again.</summary>
    public string? Digest { get; init; }

    /// <summary>Whether any page of it was ever read.</summary>
    public bool WasRead => Digest is not null || Known is not null || Cursor is not null;

    /// <summary>What it stands under was not there.</summary>
    public bool IsMissing { get; init; }

    /// <summary>The month that <see cref="Usd"/> is of, by its beginning; null while nothing has cost.</summary>
    public DateTimeOffset? Month { get; init; }

    /// <summary>What reading it has cost in that month at most, in US dollars.</summary>
    public decimal Usd { get; init; }

    /// <summary>After something was paid.</summary>
    public PollMark Paid(decimal usd, DateTimeOffset month) => usd == 0 ? this : this with { Month = month, Usd = (Month == month ? Usd : 0) + usd };

    /// <summary>Where the reading stands, for the network.</summary>
    public PollPlace Place => new(Known, Cursor, First);

    /// <summary>After a page was read.</summary>
    /// <param name="page">The page.</param>
    /// <param name="digest">Of its payload.</param>
    /// <param name="now">When.</param>
    /// <returns>The mark, and whether the page is to be kept.</returns>
    public (PollMark After, bool IsNews) With(PollStep.Came page, string digest, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(page);
        var isTop = Cursor is null;
        var newest = isTop ? page.Newest ?? Known : Newest;
        var isNews = page.Count > 0 && (!isTop || digest != Digest);
        var next = page.Next == Cursor ? null : page.Next; // a page that leads to itself is the end
        return (
            this with
            {
                IsMissing = false,
                Active = isTop && page.Newest is { } seen && seen != Known ? now : Active,
                Digest = isTop ? digest : Digest,
                Known = next is null ? newest : Known,
                Newest = next is null ? null : newest,
                Cursor = next,
            },
            isNews);
    }

    /// <summary>Begins the reading again from the newest: nothing between it and what is known counts as read.</summary>
    public PollMark FromTheTop() => this with { Cursor = null, Newest = null, Digest = null };

    /// <summary>How the names of all marks of an account begin.</summary>
    public static string PrefixOf(string account) => $"poll:{account}:";

    /// <summary>The kept form.</summary>
    public override string ToString()
    {
        (string Name, string? Value)[] fields =
        [
            ("first", Ms(First)), ("born", Ms(Born)), ("active", Ms(Active)), ("known", Known), ("newest", Newest), ("cursor", Cursor), ("digest", Digest), ("missing", IsMissing ? "1" : null),
            ("month", Ms(Month)), ("usd", Usd == 0 ? null : Usd.ToString(CultureInfo.InvariantCulture)),
        ];
        return string.Join('&', fields.Where(field => field.Value is not null).Select(field => $"{field.Name}={Uri.EscapeDataString(field.Value!)}"));
    }

    /// <summary>Reads the kept form; what is not in it is as at the first time.</summary>
    public static PollMark Parse(string text, DateTimeOffset kept)
    {
        ArgumentNullException.ThrowIfNull(text);
        var fields = text.Split('&').Select(field => field.Split('=', 2)).Where(field => field.Length == 2).ToDictionary(field => field[0], field => Uri.UnescapeDataString(field[1]), StringComparer.Ordinal);
        return new(At(fields.GetValueOrDefault("first")) ?? kept)
        {
            Born = At(fields.GetValueOrDefault("born")),
            Active = At(fields.GetValueOrDefault("active")),
            Known = fields.GetValueOrDefault("known"),
            Newest = fields.GetValueOrDefault("newest"),
            Cursor = fields.GetValueOrDefault("cursor"),
            Digest = fields.GetValueOrDefault("digest"),
            IsMissing = fields.ContainsKey("missing"),
            Month = At(fields.GetValueOrDefault("month")),
            Usd = decimal.TryParse(fields.GetValueOrDefault("usd"), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var usd) ? usd : 0,
        };
    }

    private static string? Ms(DateTimeOffset? at) => at?.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);

    private static DateTimeOffset? At(string? ms) => long.TryParse(ms, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? DateTimeOffset.FromUnixTimeMilliseconds(number) : null;
}
