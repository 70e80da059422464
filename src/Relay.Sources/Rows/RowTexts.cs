using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Relay.Sources.Html;

namespace Relay.Sources.Rows;

/// <summary>Texts of a row.</summary>
internal static partial class RowTexts
{
    /// <summary>One line of plain text; null when there is none. Markup and entities that should not be there are read as what they mean.</summary>
    public static string? Line(this Row row, string column, int longest, bool required = false)
    {
        var value = row[column];
        if (value is not null && Markup().IsMatch(value))
        {
            value = row.Html(column, value, null);
        }
        var line = PlainText.Line(value ?? "");
        if (line.Length > longest)
        {
            row.Add(column, $"it is longer than {longest} characters.", $"plus de {longest} caractères.");
        }
        if (line.Length == 0 && required)
        {
            row.Add(column, "it is missing.", "absent.");
        }
        return line.Length == 0 ? null : line;
    }

    /// <summary>The body: HTML as text, or plain text with its lines kept; null when there is none.</summary>
    public static string? Body(this Row row, string column, Uri? page)
    {
        var value = row[column];
        if (value is null)
        {
            return null;
        }
        if (value.Length > RowColumns.LongestHtml)
        {
            row.Add(column, $"it is longer than {RowColumns.LongestHtml} characters: take pictures out of the text.", $"plus de {RowColumns.LongestHtml} caractères : sortez les images du texte.");
            return null;
        }
        var text = Tag().IsMatch(value) ? row.Html(column, value, page) : Lines(WebUtility.HtmlDecode(value));
        return string.IsNullOrEmpty(text) ? null : text;
    }

    /// <summary>A list: an array of the database, a JSON array, or words parted by semicolons, commas or lines; lower case, each once.</summary>
    public static IReadOnlyList<string> Words(this Row row, string column)
    {
        var value = row[column] ?? "";
        var words = JsonWords(value) ?? value.Split([';', ',', '|', '\n'], StringSplitOptions.RemoveEmptyEntries);
        string[] clean = [.. words.Select(word => PlainText.Line(word).ToLowerInvariant()).Where(word => word.Length > 0).Distinct(StringComparer.Ordinal)];
        if (clean.Length > 50 || clean.Any(word => word.Length > 100))
        {
            row.Add(column, "it has more than 50 words, or one longer than 100 characters.", "plus de 50 mots, ou un mot de plus de 100 caractères.");
        }
        return clean;
    }

    /// <summary>A web address; null when there is none.</summary>
    public static Uri? WebAddress(this Row row, string column)
    {
        if (row[column] is not { } value)
        {
            return null;
        }
        var isAddress = Uri.TryCreate(value, UriKind.Absolute, out var url) && url is { Scheme: "http" or "https", UserInfo.Length: 0, Host.Length: > 0 }
            && value.Length <= 2_048 && !value.Any(c => char.IsWhiteSpace(c) || char.IsControl(c));
        if (!isAddress)
        {
            row.Add(column, "it is not a web address: write it whole, starting with https://, without spaces, name or password.",
                "ce n'est pas une adresse web : écrivez-la entière, en commençant par https://, sans espace, nom ni mot de passe.");
        }
        return isAddress ? url : null;
    }

    private static string? Html(this Row row, string column, string html, Uri? page)
    {
        var reading = HtmlText.Read(html, page);
        if (reading.Danger is { } danger)
        {
            row.Add(column, $"hostile HTML: {danger}. Take it out of the text.", $"HTML hostile : {danger}. À retirer du texte.");
        }
        return reading.Text;
    }

    private static string Lines(string text)
    {
        var flow = new TextFlow();
        flow.Add(text.ReplaceLineEndings("\n"), preformatted: true);
        return flow.ToString();
    }

    private static string[]? JsonWords(string value)
    {
        if (!value.StartsWith('['))
        {
            return null;
        }
        try
        {
            return JsonSerializer.Deserialize(value, RowJson.Default.StringArray);
        }
        catch (JsonException)
        {
            return null; // a word in brackets is a word
        }
    }

    // What a text that is meant to be plain is not likely to mean: entities, and tags that editors write. "<3" and "a < b" stay.
    [GeneratedRegex("&(#\\d{1,7}|#x[0-9a-f]{1,6}|[a-z]{2,8}\\d{0,2});|</?(a|b|i|u|p|br|em|strong|span|div|font|h[1-6]|ul|ol|li|img|script|style|svg|iframe|object|embed|body|html|meta|base|link)\\b[^<]*>|<script",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 5_000)]
    private static partial Regex Markup();

    [GeneratedRegex("<[a-z/!?]", RegexOptions.IgnoreCase, 5_000)]
    private static partial Regex Tag();
}
