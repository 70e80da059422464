using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using NUnit.Framework;
using Relay.EndToEnd.Tests.Harness;
using Relay.Sandbox;

namespace Relay.EndToEnd.Tests.FirstPost;

/// <summary>
/// A volunteer with a bot, a Page and a profile, an empty folder and the program. She gives tokens from files, names as she knows them and clicks; she types no identifier.
/// What a command tells her to do elsewhere (add the bot, press Start, say yes on a page) she does on the rehearsal's networks.
/// </summary>
internal sealed partial class Coordinator : IAsyncDisposable
{
    public const string ChannelTitle = "Le Tilleul en Gironde";
    public const string Page = "Le Tilleul Gironde";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private readonly TemporaryFolder _folder = new();
    private readonly SandboxHost _networks;
    private readonly HttpClient _browser = new();
    private readonly List<string> _done = [];

    private Coordinator(SandboxHost networks)
    {
        _networks = networks;
        Sandbox = new(networks.Console, networks.Telegram);
    }

    /// <summary>The networks, seen from outside.</summary>
    public SandboxClient Sandbox { get; }

    /// <summary>Her folder.</summary>
    public string Folder => _folder.Path;

    /// <summary>What she answers on a network's page. Default yes.</summary>
    public string Consent { get; set; } = "allow";

    /// <summary>The PIN she copies; null for the one that the page shows.</summary>
    public string? Pin { get; set; }

    /// <summary>The rights she gives the bot.</summary>
    public string Rights { get; set; } = "post+edit+delete";

    private SandboxWorld World => _networks.World.Accounts;

    public static async Task<Coordinator> StartAsync() => new(await SandboxHost.StartAsync(new SandboxOptions(), TimeProvider.System, CancellationToken.None));

    /// <summary><c>relay connect telegram</c>, with a channel, the journal and her own chat.</summary>
    public Task<Ran> ConnectTelegramAsync(string? token = null)
        => ConnectAsync(["connect", "telegram", "--base-address", _networks.Telegram.AbsoluteUri, "--token-file", Secret("bot", token ?? World.Bots[1].Token), "--chat", ChannelTitle, "--territory", "Gironde"]);

    /// <summary><c>relay connect facebook</c>, with the user token of the explorer.</summary>
    public Task<Ran> ConnectFacebookAsync(string? token = null, string? secret = null, string page = Page) => ConnectAsync(
    [
        "connect", "facebook", "--base-address", _networks.Facebook.AbsoluteUri, "--app-secret-file", Secret("app", secret ?? World.Pages[1].AppSecret),
        "--user-token-file", Secret("explorer", token ?? World.People[0].ExplorerToken), "--page", page, "--territory", "Gironde",
    ]);

    /// <summary><c>relay connect facebook</c>, through the browser.</summary>
    public Task<Ran> ConnectFacebookInBrowserAsync() => ConnectAsync(
    [
        "connect", "facebook", "--base-address", _networks.Facebook.AbsoluteUri, "--app-secret-file", Secret("app", World.Pages[1].AppSecret), "--app-id", World.Pages[1].AppId, "--page", Page, "--territory", "Gironde",
    ]);

    /// <summary><c>relay connect x</c>, through the browser.</summary>
    public Task<Ran> ConnectXAsync(string? secret = null) => ConnectAsync(
    [
        "connect", "x", "--base-address", _networks.X.AbsoluteUri, "--way", "OAuth 2.0", "--client-id", World.Profiles[1].ClientId, "--client-secret-file", Secret("client", secret ?? World.Profiles[1].ClientSecret),
        "--port", "0", "--territory", "Gironde",
    ]);

    /// <summary><c>relay connect x</c>, with a PIN that she copies from the page into a file.</summary>
    public Task<Ran> ConnectXWithPinAsync() => ConnectAsync(
    [
        "connect", "x", "--base-address", _networks.X.AbsoluteUri, "--consumer-key-file", Secret("key", World.Profiles[1].ConsumerKey), "--consumer-secret-file", Secret("consumer", World.Profiles[1].ConsumerSecret),
        "--pin-file", _folder.Of("pin"), "--territory", "Gironde",
    ]);

    /// <summary>Runs a command in her folder, to its end.</summary>
    public async Task<Ran> RunAsync(params string[] args)
    {
        await using var process = WorkerProcess.StartIn(Folder, args);
        var exit = await process.ExitAsync(Patience);
        return new(exit, process.Log, "", TimeSpan.Zero);
    }

    /// <summary>Starts <c>relay run</c> in her folder.</summary>
    public async Task<WorkerProcess> WorkAsync()
    {
        var worker = WorkerProcess.StartIn(Folder, ["run"]);
        await worker.ReadyAsync();
        return worker;
    }

