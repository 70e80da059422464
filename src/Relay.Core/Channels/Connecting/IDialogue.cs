using Relay.Core.Texts;

namespace Relay.Core.Channels.Connecting;

/// <summary>The coordinator in front of the program, or a script in her place.</summary>
public interface IDialogue
{
    /// <summary>A line for her: a step, a link to open, a result.</summary>
    void Say(Phrase line);

    /// <summary>Asks for a text. Empty when she passes over it and the question is optional.</summary>
    /// <exception cref="ConnectException">When a script has no answer to a question that needs one; the sentence names the option.</exception>
    Task<string> AskAsync(Question question, CancellationToken cancel);

    /// <summary>Offers things by name and has her choose; a script chooses by the same names, letter case and accents aside.</summary>
    /// <returns>The places of the chosen ones in <paramref name="names"/>; one at least unless the question is optional, one at most unless it is <see cref="QuestionKind.Choices"/>.</returns>
    Task<IReadOnlyList<int>> ChooseAsync(Question question, IReadOnlyList<string> names, CancellationToken cancel);

    /// <summary>Asks yes or no.</summary>
    Task<bool> ConfirmAsync(Question question, CancellationToken cancel);

    /// <summary>
    /// Tells her to do something elsewhere (add the bot, write to it, say yes on a page) and asks <paramref name="look"/> every other second whether it was done, until it was,
    /// she gives up, or the question's patience ends.
    /// </summary>
    /// <returns>What <paramref name="look"/> found; null when she gave up or time ran out.</returns>
    Task<T?> WaitAsync<T>(Question question, Func<CancellationToken, Task<T?>> look, CancellationToken cancel)
        where T : class;
}

/// <summary>One question of a connector. In a script its key is the option: <c>chat</c> is <c>--chat NAME</c>; a secret is <c>--token-file PATH</c>, and so is a code.</summary>
/// <param name="Key">Lower case with dashes.</param>
/// <param name="Words">As she is asked.</param>
/// <param name="Kind">What the answer is.</param>
public sealed record Question(string Key, Phrase Words, QuestionKind Kind = QuestionKind.Text)
{
    /// <summary>Whether she may pass over it. Default false.</summary>
    public bool Optional { get; init; }

    /// <summary>Taken when she, or the script, says nothing; null for none.</summary>
    public string? Default { get; init; }

    /// <summary>How long a wait lasts at most. Default 10 minutes.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(10);
}

/// <summary>What an answer is.</summary>
public enum QuestionKind
{
    /// <summary>A text.</summary>
    Text,

    /// <summary>A text that is not shown while it is typed, nor kept anywhere but in the secret store.</summary>
    Secret,

    /// <summary>A text that comes into being only once the question is asked, like a PIN on a page; in a script its file is waited for. Good for one try.</summary>
    Code,

    /// <summary>One of several things offered by name.</summary>
    Choice,

    /// <summary>Any number of things offered by name.</summary>
    Choices,

    /// <summary>Yes or no.</summary>
    Confirm,

    /// <summary>Something to be done elsewhere.</summary>
    Wait,
}
