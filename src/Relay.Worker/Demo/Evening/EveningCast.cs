#pragma warning disable CA5394 // a seed gives the same evening again, which is the point
namespace Relay.Worker.Demo.Evening;

/// <summary>Who says what in one evening, in which order: the same seed gives the same evening.</summary>
internal sealed class EveningCast
{
    // Of a hundred public words so many: under events, under initiatives, to the profile on X, in a group, by automata.
    private static readonly (Place Where, int Share)[] Shares = [(Place.Event, 62), (Place.Initiative, 17), (Place.Mention, 11), (Place.Group, 6), (Place.Robot, 4)];

    private static readonly string[] Given =
        ["Awa", "Brigitte", "Côme", "Djibril", "Élodie", "Fabrice", "Gwenaëlle", "Hakim", "Irène", "Josiane", "Kévin", "Lila", "Marius", "Nadège", "Odile", "Pierrick", "Quentin", "Rachida", "Simone", "Thibault", "Ursule", "Valérie", "Wassim", "Yolande", "Zélie"];

    private static readonly string[] Family =
        ["Aubry", "Bensaïd", "Carpentier", "Delage", "Etchegaray", "Fofana", "Guégan", "Hoareau", "Itéma", "Jacquet", "Kerbrat", "Lacombe", "Marchand", "Nguyen", "Oliveira", "Peltier", "Quéré", "Roussel", "Sabatier", "Tanguy"];

    private static readonly string[] English = ["Alice", "Brandon", "Chloe", "Derek", "Emily", "Frank", "Grace"];

    private readonly Random _chance;
    private int _people;

    /// <summary>Casts an evening.</summary>
    /// <param name="script">Of what.</param>
    /// <param name="messages">How many are written or pressed in all.</param>
    /// <param name="seed">Which.</param>
    public EveningCast(EveningScript script, int messages, int seed)
    {
        _chance = new Random(seed);
        _people = _chance.Next(Given.Length * Family.Length);
        var talks = script.Scenes.SelectMany(scene => Enumerable.Range(0, scene.Times).Select(_ => new Part(scene, null, Somebody(scene.InEnglish)))).ToList();
        var left = messages - talks.Sum(talk => talk.Scene!.Turns.Count);
        if (left < 0)
        {
            throw new ArgumentException($"The script's scenes alone are {messages - left} messages.", nameof(messages));
        }
        var said = new List<Part>();
        foreach (var (where, share) in Shares)
        {
            var count = where == Place.Robot ? left - said.Count : left * share / 100;
            said.AddRange(Drawn([.. script.Lines.Where(line => line.Where == where)], count).Select(line => new Part(null, line, where == Place.Robot ? Automaton : Somebody(false))));
        }
        var all = talks.Concat(said).ToArray();
        _chance.Shuffle(all);
        Parts = all;
    }

    /// <summary>The rehearsal's automaton, which says so on the networks that let it.</summary>
    public const string Automaton = "Veille automatique";

    /// <summary>Everything, in the order of beginning.</summary>
    public IReadOnlyList<Part> Parts { get; }

    /// <summary>Every line before any a second time.</summary>
    private IEnumerable<PublicLine> Drawn(PublicLine[] lines, int count)
    {
        for (var drawn = 0; drawn < count; drawn++)
        {
            if (drawn % lines.Length == 0)
            {
                _chance.Shuffle(lines);
            }
            yield return lines[drawn % lines.Length];
        }
    }

    private int _english;

    // A number that has nothing in common with that of names steps through all of them, each once.
    private string Somebody(bool english)
    {
        if (english)
        {
            _english++;
            return $"{English[_english % English.Length]} {Family[_english / English.Length % Family.Length]}";
        }
        _people = (_people + 7) % (Given.Length * Family.Length);
        return $"{Given[_people % Given.Length]} {Family[_people / Given.Length]}";
    }
}

/// <summary>One person's part: a scene in private, or a line in public.</summary>
internal sealed record Part(Scene? Scene, PublicLine? Line, string Person);
