using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Relay.Sandbox.Wire;

namespace Relay.Sandbox.Web;

/// <summary>What a network's authorisation server shows before it gives anything away: who asks for what, a yes and a no. French, with English beside it; no script.</summary>
/// <param name="Title">The heading.</param>
/// <param name="Lead">Who asks, in a sentence.</param>
internal sealed record ConsentPage((string French, string English) Title, (string French, string English) Lead)
{
    private const string Style = """
        fieldset { border: 1px solid var(--line); border-radius: .5rem; margin: 0 0 1rem; padding: .4rem 1rem .8rem; background: var(--card); }
        legend { font-weight: 700; padding: 0 .3rem; }
        label { display: flex; gap: .7rem; align-items: baseline; padding: .45rem 0; overflow-wrap: anywhere; }
        label input { width: 1.15rem; height: 1.15rem; flex: none; position: relative; top: .2rem; }
        .answers { display: flex; flex-wrap: wrap; gap: 1rem; margin: 1.2rem 0 2rem; }
        button { font: inherit; padding: .7rem 1.2rem; border-radius: .4rem; border: 1px solid currentColor; background: var(--card); color: var(--ink); cursor: pointer; }
        button.yes { background: var(--link); color: var(--paper); border-color: var(--link); font-weight: 700; }
        button:focus-visible, input:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
        """;

    private static readonly string Sheet = $"{Web.Style.Sheet}\n{Style}";
    private static readonly string SheetHash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Sheet)));

    /// <summary>What the form sends back unchanged.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Hidden { get; init; } = [];

    /// <summary>What is asked for, where none of it can be left out.</summary>
    public IReadOnlyList<(string French, string English)> Points { get; init; } = [];

    /// <summary>What may be chosen.</summary>
    public IReadOnlyList<ConsentChoices> Choices { get; init; } = [];

    /// <summary>Whether there is something to say yes or no to; otherwise the page only says what is wrong.</summary>
    public bool Asks { get; init; } = true;

    /// <summary>The page as an answer. The form goes to <paramref name="path"/> with <c>answer=allow</c> or <c>answer=deny</c>.</summary>
    public WireAnswer Answer(int status, string path) => new WireAnswer(status) { Bytes = Encoding.UTF8.GetBytes(Render(path)), ContentType = "text/html; charset=utf-8" }.With(
        new("Content-Security-Policy", $"default-src 'none'; img-src data:; style-src 'sha256-{SheetHash}'; base-uri 'none'; frame-ancestors 'none'; form-action 'self' http://localhost:* http://127.0.0.1:* https:"),
        new("Cache-Control", "no-store"),
        new("Referrer-Policy", "no-referrer"),
        new("X-Content-Type-Options", "nosniff"));

    private static string Twin((string French, string English) words)
        => $"{Layout.Escape(words.French)} <span class=\"soft\" lang=\"en\">{Layout.Escape(words.English)}</span>";

    private string Render(string path)
    {
        var form = new StringBuilder();
        foreach (var (name, value) in Hidden)
        {
            form.Append(CultureInfo.InvariantCulture, $"<input type=\"hidden\" name=\"{Layout.Escape(name)}\" value=\"{Layout.Escape(value)}\">\n");
        }
        foreach (var choices in Choices)
        {
            form.Append(CultureInfo.InvariantCulture, $"<fieldset>\n<legend>{Twin(choices.Legend)}</legend>\n");
            foreach (var choice in choices.Options)
            {
                form.Append(CultureInfo.InvariantCulture, $"""
                    <label><input type="{(choices.One ? "radio" : "checkbox")}" name="{choices.Name}" value="{Layout.Escape(choice.Value)}"{(choice.Chosen ? " checked" : "")}>
                    <span>{Twin(choice.Label)}</span></label>

                    """);
            }
            form.Append("</fieldset>\n");
        }
        return $"""
            <!DOCTYPE html>
            <html lang="fr">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>{Layout.Escape(Title.French)}</title>
            <link rel="icon" href="data:,">
            <style>{Sheet}</style>
            </head>
            <body>
            <header>
            <p class="banner">{Layout.Escape(Words.French.Banner)}<br><span lang="en">{Layout.Escape(Words.English.Banner)}</span></p>
            <div class="inner"><h1>{Twin(Title)}</h1></div>
            </header>
            <main id="content">
            <p>{Twin(Lead)}</p>
            {(Points.Count == 0 ? "" : $"<ul>{string.Concat(Points.Select(point => $"<li>{Twin(point)}</li>"))}</ul>")}
            {(Asks ? $"""
            <form method="post" action="{Layout.Escape(path)}">
            {form}<p class="answers"><button class="yes" name="answer" value="allow">Autoriser · <span lang="en">Allow</span></button>
            <button name="answer" value="deny">Refuser · <span lang="en">Deny</span></button></p>
            </form>
            """ : "")}
            </main>
            </body>
            </html>

            """;
    }
}

/// <summary>Things to choose from on a <see cref="ConsentPage"/>.</summary>
/// <param name="Name">Name of the form's field; letters only.</param>
/// <param name="Legend">Over the group.</param>
/// <param name="Options">The things.</param>
/// <param name="One">Whether only one may be chosen.</param>
internal sealed record ConsentChoices(string Name, (string French, string English) Legend, IReadOnlyList<(string Value, (string French, string English) Label, bool Chosen)> Options, bool One = false);
