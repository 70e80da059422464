using System.Net;
using System.Text.RegularExpressions;
using NUnit.Framework;

namespace Relay.EndToEnd.Tests.Harness;

/// <summary>A person in front of the rehearsal's pages: opens one, fills in a form that stands there, and sends it.</summary>
internal sealed partial class Browser(Uri console) : IDisposable
{
    private readonly HttpClient _http = new(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = console };

    /// <summary>Opens an account's page and fills in the form that does something.</summary>
    /// <param name="page"><c>facebook/1000…</c>, as the address has it.</param>
    /// <param name="action">What the form does: <c>comment</c>, <c>mention</c>, <c>message</c>, <c>press</c>.</param>
    /// <param name="at">What must stand in the form beforehand: the post that it belongs to.</param>
    /// <param name="typed">What the person types or chooses.</param>
    /// <returns>When it was sent.</returns>
    public async Task<DateTimeOffset> FillAsync(string page, string action, IReadOnlyDictionary<string, string> at, IReadOnlyDictionary<string, string> typed)
    {
        var shown = await _http.GetStringAsync($"{page}?lang=fr");
        var form = Forms().Matches(shown).Select(match => (Action: WebUtility.HtmlDecode(match.Groups["action"].Value), Body: match.Groups["body"].Value))
            .FirstOrDefault(form => Hidden(form.Body) is var hidden && hidden.GetValueOrDefault("action") == action && at.All(field => hidden.GetValueOrDefault(field.Key) == field.Value));
        Assert.That(form.Body, Is.Not.Null, () => $"No form on {page} does {action} with {string.Join(", ", at)}:\n{shown}");
        var fields = Hidden(form.Body);
        foreach (var (name, value) in typed)
        {
            Assert.That(form.Body, Does.Contain($"name=\"{name}\""), $"{name} can be filled in");
            fields[name] = value;
        }
        var sent = TimeProvider.System.GetUtcNow();
        using var content = new FormUrlEncodedContent(fields);
        using var done = await _http.PostAsync(form.Action, content);
        Assert.That(done.StatusCode, Is.EqualTo(HttpStatusCode.SeeOther), await done.Content.ReadAsStringAsync());
        return sent;
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private static Dictionary<string, string> Hidden(string form)
        => Inputs().Matches(form).ToDictionary(match => match.Groups["name"].Value, match => WebUtility.HtmlDecode(match.Groups["value"].Value), StringComparer.Ordinal);

    [GeneratedRegex("""<form method="post" action="(?<action>[^"]*)">(?<body>.*?)</form>""", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 5_000)]
    private static partial Regex Forms();

    [GeneratedRegex("""<input type="hidden" name="(?<name>[^"]*)" value="(?<value>[^"]*)">""", RegexOptions.ExplicitCapture, 5_000)]
    private static partial Regex Inputs();
}
