using Relay.Sandbox.Wire;

namespace Relay.Sandbox.X.Access;

/// <summary>The parameters of an authorisation, from the address or a form: each once, none that is not known.</summary>
internal sealed class XFields
{
    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    /// <summary>Reads them. <see cref="Fault"/> names what is wrong.</summary>
    public XFields(IEnumerable<KeyValuePair<string, string>> given, params ReadOnlySpan<string> known)
    {
        foreach (var (name, value) in given)
        {
            Fault ??= !known.Contains(name) ? $"The parameter [{name}] is not known." : !_values.TryAdd(name, value) ? $"The parameter [{name}] is there twice." : null;
        }
    }

    /// <summary>What is wrong with them as a whole; null for nothing.</summary>
    public string? Fault { get; }

    /// <summary>A value; null when it is absent or empty.</summary>
    public string? this[string name] => _values.GetValueOrDefault(name) is { Length: > 0 } value ? value : null;

    /// <summary>All that came, for a form that sends it back.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> All => [.. _values];

    /// <summary>Those of a page: of the address when it is opened, of the form when it is answered.</summary>
    public static XFields OfPage(WireRequest request, params ReadOnlySpan<string> known) => new(request.Method == "GET" ? request.Query : request.Form, known);
}
