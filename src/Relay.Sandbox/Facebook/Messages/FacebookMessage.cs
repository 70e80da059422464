namespace Relay.Sandbox.Facebook.Messages;

/// <summary>What passes between a Page and one person.</summary>
/// <param name="Id"><c>t_…</c></param>
/// <param name="Page">Whose.</param>
/// <param name="Person">With whom.</param>
internal sealed record FacebookConversation(string Id, FacebookPage Page, FacebookAuthor Person);

/// <summary>A message of a conversation.</summary>
/// <param name="Id"><c>m_…</c>, the <c>mid</c> of the webhook.</param>
/// <param name="Conversation">Where.</param>
/// <param name="Author">The person, or the Page.</param>
/// <param name="Text">As written.</param>
/// <param name="Sent">When.</param>
internal sealed record FacebookMessage(string Id, FacebookConversation Conversation, FacebookAuthor Author, string Text, DateTimeOffset Sent)
{
    /// <summary>The message that it answers.</summary>
    public string? ReplyTo { get; init; }

    /// <summary>Payload of the button that wrote it for the person.</summary>
    public string? Button { get; init; }

    /// <summary>Quick replies under it, in order: what stands on each, and what it holds.</summary>
    public IReadOnlyList<(string Title, string Payload)> QuickReplies { get; init; } = [];

    /// <summary>Buttons of its template that open a page: what stands on each, and where it leads.</summary>
    public IReadOnlyList<(string Title, string Url)> Links { get; init; } = [];

    /// <summary>How often it was changed: five times at most.</summary>
    public int Edits { get; init; }

    public bool Deleted { get; init; }

    public bool IsOurs => Author.Id == Conversation.Page.Id;
}
