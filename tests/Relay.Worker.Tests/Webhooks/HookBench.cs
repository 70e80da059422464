using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Moq;
using Relay.Core.Channels;
using Relay.Core.Deliveries.Halts;
using Relay.Core.Inbox;
using Relay.Core.Inbox.Webhooks;
using Relay.Networks;
using Relay.Testing;
using Relay.Testing.Http;
using Relay.Worker.Webhooks;

namespace Relay.Worker.Tests.Webhooks;

/// <summary>The door as the worker makes it, with the product's networks behind it and an inbox that keeps in memory.</summary>
internal sealed class HookBench : IDisposable
{
    public const string BotSecret = "bot-secret-0123456789";
    public const string AppSecret = "app-secret";
    public const string VerifyToken = "verify-token";
    public const string ConsumerSecret = "consumer-secret";
    public const string Page33 = "1000000000033";
    public const string Page44 = "1000000000044";

    /// <summary>A Page of another app.</summary>
    public const string Page55 = "1000000000055";

    private readonly ServiceProvider _networks = new ServiceCollection().AddLogging().AddSingleton<TimeProvider>(new ManualTime()).AddRelayNetworks().BuildServiceProvider();

    public HookBench()
    {
        Inbox.Setup(inbox => inbox.KeepAsync(It.IsAny<Intake>(), It.IsAny<CancellationToken>())).Returns((Intake intake, CancellationToken _) => Keep(intake));
        Presses.Setup(press => press.Prefix).Returns("hand:");
        Presses.Setup(press => press.HandleAsync(It.IsAny<Account>(), It.IsAny<Press>(), It.IsAny<CancellationToken>())).ReturnsAsync("Merci !");
        Account[] accounts =
        [
            Of("bot33", "telegram", ("WebhookSecret", BotSecret), ("HasWebhookSecret", "true")),
            Of("quiet", "telegram"),
            Of("page33", "facebook", ("PageId", Page33), ("AppSecret", AppSecret), ("VerifyToken", VerifyToken), ("HasAppSecret", "true"), ("HasVerifyToken", "true")),
            Of("page44", "facebook", ("PageId", Page44), ("AppSecret", AppSecret), ("HasAppSecret", "true")),
            Of("page55", "facebook", ("PageId", Page55), ("AppSecret", "another-app-secret"), ("HasAppSecret", "true")),
            Of("x33", "x", ("ConsumerSecret", ConsumerSecret), ("HasConsumerSecret", "true")),
            Of("x44", "x", ("UserId", "1500"), ("ConsumerSecret", ConsumerSecret), ("HasConsumerSecret", "true")),
        ];
        Channels = Some.Channels([], accounts);
        Door = new(Channels, _networks.GetServices<IHearWebhooks>(), Inbox.Object, new InboxBell(Time), new PressDesk([Presses.Object], Time, NullLogger<PressDesk>.Instance), Halts, Time,
            LoggerFactory.Create(logging => logging.AddProvider(Logs)).CreateLogger<WebhookDoor>());
    }

    public ManualTime Time { get; } = new();

    public CapturedLogs Logs { get; } = new();

    public HaltBoard Halts { get; } = new();

    public Mock<IInbox> Inbox { get; } = new(MockBehavior.Strict);

    public Mock<IPressHandler> Presses { get; } = new(MockBehavior.Strict);

    public List<Core.Inbox.Arrivals.Arrival> Kept { get; } = [];

    public WebhookDoor Door { get; }

    public IChannels Channels { get; }

    /// <summary>What understands the kept, network by network.</summary>
    public IEnumerable<Core.Inbox.Arrivals.IReadArrivals> Readers => _networks.GetServices<Core.Inbox.Arrivals.IReadArrivals>();

    /// <summary>What keeping fails with; null keeps.</summary>
    public Exception? Fault { get; set; }

    public void Dispose() => _networks.Dispose();

    public Task<(int Status, string Body)> PostAsync(string account, byte[] body, string header, string value, string from = "203.0.113.7")
        => AskAsync("POST", account, "", body, (header, value), ("X-Forwarded-For", $"198.51.100.1, {from}"));

    public Task<(int Status, string Body)> GetAsync(string account, string query) => AskAsync("GET", account, query, []);

    /// <summary>Posts what the network itself would: rightly signed.</summary>
    public Task<(int Status, string Body)> BringAsync(string account, byte[] body) => account switch
    {
        "bot33" => PostAsync(account, body, "X-Telegram-Bot-Api-Secret-Token", BotSecret),
        "page33" => PostAsync(account, body, "X-Hub-Signature-256", "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(AppSecret), body))),
        _ => PostAsync(account, body, "x-twitter-webhooks-signature", "sha256=" + Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(ConsumerSecret), body))),
    };

    public async Task<(int Status, string Body)> AskAsync(string method, string account, string query, byte[] body, params (string Name, string Value)[] headers)
    {
        var context = new DefaultHttpContext();
        context.Request.Method = method;
        context.Request.Path = "/webhooks/" + account;
        context.Request.QueryString = new(query);
        context.Request.Body = new MemoryStream(body);
        context.Connection.RemoteIpAddress = IPAddress.Loopback;
        foreach (var (name, value) in headers)
        {
            context.Request.Headers[name] = value;
        }
        using var answer = new MemoryStream();
        context.Response.Body = answer;
        await Door.HandleAsync(context);
        return (context.Response.StatusCode, Encoding.UTF8.GetString(answer.ToArray()));
    }

    private static Account Of(string id, string network, params (string Name, string Value)[] settings)
    {
        var all = settings.ToDictionary(pair => pair.Name, pair => pair.Value, StringComparer.OrdinalIgnoreCase);
        return Some.Account(id, network) with
        {
            Settings = all,
            Secret = name => all.TryGetValue(name, out var value) ? value : throw new SecretMissingException($"{name} is not set.", $"{name} n'est pas donné."),
        };
    }

    private Task Keep(Intake intake)
    {
        if (Fault is not null)
        {
            return Task.FromException(Fault);
        }
        Kept.AddRange(intake.Arrivals);
        return Task.CompletedTask;
    }
}
