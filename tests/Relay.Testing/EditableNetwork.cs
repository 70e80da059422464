using Relay.Core.Channels;
using Relay.Core.Deliveries;
using Relay.Core.Swarm.Topics;
using Relay.Core.Texts;

namespace Relay.Testing;

/// <summary>A <see cref="ScriptedNetwork"/> whose posts can be changed.</summary>
public sealed class EditableNetwork(string key = "telegram") : ScriptedNetwork(key), IEditPosts, IRelabelPosts, IMakeTopics
{
    private int _edits;

    /// <summary>How many edit calls were made.</summary>
    public int Edits => _edits;

    /// <summary>What becomes of the edit with this number, from 1: whether it is made, and what is answered; null answers that it is done.</summary>
    public Func<int, (bool Made, Outcome.Failed? Answer)> Editing { get; set; } = _ => (true, null);

    /// <inheritdoc/>
    public Task<Outcome> EditAsync(Account account, Target target, IReadOnlyList<string> remoteIds, Part part, CancellationToken abort)
    {
        ArgumentNullException.ThrowIfNull(remoteIds);
        ArgumentNullException.ThrowIfNull(part);
        Note(part.Buttons);
        var (made, answer) = Editing(Interlocked.Increment(ref _edits));
        if (remoteIds.Count == 0)
        {
            return Task.FromResult<Outcome>(new Outcome.Failed(FailureKind.Refused, FailureScope.Delivery, Phrase.Said("no id is known")));
        }
        var isThere = !made || Replace(remoteIds[0], part.Text);
        return Task.FromResult<Outcome>(answer is not null ? answer : isThere ? new Outcome.Done([]) : new Outcome.Failed(FailureKind.Gone, FailureScope.Delivery, Phrase.Said("message to edit not found")));
    }

    /// <summary>Where a topic was asked for and by which name, oldest first; the first that is made has number 101.</summary>
    public List<string> Topics { get; } = [];

    /// <summary>What the call for a topic with this number, from 1, is answered; null answers that it is made.</summary>
    public Func<int, Outcome.Failed?> Making { get; set; } = _ => null;

    /// <inheritdoc/>
    public Task<Outcome> MakeTopicAsync(Account account, Target target, string name, CancellationToken abort)
    {
        ArgumentNullException.ThrowIfNull(target);
        Topics.Add($"{target.Key} {name}");
        return Task.FromResult<Outcome>(Making(Topics.Count) is { } answer ? answer : new Outcome.Done([$"{100 + Topics.Count}"]));
    }

    /// <summary>Every row of buttons that took another's place, oldest first.</summary>
    public List<IReadOnlyList<Button>> Relabelled { get; } = [];

    /// <summary>What the next change of buttons is answered; null answers that it is done.</summary>
    public Outcome.Failed? Relabelling { get; set; }

    /// <inheritdoc/>
    public Task<Outcome> RelabelAsync(Account account, Target target, IReadOnlyList<string> remoteIds, IReadOnlyList<Button> buttons, CancellationToken abort)
    {
        Relabelled.Add(buttons);
        return Task.FromResult<Outcome>(Relabelling is { } answer ? answer : new Outcome.Done([]));
    }
}
