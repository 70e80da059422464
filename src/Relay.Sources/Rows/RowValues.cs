using System.Globalization;
using Relay.Core.Items;
using Relay.Core.Territories;

namespace Relay.Sources.Rows;

/// <summary>Numbers, words of a fixed list and places of a row.</summary>
internal static class RowValues
{
    /// <summary>Yes or no, however the database writes it.</summary>
    /// <param name="row">The row.</param>
    /// <param name="column">Its column.</param>
    /// <param name="absent">What counts where the view has no such column; null in a column is always no.</param>
    public static bool Flag(this Row row, string column, bool absent)
    {
        if (!row.Has(column))
        {
            return absent;
        }
        switch (row[column]?.ToLowerInvariant())
        {
            case null or "false" or "f" or "0" or "no" or "n" or "non" or "faux" or "off" or "0.0":
                return false;
            case "true" or "t" or "1" or "yes" or "y" or "oui" or "o" or "vrai" or "on" or "1.0":
                return true;
            default:
                row.Add(column, "it must be yes or no.", "il faut oui ou non.");
                return false;
        }
    }

    /// <summary>A count from 0 up; null when there is none.</summary>
    public static int? Count(this Row row, string column)
    {
        if (row[column] is not { } value)
        {
            return null;
        }
        if (decimal.TryParse(value, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            && number >= 0 && number <= int.MaxValue && decimal.IsInteger(number))
        {
            return (int)number;
        }
        row.Add(column, "it must be a whole number from 0 up.", "il faut un nombre entier, à partir de 0.");
        return null;
    }

    /// <summary>One of an enumeration's names; letter case does not matter.</summary>
    /// <param name="row">The row.</param>
    /// <param name="column">Its column.</param>
    /// <param name="absent">What counts where the view has no such column.</param>
    /// <param name="also">Further words, lower case, and what they mean.</param>
    public static T Word<T>(this Row row, string column, T absent, IReadOnlyDictionary<string, T> also)
        where T : struct, Enum
    {
        if (!row.Has(column))
        {
            return absent;
        }
        var value = row[column]?.ToLowerInvariant() ?? "";
        if (also.TryGetValue(value, out var word) || (value.All(char.IsAsciiLetter) && Enum.TryParse(value, ignoreCase: true, out word)))
        {
            return word;
        }
        var known = string.Join(", ", Enum.GetNames<T>().Select(name => name.ToLowerInvariant()));
        row.Add(column, $"it must be one of {known}.", $"il faut l'un de ces mots : {known}.");
        return absent;
    }

    /// <summary>Where on the map; null when unknown. (0, 0) lies in the sea and means unknown in every database.</summary>
    public static Coordinates? Coordinates(this Row row)
    {
        var latitude = row.Degrees("latitude", 90);
        var longitude = row.Degrees("longitude", 180);
        if ((row["latitude"] is null) != (row["longitude"] is null))
        {
            row.Add(row["latitude"] is null ? "latitude" : "longitude", "one coordinate stands without the other.", "une coordonnée sans l'autre.");
        }
        return latitude is { } lat && longitude is { } lon && (lat, lon) != (0, 0) ? new Coordinates(lat, lon) : null;
    }

    /// <summary>The territory, or the one in which the postal code lies; null with a fault when neither tells.</summary>
    public static Territory? Territory(this Row row)
    {
        var hasCode = PostalCodes.TryRead(row["postal_code"], out var code);
        if (row["territory"] is { } written)
        {
            if (!Core.Territories.Territory.TryParse(written, out var territory))
            {
                row.Add("territory", $"'{Short(written)}' is no territory: write DEP-33, REG-75, COL-987, FR or ABR.", $"« {Short(written)} » n'est pas un territoire : écrivez DEP-33, REG-75, COL-987, FR ou ABR.");
            }
            else if (hasCode && PostalCodes.Contradict(code, territory))
            {
                row.Add("postal_code", $"{code} does not lie in {territory.Code} ({territory.Name}): one of the two is wrong.", $"{code} n'est pas dans {territory.Code} ({territory.Name}) : l'un des deux est faux.");
            }
            return territory;
        }
        var possible = hasCode ? PostalCodes.Territories(code) : [];
        if (possible.Count == 1)
        {
            return possible[0];
        }
        var several = string.Join(", ", possible);
        row.Add("territory",
            possible.Count > 1 ? $"{code} may lie in {several}: write which." : "there is none, and no postal code that tells it: write DEP-33, REG-75, COL-987, FR or ABR.",
            possible.Count > 1 ? $"{code} peut être dans {several} : écrivez lequel." : "absent, et aucun code postal ne le dit : écrivez DEP-33, REG-75, COL-987, FR ou ABR.");
        return null;
    }

    /// <summary>A value as it may be quoted in a fault: short, on one line.</summary>
    public static string Short(string value) => Html.PlainText.Line(value.Length > 40 ? value[..40] + "…" : value);

    private static double? Degrees(this Row row, string column, double most)
    {
        if (row[column] is not { } value)
        {
            return null;
        }
        if (double.TryParse(value.Replace(',', '.'), NumberStyles.Float, CultureInfo.InvariantCulture, out var degrees) && Math.Abs(degrees) <= most)
        {
            return degrees;
        }
        row.Add(column, $"it must be degrees from -{most} to {most}.", $"il faut des degrés, de -{most} à {most}.");
        return null;
    }
}
