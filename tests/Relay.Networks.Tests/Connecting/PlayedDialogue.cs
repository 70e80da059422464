using Relay.Core.Channels.Connecting;
using Relay.Core.Texts;

namespace Relay.Networks.Tests.Connecting;

/// <summary>A coordinator played by a test: answers by key, does what a wait asks for, and keeps what she was told.</summary>
internal sealed class PlayedDialogue : IDialogue
{
    private const int MostLooks = 5;

    /// <summary>Answers to questions by key: a text, <c>yes</c> or <c>no</c>, or names joined by <c>|</c>. Without one the default counts.</summary>
    public Dictionary<string, string> Answers { get; } = [];

    /// <summary>What she does when she is asked to wait, by key, once for each time that she is.</summary>
    public Dictionary<string, Func<Task>> Doing { get; } = [];

    /// <summary>What she was told, in English.</summary>
    public List<string> Said { get; } = [];

    /// <summary>Names that she was offered, by key.</summary>
    public Dictionary<string, IReadOnlyList<string>> Offered { get; } = [];

    /// <summary>The words of each question asked, by key; the last one's where it was asked again.</summary>
    public Dictionary<string, Phrase> Questions { get; } = [];

    /// <summary>Keys asked, in order.</summary>
    public List<string> Asked { get; } = [];

    public void Say(Phrase line)
    {
        Assert.That(line.French, Is.Not.Empty.And.Not.EqualTo(line.English));
        Said.Add(line.English);
    }

    public Task<string> AskAsync(Question question, CancellationToken cancel)
        => Task.FromResult(Answer(question) ?? (question.Optional ? "" : throw new AssertionException($"No answer to {question.Key}.")));

    public Task<IReadOnlyList<int>> ChooseAsync(Question question, IReadOnlyList<string> names, CancellationToken cancel)
    {
        Offered[question.Key] = names;
        var wanted = Answer(question)?.Split('|') ?? [];
        var chosen = wanted.Select(name => names.ToList().IndexOf(name)).ToList();
        Assert.That(chosen, Is.Not.Empty, question.Key);
        Assert.That(chosen, Is.All.Not.Negative, $"{question.Key}: {string.Join(", ", names)}");
        return Task.FromResult<IReadOnlyList<int>>(chosen);
    }

    public Task<bool> ConfirmAsync(Question question, CancellationToken cancel) => Task.FromResult(Answer(question) == "yes");

    public async Task<T?> WaitAsync<T>(Question question, Func<CancellationToken, Task<T?>> look, CancellationToken cancel)
        where T : class
    {
        Asked.Add(question.Key);
        if (await look(cancel) is { } there)
        {
            return there;
        }
        if (Doing.Remove(question.Key, out var doing))
        {
            await doing();
        }
        for (var turn = 0; turn < MostLooks; turn++)
        {
            if (await look(cancel) is { } found)
            {
                return found;
            }
        }
        return null;
    }

    private string? Answer(Question question)
    {
        Asked.Add(question.Key);
        Questions[question.Key] = question.Words;
        return Answers.TryGetValue(question.Key, out var answer) ? answer : question.Default;
    }
}
