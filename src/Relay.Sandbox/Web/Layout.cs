using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace Relay.Sandbox.Web;

/// <summary>The frame of every page: one banner, one heading, one way back.</summary>
internal static class Layout
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    /// <param name="words">The language.</param>
    /// <param name="title">Plain text.</param>
    /// <param name="content">HTML, already escaped.</param>
    /// <param name="path">Of this page, for the link to its other language.</param>
    public static string Render(Words words, string title, string content, string path) => $"""
        <!DOCTYPE html>
        <html lang="{words.Language}">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>{Escape(title == words.Title ? title : $"{title} · {words.Title}")}</title>
        <link rel="stylesheet" href="/style.css">
        </head>
        <body>
        <a class="skip" href="#content">{words.Skip}</a>
        <header>
        <p class="banner">{words.Banner}</p>
        <div class="inner">
        <nav aria-label="{words.Title}"><a href="/?lang={words.Language}">{words.Index}</a> <a href="{Escape(path)}?lang={words.Other}" lang="{words.Other}" hreflang="{words.Other}">{words.OtherName}</a></nav>
        <h1>{Escape(title)}</h1>
        </div>
        </header>
        <main id="content">
        {content}
        </main>
        </body>
        </html>
        """;

    public static string Escape(string text) => Encoder.Encode(text);
}
