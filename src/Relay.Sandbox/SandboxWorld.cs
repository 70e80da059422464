using Relay.Sandbox.Worlds;

namespace Relay.Sandbox;

/// <summary>Who exists on the rehearsal's networks, and with which credentials. Nothing in it opens a door anywhere else.</summary>
public sealed record SandboxWorld
{
    /// <summary>Five Pages with five people around them, four profiles, two bots and their chats, of a party that does not exist.</summary>
    public static SandboxWorld Default { get; } = DefaultWorld.Build();

    /// <summary>Facebook Pages.</summary>
    public required IReadOnlyList<FacebookPage> Pages { get; init; }

    /// <summary>Facebook apps beside those of the Pages.</summary>
    public IReadOnlyList<FacebookApp> Apps { get; init; } = [];

    /// <summary>People who may log in to Facebook and consent. Default none.</summary>
    public IReadOnlyList<FacebookPerson> People { get; init; } = [];

    /// <summary>X profiles.</summary>
    public required IReadOnlyList<XProfile> Profiles { get; init; }

    /// <summary>Telegram bots.</summary>
    public required IReadOnlyList<TelegramBot> Bots { get; init; }

    /// <summary>Telegram chats.</summary>
    public required IReadOnlyList<TelegramChat> Chats { get; init; }
}

/// <summary>A Facebook Page as its app sees it.</summary>
/// <param name="Id">Digits.</param>
/// <param name="Name">As shown.</param>
/// <param name="Territory">Whose Page it is: <c>DEP-33</c>, <c>REG-75</c>, <c>FR</c>.</param>
/// <param name="Token">The Page's access token.</param>
/// <param name="AppId">The app that holds the token.</param>
/// <param name="AppSecret">Key of <c>appsecret_proof</c>, which every call must carry.</param>
public sealed record FacebookPage(string Id, string Name, string Territory, string Token, string AppId, string AppSecret)
{
    /// <summary>People engaged in 24 h: the Page may make 4,800 calls a day for each. Default 40.</summary>
    public int EngagedUsers { get; init; } = 40;

    /// <summary>The permissions that <see cref="Token"/> carries. Default: all that Relay asks for.</summary>
    public IReadOnlyList<string> Scopes { get; init; } =
    [
        "pages_show_list", "pages_read_engagement", "pages_manage_posts", "pages_read_user_content", "pages_manage_engagement", "pages_manage_metadata", "pages_messaging",
    ];
}

/// <summary>A Facebook app.</summary>
/// <param name="Id">Digits.</param>
/// <param name="Name">As shown to those who consent.</param>
/// <param name="Secret">Key of <c>appsecret_proof</c>.</param>
public sealed record FacebookApp(string Id, string Name, string Secret);

/// <summary>A person with a role on a Facebook app.</summary>
/// <param name="Id">Digits.</param>
/// <param name="Name">As shown.</param>
/// <param name="AppId">The app that she tests or manages.</param>
/// <param name="ExplorerToken">The user token that the Graph API Explorer gives her: it lives two hours from the start of the rehearsal.</param>
public sealed record FacebookPerson(string Id, string Name, string AppId, string ExplorerToken)
{
    /// <summary>The permissions that <see cref="ExplorerToken"/> carries beside <c>public_profile</c>. Default: what publishing needs.</summary>
    public IReadOnlyList<string> Scopes { get; init; } = ["pages_show_list", "pages_read_engagement", "pages_manage_posts"];

    /// <summary>What she may do on each Page, by its id; a Page that is not named is none of hers.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Tasks { get; init; } = new Dictionary<string, IReadOnlyList<string>>();
}

