using System.Runtime.InteropServices;
using Relay.Core.Items;
using Relay.Core.Texts;

namespace Relay.Sources.ICalendar.Lines;

/// <summary>What stands between <c>BEGIN</c> and <c>END</c>.</summary>
/// <param name="name">Upper case.</param>
/// <param name="line">Of its <c>BEGIN</c>.</param>
internal sealed class IcalComponent(string name, int line)
{
    private const int Deepest = 8;
    private const int MostBroken = 5_000;

    private readonly Dictionary<string, List<IcalProperty>> _byName = new(StringComparer.Ordinal);

    public string Name => name;

    public int Line => line;

    /// <summary>Its own lines.</summary>
    public IEnumerable<IcalProperty> Properties => _byName.Values.SelectMany(properties => properties);

    /// <summary>Characters of its own lines.</summary>
    public long Length { get; private set; }

    /// <summary>What it holds.</summary>
    public List<IcalComponent> Children { get; } = [];

    /// <summary>Lines of its own that are none.</summary>
    public List<IcalRefusal> Broken { get; } = [];

    /// <summary>The property that may stand once; null when it does not stand at all.</summary>
    /// <exception cref="IcalRefusal">When it stands twice.</exception>
    public IcalProperty? One(string property)
    {
        IcalProperty? found = null;
        foreach (var candidate in All(property))
        {
            found = found is null ? candidate : throw candidate.Refuse($"cette propriété figure déjà à la ligne {found.Line}.", $"this property already stands on line {found.Line}.");
        }
        return found;
    }

    /// <summary>Every property of a name.</summary>
    public IEnumerable<IcalProperty> All(string property) => _byName.TryGetValue(property, out var properties) ? properties : [];

    /// <summary>Reads calendars. Lines that are none are kept with the component they stand in; broken nesting means that the rest can't be believed.</summary>
    /// <exception cref="SourceUnavailableException">When it is no calendar, or not a whole one.</exception>
    public static IReadOnlyList<IcalComponent> Read(ReadOnlyMemory<byte> bytes)
    {
        var calendars = new List<IcalComponent>();
        var open = new Stack<IcalComponent>();
        var broken = 0;
        foreach (var line in UnfoldedLines.Read(bytes))
        {
            if (Marker(line.Text, "BEGIN:") is { } begun)
            {
                if (open.Count >= Deepest || (open.Count == 0) != (begun == "VCALENDAR"))
                {
                    throw Down(open.Count == 0 ? NotACalendar(line) : new($"ligne {line.Number} : BEGIN:{begun} n'a pas sa place ici.", $"line {line.Number}: BEGIN:{begun} has no place here."));
                }
                var component = new IcalComponent(begun, line.Number);
                (open.TryPeek(out var parent) ? parent.Children : calendars).Add(component);
                open.Push(component);
            }
            else if (Marker(line.Text, "END:") is { } ended)
            {
                if (!open.TryPop(out var closed) || closed.Name != ended)
                {
                    throw Down(new($"ligne {line.Number} : END:{ended} ne ferme rien ; l'agenda est abîmé.", $"line {line.Number}: END:{ended} closes nothing; the calendar is damaged."));
                }
            }
            else if (open.TryPeek(out var inside))
            {
                if (!inside.Take(line) && ++broken > MostBroken)
                {
                    throw Down(new($"plus de {MostBroken} lignes sont illisibles : l'agenda est abîmé, ou n'est pas en UTF-8 ; exportez-le de nouveau.", $"more than {MostBroken} lines can't be read: the calendar is damaged, or not UTF-8; export it again."));
                }
            }
            else
            {
                throw Down(NotACalendar(line));
            }
        }
        return open.Count > 0 ? throw Down(new($"l'agenda est coupé : le {open.Peek().Name} de la ligne {open.Peek().Line} n'est pas fermé.", $"the calendar is cut off: the {open.Peek().Name} of line {open.Peek().Line} is not closed."))
            : calendars.Count == 0 ? throw Down(new("la réponse est vide.", "the answer is empty."))
            : calendars;
    }

    private bool Take(IcalLine line)
    {
        try
        {
            var property = IcalProperty.Parse(line);
            (CollectionsMarshal.GetValueRefOrAddDefault(_byName, property.Name, out _) ??= []).Add(property);
            Length += line.Text!.Length;
            return true;
        }
        catch (IcalRefusal refusal)
        {
            Broken.Add(refusal);
            return false;
        }
    }

    private static string? Marker(string? text, string marker)
        => text is not null && text.StartsWith(marker, StringComparison.OrdinalIgnoreCase) ? text[marker.Length..].Trim().ToUpperInvariant() : null;

    private static Phrase NotACalendar(IcalLine line) => line.Text?.TrimStart().StartsWith('<') ?? false
        ? new("une page web a répondu, et non un agenda : l'adresse a changé, ou elle demande de se connecter.", "a web page answered, not a calendar: the address has changed, or asks to log in.")
        : new($"ligne {line.Number} : ce n'est pas un agenda iCalendar, il devrait commencer par BEGIN:VCALENDAR.", $"line {line.Number}: this is no iCalendar, it should begin with BEGIN:VCALENDAR.");

    private static SourceUnavailableException Down(Phrase why) => new(why);
}
