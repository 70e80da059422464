using System.Globalization;
using System.Text;
using Relay.Core.Items;

namespace Relay.Sources.Csv;

/// <summary>What files and columns may be called. Accents, letter case, spaces and punctuation don't matter.</summary>
internal static class CsvNames
{
    /// <summary>Pseudo-column for the hour of a start whose day stands in a column of its own.</summary>
    public const string StartHour = "starts_hour";

    /// <summary>The same for the end.</summary>
    public const string EndHour = "ends_hour";

    /// <summary>Pseudo-column for a departement's bare number: its header says what the number is.</summary>
    public const string Departement = "departement";

    private static readonly (string Column, string French, string Aliases)[] Common =
    [
        ("source_id", "identifiant", "id référence ref numéro"),
        ("created_at", "créé le", "date-de-création"),
        ("updated_at", "modifié le", "mis-à-jour-le mise-à-jour date-de-modification"),
        ("title", "titre", "intitulé nom-de-l'événement nom-de-l'initiative"),
        ("summary", "résumé", "chapô chapeau accroche"),
        ("body_html", "description", "texte corps contenu body détails"),
        ("place", "lieu", "salle nom-du-lieu"),
        ("place_public", "lieu public", "adresse-publique lieu-visible"),
        ("postal_code", "code postal", "cp"),
        ("territory", "territoire", ""),
        (Departement, "département", ""),
        ("latitude", "latitude", "lat"),
        ("longitude", "longitude", "lon lng long"),
        ("url", "lien", "page inscription lien-d'inscription site adresse-web"),
        ("image_url", "image", "photo affiche visuel lien-de-l'image"),
        ("image_alt", "description de l'image", "texte-alternatif alt"),
        ("themes", "thèmes", "thème thématique thématiques mots-clés étiquettes tags"),
        ("section", "section", "groupe-local comité"),
        ("organiser", "organisateur", "organisatrice organisation organizer organisé-par"),
        ("organiser_certified", "organisateur certifié", "certifié organizer-certified"),
        ("organiser_public", "organisateur public", "organizer-public"),
        ("status", "statut", "état"),
        ("visibility", "visibilité", ""),
    ];

    private static readonly (string Column, string French, string Aliases)[] Event =
    [
        ("starts_local", "début", "start starts date date-de-début date-et-heure date-et-heure-de-début quand jour"),
        (StartHour, "heure", "heure-de-début heure-début horaire"),
        ("ends_local", "fin", "end ends date-de-fin date-et-heure-de-fin"),
        (EndHour, "heure de fin", "heure-fin"),
        ("zone", "fuseau", "fuseau-horaire timezone"),
        ("address", "adresse", "rue"),
        ("online_url", "lien visio", "visio visioconférence en-ligne"),
        ("capacity", "capacité", "jauge places nombre-de-places"),
        ("registrations", "inscrits", "inscriptions nombre-d'inscrits"),
    ];

    private static readonly (string Column, string French, string Aliases)[] Initiative =
    [
        ("closes_on", "clôture", "fin date-de-fin date-de-clôture échéance jusqu'au"),
        ("supporters", "soutiens", "signatures nombre-de-soutiens"),
    ];

    private static readonly Dictionary<string, string> EventColumns = Index([.. Common, .. Event]);

    private static readonly Dictionary<string, string> InitiativeColumns = Index([.. Common, .. Initiative]);

    /// <summary>Every name of a column of a kind, folded, and the column it means.</summary>
    public static IReadOnlyDictionary<string, string> Columns(ItemKind kind) => kind == ItemKind.Event ? EventColumns : InitiativeColumns;

    /// <summary>The French name that templates and messages use.</summary>
    public static string French(ItemKind kind, string column) => Of(kind).First(entry => entry.Column == column).French;

    /// <summary>The French names of a kind, in the order of templates.</summary>
    public static IEnumerable<string> FrenchNames(ItemKind kind) => Of(kind).Select(entry => entry.French);

    /// <summary>What a file holds by its name, with or without <c>.csv</c>; null when it is not one of ours.</summary>
    public static ItemKind? KindOf(string file) => Fold(Path.GetFileNameWithoutExtension(file)) switch
    {
        _ when file.Length == 0 || !char.IsLetter(file[0]) => null, // locks and hidden files bear the name of what they stand beside
        var name when name.StartsWith("evenement", StringComparison.Ordinal) || name.StartsWith("event", StringComparison.Ordinal) => ItemKind.Event,
        var name when name.StartsWith("initiative", StringComparison.Ordinal) => ItemKind.Initiative,
        _ => null,
    };

    /// <summary>How the files of a kind are called, for messages.</summary>
    public static string Pattern(ItemKind kind) => kind == ItemKind.Event ? "evenements*.csv" : "initiatives*.csv";

    /// <summary>Letters and digits alone, small, without accents: « Date de début » is <c>datededebut</c>.</summary>
    public static string Fold(string name)
    {
        var folded = new StringBuilder(name.Length);
        foreach (var letter in name.Replace("œ", "oe", StringComparison.OrdinalIgnoreCase).Normalize(NormalizationForm.FormD))
        {
            if (char.IsLetterOrDigit(letter) && CharUnicodeInfo.GetUnicodeCategory(letter) != UnicodeCategory.NonSpacingMark)
            {
                folded.Append(char.ToLowerInvariant(letter));
            }
        }
        return folded.ToString();
    }

    private static (string Column, string French, string Aliases)[] Of(ItemKind kind) => [.. Common, .. kind == ItemKind.Event ? Event : Initiative];

    private static Dictionary<string, string> Index((string Column, string French, string Aliases)[] entries)
    {
        var index = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (column, french, aliases) in entries)
        {
            foreach (var name in aliases.Split(' ', StringSplitOptions.RemoveEmptyEntries).Append(french).Append(column).Select(Fold))
            {
                if (!index.TryAdd(name, column) && index[name] != column)
                {
                    throw new InvalidOperationException($"The name {name} means {column} and {index[name]}.");
                }
            }
        }
        return index;
    }
}
