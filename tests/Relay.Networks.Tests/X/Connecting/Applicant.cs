using System.Text.RegularExpressions;
using Relay.Core.Channels.Connecting;
using Relay.Core.Texts;

namespace Relay.Networks.Tests.X.Connecting;

/// <summary>A coordinator who answers as written down beforehand, and opens the links that she is shown. What the page says is her answer where none was written down.</summary>
internal sealed partial class Applicant(HttpClient browser) : IDialogue
{
    private Task<string> _page = Task.FromResult("");

    public Dictionary<string, string> Answers { get; } = new(StringComparer.Ordinal);

    public List<Phrase> Heard { get; } = [];

    /// <summary>What she adds to a link before she opens it; null opens nothing.</summary>
    public string? Decision { get; set; } = "&rehearsal=allow";

    public Uri? Link { get; private set; }

    public void Say(Phrase line)
    {
        Heard.Add(line);
        if (line.English.Split(' ')[^1] is var last && last.StartsWith("http", StringComparison.Ordinal) && last.Contains("authorize", StringComparison.Ordinal))
        {
            Link = new Uri(last);
            _page = Decision is null ? _page : OpenAsync(new Uri(last + Decision));
        }
    }

    public async Task<string> AskAsync(Question question, CancellationToken cancel)
    {
        if (question.Key == "pin" && !Answers.ContainsKey("pin"))
        {
            return Pin().Match(await _page).Value;
        }
        return Answers.GetValueOrDefault(question.Key) ?? question.Default ?? (question.Optional ? "" : throw new ConnectException(new($"--{question.Key}", $"--{question.Key}")));
    }

    public Task<IReadOnlyList<int>> ChooseAsync(Question question, IReadOnlyList<string> names, CancellationToken cancel)
        => Task.FromResult<IReadOnlyList<int>>([names.ToList().IndexOf(Answers.GetValueOrDefault(question.Key) ?? question.Default!)]);

    public Task<bool> ConfirmAsync(Question question, CancellationToken cancel) => throw new InvalidOperationException($"Nobody expected {question.Key}.");

    public async Task<T?> WaitAsync<T>(Question question, Func<CancellationToken, Task<T?>> look, CancellationToken cancel)
        where T : class
    {
        if (Decision is null)
        {
            return null; // she gives up
        }
        while (!Heard.Any(line => line.English.Contains("was refused", StringComparison.Ordinal)))
        {
            if (await look(cancel) is { } found)
            {
                return found;
            }
            if (_page.IsFaulted)
            {
                await _page;
            }
            await Task.Yield();
        }
        return null; // her browser came back in vain: she gives up
    }

    private async Task<string> OpenAsync(Uri link)
    {
        using var page = await browser.GetAsync(link); // a refusal is a page as well
        return await page.Content.ReadAsStringAsync();
    }

    [GeneratedRegex(@"\b\d{7}\b", RegexOptions.None, 5_000)]
    private static partial Regex Pin();
}
