namespace Relay.Sandbox.Telegram;

/// <summary>Brings a channel's posts to the group where they are discussed, as Telegram itself does. Source: core.telegram.org/bots/api#message, <c>is_automatic_forward</c>.</summary>
internal sealed class TelegramDiscussion(TelegramRoster roster, TelegramStore store, TelegramHearing hearing)
{
    /// <summary>Forwards what was just posted, where it stands in a channel with a discussion; in other chats nothing happens.</summary>
    public void Bring(IReadOnlyList<TelegramMessage> posted)
    {
        foreach (var post in posted.Where(post => post.Chat.Kind == ChatKind.Channel))
        {
            if (post.Chat.Linked is { } linked && roster.Chats.FirstOrDefault(chat => chat.Id == linked) is { } group)
            {
                var copy = store.Add(new TelegramMessage(0, group, null, post.Text, post.Entities, post.Date)
                {
                    ForwardOf = post, IsAutomaticForward = true, Photo = post.Photo, MediaGroup = post.MediaGroup, LinkPreview = post.LinkPreview,
                });
                hearing.Written(copy, roster.Bots[0]);
            }
        }
    }
}
