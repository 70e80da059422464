using System.Globalization;
using Relay.Core.Channels;
using Relay.Core.Items;
using Relay.Core.Territories;
using Relay.Testing;

namespace Relay.Load.Rigs;

/// <summary>Bots, their channels, and meetings to tell of: as many as a case asks for.</summary>
internal static class Federation
{
    private const string Token = "123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw0";

    /// <summary>Bots of a network at an address.</summary>
    public static IReadOnlyList<Account> Bots(int count, Uri address, AccountLimits limits) =>
    [
        .. Enumerable.Range(0, count).Select(number => new Account($"bot{number}", "telegram", address)
        {
            Secret = _ => Token,
            IsNetworksOwn = false,
            Limits = limits,
        }),
    ];

    /// <summary>No limit but that of four calls at a time.</summary>
    public static AccountLimits Unlimited { get; } = new(null, [], []);

    /// <summary>Channels of some accounts that announce everything at once, wherever it takes place.</summary>
    public static IReadOnlyList<Channel> Channels(IEnumerable<Account> accounts, int each) =>
    [
        .. accounts.SelectMany(account => Enumerable.Range(0, each).Select(number => Some.Channel($"{account.Id}-{number}", target: $"@{account.Id}_{number}", account: account.Id) with
        {
            Moments = ["announce"],
            MaximumPerDay = int.MaxValue,
        })),
    ];

    /// <summary>A public meeting some days after an instant, in one of the hundred departments.</summary>
    public static Event Meeting(string id, DateTimeOffset now, int number = 0) => new()
    {
        Key = new("party", ItemKind.Event, id),
        Title = string.Create(CultureInfo.InvariantCulture, $"Réunion publique n° {id}"),
        Summary = "Parlons du quartier, des transports et de l'école, avec les élus et les habitants.",
        Territory = Territory.Parse(Departments[number % Departments.Count]),
        Place = "Salle des fêtes",
        StartsLocal = DateTime.SpecifyKind(now.UtcDateTime.Date, DateTimeKind.Unspecified).AddDays(3 + (number % 14)).AddHours(18),
        Zone = "Europe/Paris",
        Url = new Uri($"https://parti.example/e/{id}"),
        CreatedAt = now,
        UpdatedAt = now,
    };

    /// <summary>Codes of the departments of the mainland but for Corsica.</summary>
    public static IReadOnlyList<string> Departments { get; } =
        [.. Enumerable.Range(1, 95).Where(number => number != 20).Select(number => string.Create(CultureInfo.InvariantCulture, $"DEP-{number:00}"))];
}
