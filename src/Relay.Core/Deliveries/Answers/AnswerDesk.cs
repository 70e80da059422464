using System.Security.Cryptography;
using System.Text;
using Relay.Core.Audit;
using Relay.Core.Channels;
using Relay.Core.Contacts;
using Relay.Core.Contacts.Retention;
using Relay.Core.Contacts.Suppressions;
using Relay.Core.Texts;

namespace Relay.Core.Deliveries.Answers;

/// <summary>
/// Where answers are drafted: fits their words, leaves out what the network does not allow, and asks the list of those who are not to be written to before anything is queued
/// (DP-24). Whoever writes drafts in a transaction of its own asks <see cref="AdmitAsync"/> first. Thread-safe.
/// </summary>
public sealed class AnswerDesk(ILedger ledger, ISuppressionList list, IEnumerable<ITextRules> rules, PumpBell bell, TimeProvider time, RetentionRules? retention = null)
{
    private readonly Dictionary<string, ITextRules> _rules = rules.ToDictionary(one => one.Network, StringComparer.Ordinal);

    /// <summary>Drafts answers, and wakes the pumps.</summary>
    /// <returns>What became of those that were admitted.</returns>
    /// <exception cref="PeopleKeyException">When nobody can say who may be written to.</exception>
    public async Task<IReadOnlyList<DraftedAnswer>> DraftAsync(IReadOnlyList<AnswerDraft> drafts, Actor actor, CancellationToken cancel)
    {
        var admitted = (await AdmitAsync(drafts, cancel)).Admitted;
        var drafted = admitted.Count == 0 ? [] : await ledger.AnswerAsync(admitted, actor, time.GetUtcNow(), cancel);
        if (drafted.Any(one => one.IsNew))
        {
            bell.Ring();
        }
        return drafted;
    }

    /// <summary>The drafts as they may be written into the ledger, and those that may not with the rule against them.</summary>
    /// <exception cref="ArgumentException">When a draft contradicts itself.</exception>
    /// <exception cref="PeopleKeyException">When nobody can say who may be written to.</exception>
    public async Task<AdmittedAnswers> AdmitAsync(IReadOnlyList<AnswerDraft> drafts, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(drafts);
        var (admitted, refused) = (new List<AnswerDraft>(drafts.Count), new List<(AnswerDraft Draft, string Rule)>());
        foreach (var draft in drafts)
        {
            if (draft.Fault is { } fault)
            {
                throw new ArgumentException($"{fault} ({draft})", nameof(drafts));
            }
            if (await WhyNotAsync(draft, cancel) is { } rule)
            {
                refused.Add((draft, rule));
            }
            else
            {
                admitted.Add(Fitted(draft, AnswerConduct.Of(draft.Network, draft.Form)!));
            }
        }
        return new(admitted, refused);
    }

    private async Task<string?> WhyNotAsync(AnswerDraft draft, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        if (AnswerConduct.Of(draft.Network, draft.Form) is not { } conduct)
        {
            return Planning.Rules.AnswerNotOffered;
        }
        if (conduct.Closes(draft.SaidAt) <= now)
        {
            return Planning.Rules.WindowClosed;
        }
        if (conduct.OnlyWhenSummoned && !draft.Summoned)
        {
            return Planning.Rules.NotSummoned;
        }
        return draft.Target.Kind == TargetKind.Private
            && await list.CheckAsync(ContactPoint.OfNetwork(draft.Network, draft.Target.Value), SuppressionMoment.Enqueue, MessageKinds.Of(draft.Priority), cancel) is not null
            ? Planning.Rules.Suppressed
            : null;
    }

    // In private the notice says it, once; where everybody reads each reply does.
    private static Phrase Ending(string? reference)
        => reference is null ? new(" (réponse automatique)", " (automatic reply)") : new($" (réponse automatique, réf. {reference})", $" (automatic reply, ref. {reference})");

    /// <summary>Tells one answer from another that says the same, and nothing of the person.</summary>
    private static string ReferenceOf(string subject) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(subject)))[..5];

    /// <summary>Cut where it is too long for the network: one reply, never a row of them.</summary>
    private AnswerDraft Fitted(AnswerDraft draft, AnswerConduct conduct)
    {
        var text = draft.Text.Trim();
        var foot = draft.Foot.Length > 0 ? $"\n\n{draft.Foot}" : "";
        var (lines, buttons) = conduct.Fit(text, foot, draft.Buttons);
        var ending = lines + foot + (draft.Form == AnswerForm.PublicReply ? Ending(conduct.RefusesTwice ? ReferenceOf(draft.Subject) : null).In(draft.Language) : "");
        var weighs = draft.Form == AnswerForm.PublicReply && _rules.TryGetValue(draft.Network, out var own) && draft.Network == "x" ? own : null;
        int Measure(string words) => weighs?.Measure(words) ?? words.Length;
        if (Measure(text + ending) > conduct.Longest)
        {
            var points = weighs?.CutPoints(text) ?? CutPoints.Of(text);
            var at = points.LastOrDefault(point => Measure($"{text[..point].TrimEnd()}…{ending}") <= conduct.Longest);
            // At a word's end, unless a word is as long as that.
            var space = text[..at].LastIndexOfAny([' ', '\n']);
            text = $"{text[..(space > at / 2 ? space : at)].TrimEnd()}…";
        }
        return draft with
        {
            Text = text + ending,
            Foot = "",
            Buttons = buttons,
            File = text.Length + ending.Length <= conduct.Caption ? draft.File : null, // the words come before the file
            PurgeAfter = draft.PurgeAfter ?? AnswerRetention.Until(draft.Form, time.GetUtcNow(), retention),
        };
    }
}

/// <summary>What may be written into the ledger, and what may not.</summary>
/// <param name="Admitted">Fitted, in the order asked.</param>
/// <param name="Refused">Each with one of <see cref="Planning.Rules"/>.</param>
public sealed record AdmittedAnswers(IReadOnlyList<AnswerDraft> Admitted, IReadOnlyList<(AnswerDraft Draft, string Rule)> Refused);
