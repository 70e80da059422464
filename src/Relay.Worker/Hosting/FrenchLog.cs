using System.Globalization;
using System.Text.RegularExpressions;
using Relay.Core.Broadcasts;
using Relay.Core.Deliveries;
using Relay.Core.Texts;
using Relay.Worker.Cli;

namespace Relay.Worker.Hosting;

/// <summary>Puts a message of the log into French, with its values.</summary>
internal static partial class FrenchLog
{
    private static readonly CultureInfo Culture = CultureInfo.GetCultureInfo("fr-FR");

    /// <summary>The message; null where <see cref="LogWords"/> has none.</summary>
    /// <param name="id">Of the event.</param>
    /// <param name="state">Its values by name.</param>
    public static string? Of(int id, object? state)
        => LogWords.All.TryGetValue(id, out var words) && state is IReadOnlyList<KeyValuePair<string, object?>> values
            ? Names().Replace(words, name => Said(name, values)) : null;

    private static string Said(Match name, IReadOnlyList<KeyValuePair<string, object?>> values)
    {
        var value = values.FirstOrDefault(pair => pair.Key.Equals(name.Groups["name"].Value, StringComparison.OrdinalIgnoreCase)).Value;
        return value switch
        {
            Phrase phrase => phrase.French,
            FailureKind kind => OfKind(kind),
            FailureScope.Account => "le compte",
            FailureScope.Target => "cette cible",
            FailureScope.Delivery => "cette publication seule",
            DeliveryState state => DeliveryWords.French(state),
            BroadcastState.Running => "en cours",
            BroadcastState.Expanded => "préparée en entier",
            BroadcastState.Cancelled => "arrêtée",
            PartState.Planned => "prévue",
            PartState.Attempting => "en cours",
            PartState.Confirmed => "confirmée",
            PartState.Refused => "refusée",
            PartState.Uncertain => "incertaine",
            true => "oui",
            false => "non",
            IFormattable other => other.ToString(name.Groups["format"].Success ? name.Groups["format"].Value : null, Culture),
            _ => value?.ToString() ?? "",
        };
    }

    private static string OfKind(FailureKind kind) => kind switch
    {
        FailureKind.Throttled => "le réseau demande d'attendre",
        FailureKind.Unavailable => "réseau injoignable",
        FailureKind.Unauthorized => "accès refusé au compte",
        FailureKind.Misconfigured => "un réglage ou une permission manque",
        FailureKind.Refused => "refusée par le réseau",
        FailureKind.Duplicate => "le réseau l'a déjà",
        FailureKind.Gone => "n'y est plus",
        _ => "réponse perdue",
    };

    [GeneratedRegex(@"\{(?<name>\w+)(:(?<format>[^}]+))?\}", RegexOptions.ExplicitCapture, 5_000)]
    private static partial Regex Names();
}
