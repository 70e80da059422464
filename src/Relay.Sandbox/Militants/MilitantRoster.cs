using System.Collections.Concurrent;
using System.Globalization;
using System.Text;

namespace Relay.Sandbox.Militants;

/// <summary>The public of a rehearsal. Whoever is named and is not there yet joins it. Thread-safe.</summary>
internal sealed class MilitantRoster
{
    private const int LongestHandle = 15;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Militant> _byName = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<int, Militant> _all = new();

    public MilitantRoster()
    {
        Keep(new(1, "Camille Répétition", "camille_repet") { TelegramId = 700_000_007 });
        foreach (var name in new[] { "Inès Martin", "Yann Le Goff", "Fatou Diallo", "Loïc Hoarau", "Maëlle Etcheverry" })
        {
            Of(name);
        }
        Keep(new(7, "Sam Taylor", "sam_taylor") { Language = "en" });
        Keep(new(9, "Dominique Bloqué", "dominique_bloq") { TelegramId = 700_000_009 });
        Keep(new(8, "Veille automatique", "veille_auto_bot") { Automated = true });
    }

    /// <summary>Everybody, in the order of coming.</summary>
    public IReadOnlyList<Militant> All => [.. _all.Values.OrderBy(one => one.Number)];

    /// <summary>Who has that name, handle or number; the first for null, somebody new for a name that nobody has.</summary>
    public Militant Of(string? named)
    {
        var name = (named ?? "1").Trim();
        if (int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return _all.GetValueOrDefault(number) ?? throw new ArgumentException($"There is nobody with the number {name}.", nameof(named));
        }
        lock (_gate)
        {
            return _byName.GetValueOrDefault(name.TrimStart('@')) ?? Keep(new Militant(_all.Count + 1, name, Handle(name)));
        }
    }

    /// <summary>Lets somebody new join whose device speaks a language; who is there already keeps hers.</summary>
    public void Introduce(string name, string language)
    {
        lock (_gate)
        {
            if (!_byName.ContainsKey(name.Trim()))
            {
                Keep(new Militant(_all.Count + 1, name.Trim(), Handle(name.Trim())) { Language = language });
            }
        }
    }

    /// <summary>Whom a network knows by an id; null for a stranger.</summary>
    public Militant? Find(Func<Militant, bool> wanted) => All.FirstOrDefault(wanted);

    private Militant Keep(Militant one)
    {
        lock (_gate)
        {
            return _all[one.Number] = _byName[one.Name] = _byName[one.Handle] = one;
        }
    }

    /// <summary>A handle like the name, and nobody else's.</summary>
    private string Handle(string name)
    {
        var letters = new StringBuilder();
        foreach (var letter in name.Normalize(NormalizationForm.FormD).ToLowerInvariant())
        {
            letters.Append(char.IsAsciiLetterOrDigit(letter) ? letter : letter is ' ' or '-' or '_' ? "_" : "");
        }
        var number = string.Create(CultureInfo.InvariantCulture, $"_{_all.Count + 1}");
        var like = letters.Length == 0 ? "militant" : letters.ToString();
        return like.Length <= LongestHandle && !_byName.ContainsKey(like) ? like : like[..Math.Min(like.Length, LongestHandle - number.Length)] + number;
    }
}
