namespace Relay.Sandbox.Telegram;

/// <summary>What a bot is in a chat.</summary>
/// <param name="Status"><c>administrator</c>, <c>member</c>, <c>left</c> or <c>kicked</c>.</param>
/// <param name="Post">An administrator's right to post; counts in channels.</param>
/// <param name="Edit">An administrator's right to edit messages of others; counts in channels.</param>
/// <param name="Delete">An administrator's right to delete messages.</param>
/// <param name="Topics">An administrator's right to make topics, and to write in closed ones; counts in forums.</param>
internal sealed record BotStanding(string Status, bool Post = false, bool Edit = false, bool Delete = false, bool Topics = false)
{
    public static BotStanding Left { get; } = new("left");

    public static BotStanding Kicked { get; } = new("kicked");

    public static BotStanding Member { get; } = new("member");

    public static BotStanding Administrator { get; } = new("administrator", Post: true, Edit: true, Delete: true, Topics: true);

    public bool IsAdministrator => Status == "administrator";

    public bool IsIn => Status is "administrator" or "member";
}

/// <summary>Somebody who is not a bot.</summary>
internal sealed record TelegramPerson(long Id, string Name, string? Username)
{
    /// <summary>Of the device.</summary>
    public string Language { get; init; } = "fr";

    /// <summary>Whether it is a bot of somebody else after all.</summary>
    public bool Automated { get; init; }

    public static TelegramPerson Of(Militants.Militant person) => new(person.TelegramId, person.Name, person.Handle) { Language = person.Language, Automated = person.Automated };
}
