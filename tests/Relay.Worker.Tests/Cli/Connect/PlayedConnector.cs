using Relay.Core.Channels.Connecting;
using Relay.Core.Texts;

namespace Relay.Worker.Tests.Cli.Connect;

/// <summary>Connects a bot of nobody's: asks for its token and one of two chats.</summary>
internal sealed class PlayedConnector : IConnector
{
    public const string Secret = "7000000001:AAREHEARSALrehearsalREHEARSALrehear1";

    public static readonly Question Token = new("token", new("Le jeton du bot", "The bot's token"), QuestionKind.Secret);
    public static readonly Question Chat = new("chat", new("Où publier ?", "Where to publish?"), QuestionKind.Choices);

    private static readonly ConnectedPlace[] Places =
    [
        new("gironde-telegram", "Gironde en fête", new Dictionary<string, string> { ["Target"] = "@gironde" }),
        new("landes-telegram", "Landes", new Dictionary<string, string> { ["Target"] = "@landes" }),
    ];

    public string Network => "telegram";

    public Phrase Needs => new("un bot.", "a bot.");

    public IReadOnlyList<Question> Questions => [Token, Chat];

    /// <summary>What it meets on its first goes, one a go.</summary>
    public Queue<ConnectException> Faults { get; } = new();

    public ConnectPlace? Place { get; private set; }

    /// <summary>What it brings besides the address.</summary>
    public Dictionary<string, string> Settings { get; } = [];

    public string Name { get; set; } = "tilleul-bot";

    public async Task<Connection> ConnectAsync(IDialogue dialogue, ConnectPlace place, CancellationToken cancel)
    {
        Place = place;
        var token = await dialogue.AskAsync(Token, cancel);
        dialogue.Say(new("Le bot répond.", "The bot answers."));
        var chosen = await dialogue.ChooseAsync(Chat, [.. Places.Select(one => one.Title)], cancel);
        if (Faults.TryDequeue(out var fault))
        {
            throw fault;
        }
        var settings = new Dictionary<string, string>(Settings) { ["BaseAddress"] = "http://127.0.0.1:9/" };
        return new(Name, "Le Tilleul", settings, new Dictionary<string, string> { ["Token"] = token }, [.. chosen.Select(index => Places[index])], [new("Telegram est gratuit.", "Telegram is free.")]);
    }
}
