using System.Globalization;
using Relay.Core.Channels;
using Relay.Core.Deliveries;
using Relay.Core.Deliveries.Answers;
using Relay.Core.Texts;

namespace Relay.Testing;

/// <summary>A network in memory that keeps every post, whatever it answers: for tests of the engine, not of adapters. Thread-safe.</summary>
public class ScriptedNetwork(string key = "telegram") : INetwork, IFindOwnPosts, IDeletePosts, IAnswerPeople
{
    private readonly Lock _gate = new();
    private readonly List<(string Target, string Text, string Id)> _posts = [];
    private readonly List<(string Target, string Text)> _created = [];
    private readonly List<AnswerPart> _answers = [];
    private readonly List<IReadOnlyList<Button>> _keyboards = [];
    private int _calls;

    /// <inheritdoc/>
    public string Key => key;

    /// <summary>What becomes of the call with this number, from 1: whether it is kept, and what is answered; null answers with the id.</summary>
    public Func<int, (bool Kept, Outcome.Failed? Answer)> Script { get; set; } = _ => (true, null);

    /// <summary>What looking for a post gives, when something else than the truth.</summary>
    public Func<Search, Finding?> Looking { get; set; } = _ => null;

    /// <summary>Everything that stands on the network, in order.</summary>
    public IReadOnlyList<(string Target, string Text, string Id)> Posts
    {
        get
        {
            lock (_gate)
            {
                return [.. _posts];
            }
        }
    }

    /// <summary>Everything that was ever put on the network, in order and in its first words, also what was changed or taken away since.</summary>
    public IReadOnlyList<(string Target, string Text)> Created
    {
        get
        {
            lock (_gate)
            {
                return [.. _created];
            }
        }
    }

    /// <summary>The buttons of each create and edit call, in order.</summary>
    public IReadOnlyList<IReadOnlyList<Button>> Keyboards
    {
        get
        {
            lock (_gate)
            {
                return [.. _keyboards];
            }
        }
    }

    /// <summary>How many delete calls were made.</summary>
    public int Deletes { get; private set; }

    /// <summary>What becomes of the deletion with this number, from 1: whether it is made, and what is answered; null answers that it is done.</summary>
    public Func<int, (bool Made, Outcome.Failed? Answer)> Deleting { get; set; } = _ => (true, null);

    /// <summary>How long after it was made a post can be taken away; null for ever.</summary>
    public TimeSpan? DeletesWithin { get; set; }

    /// <summary>How many create calls were made.</summary>
    public int Calls => _calls;

    /// <inheritdoc/>
    public Task<Outcome> CreateAsync(Account account, Target target, Part part, CancellationToken abort)
    {
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(part);
        lock (_gate)
        {
            var (kept, answer) = Script(++_calls);
            var id = _calls.ToString(CultureInfo.InvariantCulture);
            _keyboards.Add(part.Buttons);
            if (kept)
            {
                _created.Add((target.Key, part.Text));
                _posts.Add((Target: target.Key, part.Text, Id: id));
            }
            return Task.FromResult<Outcome>(answer is null ? new Outcome.Done([id]) : answer);
        }
    }

    /// <summary>Every answer that arrived, in order.</summary>
    public IReadOnlyList<AnswerPart> Answers
    {
        get
        {
            lock (_gate)
            {
                return [.. _answers];
            }
        }
    }

    /// <inheritdoc/>
    public Task<Outcome> AnswerAsync(Account account, Target target, AnswerPart answer, CancellationToken abort)
    {
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(answer);
        lock (_gate)
        {
            var (kept, said) = Script(++_calls);
            var id = _calls.ToString(CultureInfo.InvariantCulture);
            if (kept)
            {
                _answers.Add(answer);
                _posts.Add((Target: target.Key, answer.Text, Id: id));
            }
            return Task.FromResult<Outcome>(said is null ? new Outcome.Done([id]) : said);
        }
    }

    /// <inheritdoc/>
    public Task<Outcome> DeleteAsync(Account account, Target target, IReadOnlyList<string> remoteIds, CancellationToken abort)
    {
        lock (_gate)
        {
            var (made, answer) = Deleting(++Deletes);
            if (remoteIds.Count == 0)
            {
                return Task.FromResult<Outcome>(new Outcome.Failed(FailureKind.Refused, FailureScope.Delivery, Phrase.Said("no id is known")));
            }
            if (made)
            {
                _posts.RemoveAll(post => remoteIds.Contains(post.Id));
            }
            return Task.FromResult<Outcome>(answer is null ? new Outcome.Done([]) : answer);
        }
    }

    /// <summary>A person deletes a post on the network itself.</summary>
    public void Remove(string id)
    {
        lock (_gate)
        {
            _posts.RemoveAll(post => post.Id == id);
        }
    }

    /// <summary>Notes the buttons of an edit.</summary>
    protected void Note(IReadOnlyList<Button> buttons)
    {
        lock (_gate)
        {
            _keyboards.Add(buttons);
        }
    }

    /// <summary>Puts other words in the place of a post's; false when there is none.</summary>
    protected bool Replace(string id, string text)
    {
        lock (_gate)
        {
            var at = _posts.FindIndex(post => post.Id == id);
            if (at >= 0)
            {
                _posts[at] = _posts[at] with { Text = text };
            }
            return at >= 0;
        }
    }

    /// <inheritdoc/>
    public Target? ReadsAt(Account account, Target target) => null;

    /// <inheritdoc/>
    public Task<Finding> FindAsync(Account account, Target target, Search search, CancellationToken abort)
    {
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(search);
        lock (_gate)
        {
            var there = _posts.FirstOrDefault(post => (post.Target == target.Key || post.Target.StartsWith($"{target.Key}#", StringComparison.Ordinal)) && post.Text == search.Part.Text && !search.Taken.Contains(post.Id));
            return Task.FromResult(Looking(search) ?? (there.Id is null ? new Finding.NotSeen() : new Finding.There([there.Id])));
        }
    }
}
