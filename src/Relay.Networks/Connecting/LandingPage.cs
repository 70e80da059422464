using System.Globalization;
using System.Text;

namespace Relay.Networks.Connecting;

/// <summary>Where a browser landed.</summary>
internal enum Landing
{
    /// <summary>With a code.</summary>
    Accepted,

    /// <summary>With a refusal.</summary>
    Declined,

    /// <summary>With a state that is not ours.</summary>
    Foreign,

    /// <summary>On no redirect at all.</summary>
    Elsewhere,
}

/// <summary>The page that a coordinator sees after she said yes or no: French, then English; no script, nothing fetched, nothing of the request repeated.</summary>
internal static class LandingPage
{
    /// <summary>The whole answer, head and page.</summary>
    public static byte[] Answer(int status, Landing landing)
    {
        var page = Encoding.UTF8.GetBytes(Page(landing));
        var phrase = status switch { 200 => "OK", 400 => "Bad Request", _ => "Not Found" };
        var head = string.Create(CultureInfo.InvariantCulture, $"""
            HTTP/1.1 {status} {phrase}
            Content-Type: text/html; charset=utf-8
            Content-Length: {page.Length}
            Cache-Control: no-store
            Referrer-Policy: no-referrer
            X-Content-Type-Options: nosniff
            Content-Security-Policy: default-src 'none'; img-src data:; style-src 'unsafe-inline'; frame-ancestors 'none'
            Connection: close


            """).ReplaceLineEndings("\r\n");
        return [.. Encoding.ASCII.GetBytes(head), .. page];
    }

    private static string Page(Landing landing)
    {
        var (french, english) = Words(landing);
        return $$"""
            <!DOCTYPE html>
            <html lang="fr">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>{{french.Title}} · Relay</title>
            <link rel="icon" href="data:,">
            <style>
            :root { color-scheme: light dark; }
            body { margin: 0 auto; max-width: 36rem; padding: 2rem 1rem; font: 1.1rem/1.5 system-ui, sans-serif; background: Canvas; color: CanvasText; }
            h1, h2 { font-size: 1.4rem; line-height: 1.25; margin: 0 0 .5rem; }
            section { margin-top: 2rem; padding-top: 1.5rem; border-top: 1px solid GrayText; }
            h2 { font-size: 1.1rem; }
            </style>
            </head>
            <body>
            <main>
            <h1>{{french.Title}}</h1>
            <p>{{french.Text}}</p>
            <section lang="en">
            <h2>{{english.Title}}</h2>
            <p>{{english.Text}}</p>
            </section>
            </main>
            </body>
            </html>

            """;
    }

    private static ((string Title, string Text) French, (string Title, string Text) English) Words(Landing landing) => landing switch
    {
        Landing.Accepted => (
            ("C’est fait", "Relay a reçu l’autorisation. Vous pouvez fermer cette page et revenir à Relay."),
            ("Done", "Relay has received the authorisation. You may close this page and go back to Relay.")),
        Landing.Declined => (
            ("L’autorisation n’a pas été donnée", "Rien n’a changé. Vous pouvez fermer cette page ; Relay dit que faire ensuite."),
            ("The authorisation was not given", "Nothing has changed. You may close this page; Relay says what to do next.")),
        Landing.Foreign => (
            ("Réponse refusée", "Cette réponse n’appartient pas à la demande en cours, que Relay attend toujours. Fermez cette page et ouvrez le lien que Relay montre."),
            ("Answer refused", "This answer does not belong to the request under way, for which Relay still waits. Close this page and open the link that Relay shows.")),
        _ => (
            ("Rien à voir ici", "Cette adresse n’attend que la réponse d’un réseau. Vous pouvez fermer cette page."),
            ("Nothing here", "This address only waits for a network’s answer. You may close this page.")),
    };
}
