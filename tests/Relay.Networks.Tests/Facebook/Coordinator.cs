using Relay.Core.Channels.Connecting;
using Relay.Core.Texts;

namespace Relay.Networks.Tests.Facebook;

/// <summary>A coordinator who answers as written down beforehand, and in whose browser something happens when she is shown a link.</summary>
internal sealed class Coordinator(IReadOnlyDictionary<string, string> answers) : IDialogue
{
    private Task _browser = Task.CompletedTask;

    public List<Phrase> Heard { get; } = [];

    /// <summary>What she was asked, in order, with the names that were offered.</summary>
    public List<string> Asked { get; } = [];

    /// <summary>What she does with a link.</summary>
    public Func<Uri, Task>? Opens { get; init; }

    public void Say(Phrase line)
    {
        Heard.Add(line);
        if (Opens is not null && line.English.Split(' ').LastOrDefault(word => word.StartsWith("http", StringComparison.Ordinal)) is { } link)
        {
            _browser = Opens(new Uri(link));
        }
    }

    public Task<string> AskAsync(Question question, CancellationToken cancel)
    {
        Asked.Add(question.Key);
        return Task.FromResult(answers.GetValueOrDefault(question.Key) ?? question.Default ?? (question.Optional ? "" : throw new ConnectException(new($"--{question.Key}", $"--{question.Key}"))));
    }

    public Task<IReadOnlyList<int>> ChooseAsync(Question question, IReadOnlyList<string> names, CancellationToken cancel)
    {
        Asked.Add($"{question.Key}: {string.Join(" | ", names)}");
        var at = names.ToList().IndexOf(answers.GetValueOrDefault(question.Key) ?? question.Default ?? "");
        return Task.FromResult<IReadOnlyList<int>>(at < 0 ? throw new ConnectException(new($"--{question.Key}", $"--{question.Key}")) : [at]);
    }

    public Task<bool> ConfirmAsync(Question question, CancellationToken cancel) => Task.FromResult(answers.GetValueOrDefault(question.Key) == "yes");

    public async Task<T?> WaitAsync<T>(Question question, Func<CancellationToken, Task<T?>> look, CancellationToken cancel)
        where T : class
    {
        Asked.Add(question.Key);
        await _browser;
        if (Opens is null)
        {
            return null; // she gives up
        }
        while (!Heard.Any(line => line.English.Contains("was refused", StringComparison.Ordinal)))
        {
            if (await look(cancel) is { } found)
            {
                return found;
            }
            await Task.Yield();
        }
        return null; // her browser came back in vain: she gives up
    }
}
