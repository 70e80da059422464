using Relay.Core.Channels.Connecting;
using Relay.Core.Texts;

namespace Relay.Worker.Cli.Connect;

/// <summary>
/// Remembers what a coordinator answered, so that after a step that could not be passed a connector starts over without asking her for the rest again: what she said is repeated in its
/// order, what was at fault is asked anew. A code is good for one try and never repeated. Not thread-safe.
/// </summary>
/// <param name="dialogue">With her.</param>
internal sealed class RememberingDialogue(CommandDialogue dialogue) : IDialogue
{
    private readonly Dictionary<string, List<object>> _answers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _turns = new(StringComparer.Ordinal);
    private readonly HashSet<Phrase> _told = [];
    private readonly List<Phrase> _held = [];
    private bool _repeats;

    /// <summary>Starts over.</summary>
    /// <param name="questions">Keys of the questions whose answers were at fault.</param>
    /// <returns>Whether one of them will be asked anew; when not, starting over changes nothing by itself.</returns>
    public bool StartOver(IReadOnlyList<string> questions)
    {
        var asked = questions.Where(_turns.ContainsKey).ToList();
        foreach (var key in asked)
        {
            _answers.Remove(key);
            dialogue.AskAnew(key);
        }
        _turns.Clear();
        _held.Clear();
        _repeats = true;
        return asked.Count > 0;
    }

    /// <summary>Says what was held back while answers were repeated, but for what she has read already.</summary>
    public void SpeakUp()
    {
        _repeats = false;
        foreach (var line in _held.Where(_told.Add))
        {
            dialogue.Say(line);
        }
        _held.Clear();
    }

    /// <inheritdoc/>
    public void Say(Phrase line)
    {
        if (_repeats)
        {
            _held.Add(line);
            return;
        }
        _told.Add(line);
        dialogue.Say(line);
    }

    /// <inheritdoc/>
    public Task<string> AskAsync(Question question, CancellationToken cancel) => RecallAsync(question, _ => true, () => dialogue.AskAsync(question, cancel));

    /// <inheritdoc/>
    public async Task<IReadOnlyList<int>> ChooseAsync(Question question, IReadOnlyList<string> names, CancellationToken cancel)
    {
        var chosen = await RecallAsync<IReadOnlyList<string>>(question, before => before.All(names.Contains), async () => [.. (await dialogue.ChooseAsync(question, names, cancel)).Select(place => names[place])]);
        return [.. chosen.Select(name => Enumerable.Range(0, names.Count).First(place => names[place] == name))];
    }

    /// <inheritdoc/>
    public Task<bool> ConfirmAsync(Question question, CancellationToken cancel) => RecallAsync(question, _ => true, () => dialogue.ConfirmAsync(question, cancel));

    /// <inheritdoc/>
    public async Task<T?> WaitAsync<T>(Question question, Func<CancellationToken, Task<T?>> look, CancellationToken cancel)
        where T : class
    {
        if (await look(cancel) is { } there)
        {
            return there; // done before, so there is nothing to say
        }
        SpeakUp();
        return await dialogue.WaitAsync(question, look, cancel);
    }

    private async Task<T> RecallAsync<T>(Question question, Func<T, bool> stillFits, Func<Task<T>> ask)
        where T : notnull
    {
        var turn = _turns.GetValueOrDefault(question.Key);
        _turns[question.Key] = turn + 1;
        var known = _answers.TryGetValue(question.Key, out var before) ? before : _answers[question.Key] = [];
        if (question.Kind is not QuestionKind.Code && known.Count > turn && known[turn] is T answer && stillFits(answer))
        {
            return answer;
        }
        SpeakUp();
        var fresh = await ask();
        known.RemoveRange(Math.Min(turn, known.Count), known.Count - Math.Min(turn, known.Count));
        known.Add(fresh);
        return fresh;
    }
}
