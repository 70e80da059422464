namespace Relay.Worker.Demo.Evening;

/// <summary>What people write in one evening, and what must become of it. Read from <c>Script.txt</c>, whose first lines say how it is written.</summary>
/// <param name="Lines">Said where everybody reads, and by automata.</param>
/// <param name="Scenes">Said in private.</param>
internal sealed record EveningScript(IReadOnlyList<PublicLine> Lines, IReadOnlyList<Scene> Scenes)
{
    private const string Own = "evening/script";

    /// <summary>The one that comes with the program.</summary>
    public static EveningScript Shipped()
    {
        using var stream = typeof(EveningScript).Assembly.GetManifestResourceStream(Own) ?? throw new InvalidOperationException($"The program lacks {Own}.");
        using var reader = new StreamReader(stream);
        return Read(reader.ReadToEnd());
    }

    /// <summary>Reads a script.</summary>
    /// <exception cref="FormatException">A line is none; it is named.</exception>
    public static EveningScript Read(string text)
    {
        var (lines, scenes) = (new List<PublicLine>(), new List<Scene>());
        var (place, number) = ((Place?)null, 0);
        foreach (var line in text.Split('\n').Select(line => line.Trim()))
        {
            number++;
            if (line.Length == 0 || line[0] == '#')
            {
                continue;
            }
            if (line.StartsWith("== ", StringComparison.Ordinal))
            {
                place = PlaceOf(line[3..], scenes);
            }
            else if (place == Place.Private)
            {
                scenes[^1] = scenes[^1].With(line) ?? throw new FormatException($"Line {number} is no step of a scene: {line}");
            }
            else
            {
                lines.Add(place is { } where ? PublicLine.Read(where, line) : throw new FormatException($"Line {number} stands under no heading: {line}"));
            }
        }
        return new(lines, scenes);
    }

    private static Place PlaceOf(string heading, List<Scene> scenes)
    {
        if (!heading.StartsWith("scene ", StringComparison.Ordinal))
        {
            return Enum.Parse<Place>(heading, ignoreCase: true);
        }
        var words = heading["scene ".Length..];
        var at = words.LastIndexOf(" x ", StringComparison.Ordinal);
        var times = at < 0 ? 1 : int.Parse(words[(at + 3)..], System.Globalization.CultureInfo.InvariantCulture);
        var name = (at < 0 ? words : words[..at]).Trim();
        scenes.Add(new(name.Replace("@en", "", StringComparison.Ordinal).Trim(), name.Contains("@en", StringComparison.Ordinal), times, []));
        return Place.Private;
    }
}

/// <summary>Where something is said.</summary>
internal enum Place
{
    /// <summary>Under the post of an event.</summary>
    Event,

    /// <summary>Under the post of an initiative.</summary>
    Initiative,

    /// <summary>In a post on X that names the party.</summary>
    Mention,

    /// <summary>Among the members of a group.</summary>
    Group,

    /// <summary>By an automaton, anywhere.</summary>
    Robot,

    /// <summary>In a private chat.</summary>
    Private,
}

/// <summary>Words that everybody can read.</summary>
/// <param name="Where">Where they are said.</param>
/// <param name="Expects">What they must bring.</param>
/// <param name="InEnglish">Whether the answer must be in English.</param>
/// <param name="Text">As typed.</param>
internal sealed record PublicLine(Place Where, Expects Expects, bool InEnglish, string Text)
{
    /// <summary>Reads <c>door en | I'm coming</c>.</summary>
    public static PublicLine Read(Place where, string line)
    {
        var at = line.IndexOf('|', StringComparison.Ordinal);
        if (at < 1)
        {
            throw new FormatException($"What must it bring? {line}");
        }
        var words = line[..at].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var expects = words[0].Split('+').Aggregate(Expects.None, (all, one) => all | Enum.Parse<Expects>(one, ignoreCase: true));
        return new(where, expects, words.Contains("en"), line[(at + 1)..].Trim());
    }
}

/// <summary>What words must bring.</summary>
[Flags]
internal enum Expects
{
    /// <summary>Nothing said.</summary>
    None = 0,

    /// <summary>No answer.</summary>
    Silence = 1,

    /// <summary>The hour, from the record.</summary>
    When = 2,

    /// <summary>The place, from the record.</summary>
    Where = 4,

    /// <summary>Any fact of the record.</summary>
    Fact = 8,

    /// <summary>The way to a private chat.</summary>
    Door = 16,

    /// <summary>The number to call in distress.</summary>
    Help = 32,

    /// <summary>A person must look.</summary>
    Human = 64,

    /// <summary>Whatever the rules make of it.</summary>
    Any = 128,
}

/// <summary>A private conversation.</summary>
/// <param name="Name">What happens in it.</param>
/// <param name="InEnglish">Whether the person speaks English.</param>
/// <param name="Times">By how many people it is played.</param>
/// <param name="Turns">In their order.</param>
internal sealed record Scene(string Name, bool InEnglish, int Times, IReadOnlyList<Turn> Turns)
{
    /// <summary>With one more line of the script; null when it is none.</summary>
    public Scene? With(string line) => (line[0], line[1..].Trim()) switch
    {
        ('>', var text) => Add(new(text, false)),
        ('!', var button) => Add(new(button, true)),
        ('<', var fragment) when Turns.Count > 0 => Change(turn => turn with { Answer = fragment }),
        ('-', "") when Turns.Count > 0 => Change(turn => turn with { Answer = null }),
        ('~', "") when Turns.Count > 0 => Change(turn => turn with { Waits = true }),
        _ => null,
    };

    private Scene Add(Turn turn) => this with { Turns = [.. Turns, turn] };

    private Scene Change(Func<Turn, Turn> change) => this with { Turns = [.. Turns.SkipLast(1), change(Turns[^1])] };
}

/// <summary>Something written or pressed in private, and its answer.</summary>
/// <param name="Text">What is written, or the label of the button.</param>
/// <param name="IsPress">Whether it is a button.</param>
internal sealed record Turn(string Text, bool IsPress)
{
    /// <summary>What must stand in the answer; null when there must be none.</summary>
    public string? Answer { get; init; }

    /// <summary>Whether a person must find it on the waiting list.</summary>
    public bool Waits { get; init; }
}
