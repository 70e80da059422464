using System.Text;
using Relay.Core.Items;
using Relay.Core.Territories;

namespace Relay.Networks.Tests.TextFitting;

/// <summary>Items as nobody should write them, all from one seed: towers of marks, joined emoji, markup, half surrogates, mentions, endless words, addresses in the middle.</summary>
internal sealed class NastyItems(int seed)
{
    private static readonly string[] Bits =
    [
        "réunion", "l’eau", "Saint-Médard", "2A", "18 h 30", "€", "…", "—", "« oui »", "<b>gras</b>", "<script>alert(1)</script>", "&amp;", "&lt;", "&", "<", ">", "\"", "'", "@elue", "@everyone", "＠nom",
        "@[123:0:Nom]", "#eau", "$EAU", "/start", "contact@parti.example", "parti.fr", "M.Dupont", "fin.Il", "日本語のテキスト", "日本parti.com", "한국어", "עברית", "العربية", "👨‍👩‍👧‍👦", "🏴󠁧󠁢󠁳󠁣󠁴󠁿", "🇫🇷", "👍🏽", "❤️", "1️⃣", "e\u0301", "a\u0316\u0317\u0318",
        "\u200B", "\u200F", "\u202E", "\uFEFF", "\uFFFE", "\uD83D", "\uDE00", "\uFDD0", "\uFDD2", "\0", "\r\n", "\n\n", "\t", "{{title}}", "{{#if}}", "}}", "*gras*", "_x_", "[a](b)", "ﷺ", "ẞ", "Ω",
        "https://exemple.fr/a", "https://exemple.fr/a?b=1&c=2", "http://localhost:8080/x", "https://fr.wikipedia.org/wiki/Pau_(Béarn)", "www.parti.fr", "ftp://x.fr/a",
    ];

    private readonly Random _random = new(seed);

    /// <summary>Every address that the item holds.</summary>
    public static IReadOnlyList<string> Addresses { get; } = [.. Bits.Where(bit => bit.StartsWith("http", StringComparison.Ordinal))];

    public Item Next() => _random.Next(3) == 0 ? Initiative() : Event();

    public Event Event() => new()
    {
        Key = new ItemKey("party", ItemKind.Event, "e"),
        Title = Words(1, 60),
        Summary = Maybe(() => Words(1, 80)),
        Body = Maybe(() => Words(1, 400)),
        Territory = Territory(),
        Organiser = Maybe(() => Words(1, 8)),
        Place = Maybe(() => Words(1, 12)),
        Address = Maybe(() => Words(1, 12)),
        PostalCode = Maybe(() => "33000"),
        Url = Maybe(Url),
        OnlineUrl = Maybe(Url),
        Image = Maybe(() => new Image(Url(), Words(1, 10))),
        StartsLocal = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Unspecified).AddMinutes(_random.Next(600_000)),
        EndsLocal = _random.Next(2) == 0 ? null : new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Unspecified).AddMinutes(_random.Next(600_000)),
        Zone = Pick("Europe/Paris", "Indian/Reunion", "Pacific/Marquesas", "America/Miquelon", "Asia/Kathmandu"),
        Status = Pick(EventStatus.Confirmed, EventStatus.Postponed, EventStatus.Cancelled),
    };

    private Initiative Initiative() => new()
    {
        Key = new ItemKey("party", ItemKind.Initiative, "i"),
        Title = Words(1, 60),
        Summary = Maybe(() => Words(1, 80)),
        Body = Maybe(() => Words(1, 400)),
        Territory = Territory(),
        Organiser = Maybe(() => Words(1, 8)),
        Url = Maybe(Url),
        Image = Maybe(() => new Image(Url(), null)),
        ClosesOn = _random.Next(2) == 0 ? null : new DateOnly(2026, 1, 1).AddDays(_random.Next(400)),
    };

    private string Words(int least, int most)
    {
        var text = new StringBuilder();
        for (var left = _random.Next(least, most + 1); left > 0; left--)
        {
            text.Append(_random.Next(40) == 0 ? Monster() : Bits[_random.Next(Bits.Length)]).Append(_random.Next(8) == 0 ? "" : " ");
        }
        return text.ToString();
    }

    private string Monster() => _random.Next(3) switch
    {
        0 => "z" + new string('\u0301', 400),
        1 => new string('x', 500),
        _ => string.Concat(Enumerable.Repeat("👩‍", 60)) + "👩",
    };

    private Uri Url() => new(_random.Next(12) == 0 ? $"https://parti.example/{new string('a', _random.Next(200, 6000))}" : Pick("https://parti.example/e/1", "https://parti.example", "http://127.0.0.1:5080/e/1?x=é&y=(2)-", "https://événement.example/a_b/"));

    private Territory Territory() => Relay.Core.Territories.Territory.Parse(Pick("DEP-33", "DEP-2A", "COL-987", "FR", "ABR"));

    private T? Maybe<T>(Func<T> make)
        where T : class => _random.Next(4) == 0 ? null : make();

    private T Pick<T>(params ReadOnlySpan<T> choices) => choices[_random.Next(choices.Length)];
}
