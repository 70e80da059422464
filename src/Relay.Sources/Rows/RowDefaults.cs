using Relay.Core.Channels;
using Relay.Core.Planning;
using Relay.Core.Territories;

namespace Relay.Sources.Rows;

/// <summary>What a source's settings say of rows that leave it open.</summary>
/// <param name="Territory">Of rows that name none and whose postal code does not tell; null when there is none.</param>
/// <param name="Themes">Of rows without themes.</param>
/// <param name="Zone">IANA zone of rows that name none and whose territory leaves it open.</param>
internal sealed record RowDefaults(Territory? Territory, IReadOnlyList<string> Themes, string Zone)
{
    /// <summary>The settings that are read.</summary>
    public static readonly IReadOnlyList<string> Settings = ["Territory", "Themes"];

    /// <summary>Reads them; a wrong zone is reported with the source's schedule, which reads the same setting.</summary>
    public static RowDefaults Read(ConfigurationValues values)
    {
        Territory? territory = null;
        if (values.Text("Territory") is { } code && !Core.Territories.Territory.TryParse(code, out territory))
        {
            values.Add("Territory", $"'{code}' is no territory: write DEP-33, REG-75, COL-987, FR or ABR.", $"« {code} » n'est pas un territoire : écrivez DEP-33, REG-75, COL-987, FR ou ABR.");
        }
        return new(territory, [.. values.List("Themes").Select(theme => theme.Text.ToLowerInvariant())],
            values.Text("Zone") is { } zone && WallClock.TryZone(zone, out _) ? zone : "Europe/Paris");
    }

    /// <summary>Puts them where a row leaves something open: its own words always stand above them.</summary>
    public void Fill(IDictionary<string, string?> values)
    {
        if (Territory is not null && IsBlank(values, "territory"))
        {
            var tells = PostalCodes.TryRead(values.TryGetValue("postal_code", out var written) ? written : null, out var code);
            if (!tells || PostalCodes.Territories(code) is not { Count: 1 })
            {
                values["territory"] = Territory.Code;
            }
        }
        if (Themes.Count > 0 && IsBlank(values, "themes"))
        {
            values["themes"] = string.Join(';', Themes);
        }
    }

    private static bool IsBlank(IDictionary<string, string?> values, string column) => !values.TryGetValue(column, out var value) || string.IsNullOrWhiteSpace(value);
}
