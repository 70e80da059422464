using Relay.Core.Conversations.Understanding.Reading;

namespace Relay.Core.Conversations.Understanding.Grammar;

/// <summary>Reads the notation of the tables; see the README beside them.</summary>
internal static class PatternReader
{
    /// <summary>Reads one pattern.</summary>
    /// <exception cref="FormatException">When it begins with a gap, or holds nothing.</exception>
    public static Pattern Read(IReadOnlyList<string> parts, Vocabulary vocabulary)
    {
        var across = false;
        var steps = new List<Step>();
        foreach (var part in parts)
        {
            var step = Read(part, vocabulary);
            steps.Add(step.Kind == StepKind.Word && across ? step with { Across = true } : step);
            across = step is { Kind: StepKind.Gap, Across: true };
        }
        return steps.Find(step => step.Kind is StepKind.Word or StepKind.Gap) is { Kind: StepKind.Word } && steps.Exists(step => step is { Kind: StepKind.Word, Optional: false })
            ? new Pattern(steps)
            : throw new FormatException($"'{string.Join(' ', parts)}' must begin with a word.");
    }

    private static Step Read(string part, Vocabulary vocabulary) => part switch
    {
        ".." => new Step(StepKind.Gap) { Most = 3 },
        "..." => new Step(StepKind.Gap) { Most = 8 },
        ">>" => new Step(StepKind.Gap) { Most = 24, Across = true },
        "^" => new Step(StepKind.ClauseStart),
        "$" => new Step(StepKind.ClauseEnd),
        "^^" => new Step(StepKind.TextStart),
        "$$" => new Step(StepKind.TextEnd),
        "*" => new Step(StepKind.Gap) { Least = 1, Most = 1 },
        _ => Word(part, vocabulary),
    };

    private static int Known(string name, Vocabulary vocabulary) => name.Length > 0 && (name[0] == '#' || !Vocabulary.IsClass(name) || vocabulary.Declares(name))
        ? vocabulary.Atom(name)
        : throw new FormatException($"'{name}' is no class.");

    private static Step Word(string part, Vocabulary vocabulary)
    {
        var optional = part.Length > 1 && part.EndsWith('?');
        var names = optional ? part[..^1] : part;
        return new Step(StepKind.Word)
        {
            Optional = optional,
            Atoms = [.. names.Split('|').Select(name => Alternative(name, names[0], vocabulary))],
        };
    }

    // "!" asks for a denied word, "~" takes it either way; before the first it holds for all. A class of deeds alone must not be denied; things and spellings may.
    private static (int Atom, bool? Denied) Alternative(string name, char first, Vocabulary vocabulary)
    {
        var mark = name[0] is '!' or '~' ? name[0] : first;
        var bare = name.TrimStart('!', '~');
        return (Known(bare, vocabulary), mark switch { '!' => true, '~' => null, _ => Vocabulary.IsClass(bare) && vocabulary.Denies(bare) ? false : null });
    }
}