/// <summary>A profile on X with its OAuth 1.0a user context.</summary>
/// <param name="Id">Digits.</param>
/// <param name="Username">The handle, without <c>@</c>.</param>
/// <param name="Name">As shown.</param>
/// <param name="Territory">Whose profile it is.</param>
/// <param name="ConsumerKey">Names the app.</param>
/// <param name="ConsumerSecret">First half of the signing key.</param>
/// <param name="Token">Names the profile.</param>
/// <param name="TokenSecret">Second half of the signing key.</param>
public sealed record XProfile(
    string Id, string Username, string Name, string Territory, string ConsumerKey, string ConsumerSecret, string Token, string TokenSecret)
{
    /// <summary>Names the same app where it speaks OAuth 2.0; a confidential client.</summary>
    public string ClientId { get; init; } = "";

    /// <summary>Proves it.</summary>
    public string ClientSecret { get; init; } = "";

    /// <summary>What its keys of OAuth 1.0a allow: <c>read</c>, <c>read-write</c> or <c>read-write-directmessages</c>. Default the last.</summary>
    public string Level { get; init; } = "read-write-directmessages";

    /// <summary>Whether it carries the label "Automated". Default false.</summary>
    public bool Automated { get; init; }

    /// <summary>Whether it pays for Premium, and so may edit for an hour. Default false.</summary>
    public bool Premium { get; init; }
}

/// <summary>A Telegram bot.</summary>
/// <param name="Id">Number before the colon of the token.</param>
/// <param name="Username">Ends in <c>bot</c>, without <c>@</c>.</param>
/// <param name="Name">As shown.</param>
/// <param name="Token"><c>digits:secret</c>.</param>
public sealed record TelegramBot(long Id, string Username, string Name, string Token)
{
    /// <summary>Whether its privacy mode is off, so that it reads groups without being an administrator. Default false.</summary>
    public bool ReadsAllGroupMessages { get; init; }
}

/// <summary>What a Telegram chat is.</summary>
public enum ChatKind
{
    /// <summary>Only admins write; a bot writes as the channel.</summary>
    Channel,

    /// <summary>A basic group.</summary>
    Group,

    /// <summary>A large group, possibly a forum.</summary>
    Supergroup,

    /// <summary>One person and the bot.</summary>
    Private,
}

/// <summary>How the bots stand towards a chat.</summary>
public enum ChatStanding
{
    /// <summary>They may write.</summary>
    Open,

    /// <summary>The person blocked them.</summary>
    Blocked,

    /// <summary>They were removed.</summary>
    Kicked,

    /// <summary>The group became a supergroup with another id.</summary>
    Upgraded,
}

/// <summary>A Telegram chat.</summary>
/// <param name="Id">Negative but for a person; channels and supergroups start with −100.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Title">As shown; the name of a person.</param>
/// <param name="Territory">Whose chat it is.</param>
/// <param name="Username">Public name without <c>@</c>; null when it has none.</param>
public sealed record TelegramChat(long Id, ChatKind Kind, string Title, string Territory, string? Username = null)
{
    /// <summary>Topics of a forum beside the general one; empty elsewhere.</summary>
    public IReadOnlyList<ChatTopic> Topics { get; init; } = [];

    /// <summary>Whether it is a forum. One that has topics is.</summary>
    public bool IsForum { get => field || Topics.Count > 0; init; }

    /// <summary>Whether it only serves the bots to look up what they posted; kept out of the list of posts.</summary>
    public bool Journal { get; init; }

    /// <summary>Whether the bots may write. Default <see cref="ChatStanding.Open"/>.</summary>
    public ChatStanding Standing { get; init; }

    /// <summary>Ids of the bots that are in it; empty means every bot.</summary>
    public IReadOnlyList<long> Members { get; init; } = [];

    /// <summary>The group where a channel's posts are discussed, or the other way round; null for none.</summary>
    public long? Linked { get; init; }

    /// <summary>How many people are in it beside its owner. Default 40, none in a journal.</summary>
    public int People { get => Journal ? 0 : field; init; } = 40;

    /// <summary>Where an upgraded group went; null otherwise.</summary>
    public long? UpgradedTo { get; init; }
}

/// <summary>A topic of a forum.</summary>
/// <param name="Id">The <c>message_thread_id</c>.</param>
/// <param name="Name">As shown.</param>
/// <param name="IsClosed">Whether only those who manage topics may write in it. Default false.</param>
public sealed record ChatTopic(int Id, string Name, bool IsClosed = false);
