using System.CommandLine;

namespace Relay.Worker.Cli;

/// <summary>Options that every command takes.</summary>
internal sealed class GlobalOptions(string language)
{
    private (Surroundings Around, Screen Screen)? _last;

    /// <summary>The operator's file.</summary>
    public Option<string?> Config { get; } = new("--config", "-c")
    {
        Recursive = true,
        HelpName = Pick(language, "CHEMIN", "PATH"),
        Description = Pick(language, "Fichier de configuration ; par défaut appsettings.json du dossier courant, sinon celui du programme.",
            "Configuration file; by default appsettings.json of the current folder, else the program's own."),
    };

    /// <summary>Results as one JSON document.</summary>
    public Option<bool> Json { get; } = new("--json") { Recursive = true, Description = Pick(language, "Donner le résultat en un document JSON.", "Give the result as one JSON document.") };

    /// <summary>The language of what is printed.</summary>
    public Option<string?> Language { get; } = new Option<string?>("--lang")
    {
        Recursive = true,
        Description = Pick(language, "Langue de l'affichage ; par défaut celle de la machine.", "Language of what is printed; by default the machine's."),
    }.AcceptOnlyFromAmong("fr", "en");

    /// <summary>Details of a fault of Relay itself.</summary>
    public Option<bool> Trace { get; } = new("--trace") { Recursive = true, Description = Pick(language, "En cas de panne de Relay, donner le détail technique.", "Should Relay itself fail, give the technical detail.") };

    /// <summary>All of them.</summary>
    public IEnumerable<Option> All => [Config, Json, Language, Trace];

    /// <summary>Whether this call is in French.</summary>
    public bool IsFrench => language == "fr";

    /// <summary>The phrase in the language of this call.</summary>
    public string Of(string french, string english) => Pick(language, french, english);

    /// <summary>Where a call writes: one screen, so that a complaint at the end knows whether all was a rehearsal.</summary>
    public Screen ScreenOf(ParseResult parsed, Surroundings around)
    {
        if (_last is null || !ReferenceEquals(_last.Value.Around, around))
        {
            _last = (around, new(around.Output, around.Error, language, parsed.GetResult(Json) is not null && parsed.GetValue(Json)));
        }
        return _last.Value.Screen;
    }

    private static string Pick(string language, string french, string english) => language == "fr" ? french : english;
}
