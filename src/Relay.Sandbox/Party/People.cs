using System.Globalization;
using System.Text;

namespace Relay.Sandbox.Party;

/// <summary>A member who never was.</summary>
internal sealed record Person(string Given, string Family, string Email, bool Certified, bool NamePublic, DateOnly Joined);

/// <summary>Makes up the members of the sample party.</summary>
internal static class People
{
    private static readonly string[] Given =
    [
        "Camille", "Dominique", "Claude", "Anaïs", "Yannick", "Maëlys", "Hoarau", "Léonie", "Moussa", "Théo", "Inès", "Gaël", "Noémie", "Rayan", "Solène", "Teva", "Lucie", "Karim", "Élise", "Joël",
    ];

    private static readonly string[] Family =
    [
        "Tilleul", "Dupré-Latour", "Le Goff", "N’Diaye", "Payet", "Santoni", "Müller", "Garcia", "Lefèvre", "O’Brien", "Wamytan", "Teriitahi", "Benali", "Roussel", "Çelik", "Grondin", "Caillau", "Mercier",
    ];

    public static IEnumerable<Person> Make(int count, DateTimeOffset now, Random chance)
    {
        for (var number = 1; number <= count; number++)
        {
            var (given, family) = (Given[chance.Next(Given.Length)], Family[chance.Next(Family.Length)]);
            yield return new Person(
                given, family, string.Create(CultureInfo.InvariantCulture, $"{Plain(given)}.{Plain(family)}.{number}@example.org"),
                chance.Next(3) == 0, chance.Next(4) != 0, DateOnly.FromDateTime(now.UtcDateTime).AddDays(-chance.Next(30, 3000)));
        }
    }

    private static string Plain(string name) => string.Concat(name.Normalize(NormalizationForm.FormD).Where(char.IsAsciiLetter)).ToLowerInvariant();
}
