namespace Relay.Core.Deliveries.Answers;

/// <summary>What a network allows of one form of answer (PF-01, PF-05, PF-06). Rules of the networks as of August 2026; the adapter's own refusals stand behind them.</summary>
/// <param name="Longest">Longest text: as the network weighs posts for a public reply on X, else in UTF-16 units.</param>
/// <param name="Window">How long after the person wrote it may still be sent; null for ever.</param>
/// <param name="OnlyWhenSummoned">Whether only who named or quoted us may be answered.</param>
/// <param name="HasButtons">Whether buttons can stand under it; how many, <see cref="Room"/> says.</param>
/// <param name="RefusesTwice">Whether the same words are taken once only, so that each answer carries a short reference of its own: two people who ask the same are to hear the same.</param>
public sealed record AnswerConduct(int Longest, TimeSpan? Window = null, bool OnlyWhenSummoned = false, bool HasButtons = false, bool RefusesTwice = false)
{
    /// <summary>Longest words beside a file, in UTF-16 units; null where no file can go along.</summary>
    public int? Caption { get; init; }

    /// <summary>What buttons there is room for; null for as many as there are.</summary>
    public ButtonRoom? Room { get; init; }

    /// <summary>The rules of a form on a network; null where it can't be sent there.</summary>
    public static AnswerConduct? Of(string network, AnswerForm form) => (network, form) switch
    {
        ("telegram", AnswerForm.PrivateMessage) => new(4096, HasButtons: true) { Caption = 1024 },
        ("telegram", AnswerForm.PublicReply) => new(4096, HasButtons: true),
        ("facebook", AnswerForm.PublicReply) => new(8000),
        ("facebook", AnswerForm.PrivateMessage) => new(2000, Window: TimeSpan.FromHours(24), HasButtons: true) { Room = ButtonRoom.OfMessenger },
        ("facebook", AnswerForm.PrivateReply) => new(2000, Window: TimeSpan.FromDays(7)),
        ("x", AnswerForm.PublicReply) => new(280, OnlyWhenSummoned: true, RefusesTwice: true),
        ("x", AnswerForm.PrivateMessage) => new(10_000),
        _ => null,
    };

    /// <summary>The buttons that stand under a message, and the lines that tell those that can't.</summary>
    /// <param name="text">The words above the lines; too long ones are cut, and count as saying nothing.</param>
    /// <param name="foot">What stands below the lines.</param>
    /// <param name="buttons">All of them.</param>
    public (string Lines, IReadOnlyList<Button> Buttons) Fit(string text, string foot, IReadOnlyList<Button> buttons)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(foot);
        var whole = text.Length + foot.Length <= Longest ? text + foot : new string(' ', Longest);
        return !HasButtons ? (ButtonRoom.InWords(whole, buttons), []) : Room?.Fit(whole, buttons) ?? ("", buttons);
    }

    /// <summary>When the window closes; null when it never does. Where a window counts and nobody knows when the person wrote, it is closed.</summary>
    public DateTimeOffset? Closes(DateTimeOffset? saidAt) => Window is { } window ? (saidAt ?? DateTimeOffset.UnixEpoch) + window : null;
}