    /// <summary>Writes an event into the folder of CSV files, as a spreadsheet would.</summary>
    public void WriteEvent(string title, DateTimeOffset now)
    {
        var day = now.AddDays(4).ToString("dd/MM/yyyy", System.Globalization.CultureInfo.InvariantCulture);
        File.WriteAllText(Path.Combine(Folder, "party", "evenements.csv"), $"identifiant;titre;début;lieu;code postal;lieu public;lien;section;statut;visibilité\ncafe-1;{title};{day} 18:30;Salle des fêtes, Bordeaux;33000;oui;https://parti.example/cafe;;confirmé;public\n");
    }

    /// <summary>The ids of the channels that connecting made, by network.</summary>
    public async Task<IReadOnlyDictionary<string, string>> ChannelsAsync()
    {
        var ran = await RunAsync("accounts", "--json");
        Assert.That(ran.Exit, Is.Zero, ran.ToString());
        using var document = JsonDocument.Parse(ran.Output);
        return document.RootElement.GetProperty("accounts").EnumerateArray()
            .ToDictionary(account => account.GetProperty("network").GetString()!, account => account.GetProperty("channels")[0].GetProperty("id").GetString()!, StringComparer.Ordinal);
    }

    public async ValueTask DisposeAsync()
    {
        _browser.Dispose();
        Sandbox.Dispose();
        await _networks.DisposeAsync();
        _folder.Dispose();
    }

    /// <summary>Runs a command, and does what it tells her to.</summary>
    private async Task<Ran> ConnectAsync(IReadOnlyList<string> args)
    {
        _done.Clear();
        await using var process = WorkerProcess.StartIn(Folder, [.. args, "--patience", "00:00:12"]);
        var begun = TimeProvider.System.GetTimestamp();
        while (!process.HasExited && TimeProvider.System.GetElapsedTime(begun) < Patience)
        {
            foreach (var line in process.Log.Split('\n'))
            {
                await ActAsync(line);
            }
            await Eventually.PassAsync(TimeSpan.FromMilliseconds(100));
        }
        return new(await process.ExitAsync(Patience), process.Log, "", TimeProvider.System.GetElapsedTime(begun));
    }

    private async Task ActAsync(string line)
    {
        if (StartLink().Match(line) is { Success: true } start)
        {
            await OnceAsync("start", () => PlayAsync("write", ("chat", "Camille Répétition"), ("text", $"/start {start.Groups["code"].Value}")));
        }
        else if (line.Contains("private channel", StringComparison.Ordinal) && line.Contains("startchannel", StringComparison.Ordinal))
        {
            await OnceAsync("journal", () => AddAsync("Journal du Tilleul", username: null, "post+edit+delete"));
        }
        else if (line.Contains("startchannel", StringComparison.Ordinal))
        {
            await OnceAsync("channel", () => AddAsync(ChannelTitle, "tilleul_en_gironde", Rights));
        }
        else if (PinPage().Match(line) is { Success: true } shown)
        {
            await OnceAsync("pin", async () => await File.WriteAllTextAsync(_folder.Of("pin"), Pin ?? Digits().Match(await _browser.GetStringAsync(new Uri($"{shown.Value}&rehearsal={Consent}"))).Value));
        }
        else if (ConsentPage().Match(line) is { Success: true } page)
        {
            await OnceAsync("consent", async () => (await _browser.GetAsync(new Uri($"{page.Value}&rehearsal={Consent}"))).Dispose());
        }
    }

    private async Task OnceAsync(string what, Func<Task> act)
    {
        if (!_done.Contains(what))
        {
            _done.Add(what);
            await act();
        }
    }

    private async Task AddAsync(string title, string? username, string rights)
    {
        await PlayAsync("chats", ("kind", "channel"), ("title", title), ("username", username ?? ""));
        await PlayAsync("add", ("chat", title), ("rights", rights));
    }

    private async Task PlayAsync(string action, params (string Name, string Value)[] fields)
    {
        var body = new JsonObject([.. fields.Append(("bot", World.Bots[1].Username)).Select(field => KeyValuePair.Create(field.Item1, (JsonNode?)field.Item2))]);
        using var reply = await _browser.PostAsJsonAsync(new Uri(_networks.Console, $"_sandbox/telegram/{action}"), body);
        Assert.That(reply.IsSuccessStatusCode, await reply.Content.ReadAsStringAsync());
    }

    private string Secret(string name, string value)
    {
        var path = _folder.Of(name + ".secret");
        File.WriteAllText(path, value);
        return path;
    }

    [GeneratedRegex(@"https://t\.me/\w+\?start=(?<code>\w+)")]
    private static partial Regex StartLink();

    [GeneratedRegex(@"http://\S+/oauth/authorize\?oauth_token=\S+")]
    private static partial Regex PinPage();

    [GeneratedRegex(@"\b\d{7}\b")]
    private static partial Regex Digits();

    [GeneratedRegex(@"http://\S+/(dialog/oauth|i/oauth2/authorize)\?\S+")]
    private static partial Regex ConsentPage();
}
