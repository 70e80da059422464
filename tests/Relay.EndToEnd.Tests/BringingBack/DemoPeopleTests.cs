using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;
using NUnit.Framework;
using Relay.EndToEnd.Tests.Harness;
using Relay.Sandbox;

namespace Relay.EndToEnd.Tests.BringingBack;

/// <summary>The whole way back, as whoever tries a rehearsal goes it: somebody of the public acts on the pages of three networks, and it comes home.</summary>
[NonParallelizable]
public sealed class DemoPeopleTests
{
    private static readonly TimeSpan Promised = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private readonly TemporaryFolder _folder = new();
    private readonly Dictionary<string, DateTimeOffset> _sent = [];
    private WorkerProcess _demo = null!;
    private Uri _console = null!;
    private SandboxClient _networks = null!;
    private Browser _person = null!;

    private string Config => Path.Combine(_folder.Of("demo"), "appsettings.json");

    private static string Page => SandboxWorld.Default.Pages[1].Id;

    private static XProfile Profile => SandboxWorld.Default.Profiles[1];

    private static string Chat => SandboxWorld.Default.Chats.First(chat => chat.Kind == ChatKind.Private).Id.ToString(CultureInfo.InvariantCulture);

    [SetUp]
    public async Task Start()
    {
        _demo = WorkerProcess.Start(["demo", "--json", "--folder", _folder.Of("demo")]);
        await _demo.SaysAsync("\"configuration\"");
        await _demo.SaysAsync("}");
        var opened = _demo.Log.Split('\n').First(line => line.StartsWith('{'));
        _console = new Uri(JsonNode.Parse(opened)!["open"]!.GetValue<string>());
        (_networks, _person) = (new(_console, _console), new(_console));
    }

    [TearDown]
    public async Task Stop()
    {
        _networks.Dispose();
        _person.Dispose();
        await _demo.DisposeAsync();
        _folder.Dispose();
    }

    [Test]
    public async Task Demo_CommentMentionMessageAndPressOnThePages_AreInTheInboxWithinTenSecondsAnsweredOnceAndReturned()
    {
        var (post, item) = await EventOnThePageAsync();
        await CommentAsync(post, "C'est à quelle heure, et où ?");
        _sent["mention"] = await _person.FillAsync($"x/{Profile.Id}", "mention", new Dictionary<string, string> { ["profile"] = Profile.Id }, Typed("Yann Le Goff", $"@{Profile.Username} je viens à la prochaine réunion, comment je fais ?"));
        var link = await LinkAsync(item);
        _sent["message"] = await WriteAsync($"/start {link}");
        await HoldsAsync(async () => (await HeardAsync()).Count >= 1, "the event was shown in the private chat");
        _sent["words"] = await WriteAsync("Je viens avec ma sœur");
        await HoldsAsync(async () => (await HeardAsync()).Count >= 2, "it was read back");
        _sent["press"] = await _person.FillAsync($"telegram/{Chat}", "press", new Dictionary<string, string> { ["message"] = (await HeardAsync())[^1].Id, ["button"] = "Oui" }, new Dictionary<string, string>());
        await HoldsAsync(async () => Returned().Count > 0, "the party has it");
        await HoldsAsync(async () => (await HeardAsync()).Count >= 3, "the person has it");

        var inbox = await InboxAsync();
        var took = Took(inbox);
        await TestContext.Out.WriteLineAsync($"From the form to the inbox: {string.Join(", ", took.Select(one => string.Create(CultureInfo.InvariantCulture, $"{one.Key} {one.Value.TotalSeconds:F1} s")))}");
        var answers = await _networks.PostsAsync();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(took.Keys, Is.EquivalentTo(_sent.Keys), "everything came");
            Assert.That(took.Values, Has.All.LessThanOrEqualTo(Promised));
            Assert.That(inbox.Select(one => (bool)one["waiting"]!), Has.All.False, "understood, and nobody waits");
            Assert.That(answers.Where(one => one.ReplyTo == _comment).Select(one => one.Text), Has.One.Contains("\u00A0h"), "the hour, once");
            Assert.That(answers.Where(one => one.Network == "x" && one.ReplyTo == $"{inbox.First(came => $"{came["kind"]}" == "mention")["remoteId"]}").Select(one => one.Text), Has.One.Contains("https://t.me/"), "the way to a private chat, once");
            Assert.That((await HeardAsync()).Select(one => one.Text[..12]), Is.EqualTo(new[] { (await HeardAsync())[0].Text[..12], "Je note : vo", "C’est noté :" }), "each once");
            Assert.That(Returned(), Is.EqualTo(new[] { $"rsvp {item.Split('/')[^1]} accepted 2" }));
            Assert.That(_demo.Failures, Is.Empty);
        }
    }

    private string? _comment;

    /// <summary>An event that stands on the Page, and the post of it.</summary>
    private async Task<(string Post, string Item)> EventOnThePageAsync()
    {
        var store = new StoreReader(Path.Combine(_folder.Of("demo"), "relay.db"), SandboxWorld.Default);
        string[]? found = null;
        await HoldsAsync(async () => (found = (await store.ReadAsync($"""
            SELECT parts.remote_ids, publications.subject FROM parts JOIN publications ON publications.delivery_id = parts.delivery_id
            WHERE parts.network = 'facebook' AND parts.target = '{Page}' AND parts.state = 'confirmed' AND publications.subject LIKE '%/event/%' AND publications.moment = 'announce'
            """)) is [var first, ..] ? first : null) is not null, "an event stands on the Page");
        return (JsonSerializer.Deserialize<string[]>(found![0])![0], found[1]);
    }

    private async Task CommentAsync(string post, string text)
    {
        _sent["comment"] = await _person.FillAsync($"facebook/{Page}", "comment", new Dictionary<string, string> { ["post"] = post }, Typed("Inès Martin", text));
        await HoldsAsync(async () => (_comment = (await InboxAsync()).FirstOrDefault(one => one["kind"]!.GetValue<string>() == "comment")?["remoteId"]!.GetValue<string>()) is not null, "the comment is in the inbox");
    }

    private Task<DateTimeOffset> WriteAsync(string text)
        => _person.FillAsync($"telegram/{Chat}", "write", new Dictionary<string, string> { ["chat"] = Chat }, new Dictionary<string, string> { ["text"] = text });

    private static Dictionary<string, string> Typed(string person, string text) => new(StringComparer.Ordinal) { ["person"] = person, ["text"] = text };

    private async Task<string> LinkAsync(string item)
    {
        var ran = await RelayProgram.RunAsync(Config, "link", item);
        Assert.That(ran.Exit, Is.Zero, ran.ToString());
        return ran.Output[(ran.Output.IndexOf("?start=", StringComparison.Ordinal) + "?start=".Length)..].Trim();
    }

    /// <summary>From sending to what the inbox says of when it was heard.</summary>
    private Dictionary<string, TimeSpan> Took(IReadOnlyList<JsonNode> inbox)
    {
        var heard = inbox.ToDictionary(one => (one["kind"]!.GetValue<string>(), one["text"]?.GetValue<string>()) switch
        {
            ("private-message", ['/', ..]) => "message",
            ("private-message", _) => "words",
            var (kind, _) => kind,
        }, one => one["heardAt"]!.GetValue<DateTimeOffset>(), StringComparer.Ordinal);
        return heard.ToDictionary(one => one.Key, one => one.Value - _sent.GetValueOrDefault(one.Key), StringComparer.Ordinal);
    }

    private async Task<IReadOnlyList<JsonNode>> InboxAsync()
    {
        var ran = await RelayProgram.RunAsync(Config, "inbox", "--json");
        Assert.That(ran.Exit, Is.Zero, ran.ToString());
        return [.. JsonNode.Parse(ran.Output)!["interactions"]!.AsArray().Select(one => one!)];
    }

    /// <summary>What the person has had from the bot, oldest first.</summary>
    private async Task<IReadOnlyList<SandboxPost>> HeardAsync() => [.. (await _networks.PostsAsync()).Where(post => post.Target == Chat)];

    private List<string> Returned()
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = Path.Combine(_folder.Of("demo"), "party.db"), Mode = SqliteOpenMode.ReadOnly, DefaultTimeout = 30, Pooling = false }.ConnectionString);
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT kind, item_id, status, party_size FROM relay_return";
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read())
        {
            rows.Add($"{reader.GetValue(0)} {reader.GetValue(1)} {reader.GetValue(2)} {reader.GetValue(3)}");
        }
        return rows;
    }

    private Task HoldsAsync(Func<Task<bool>> holds, string what) => Eventually.HoldsAsync(async () => _demo.HasExited || await holds(), Patience, () => Task.FromResult($"{what}\n{_demo.Log}"));
}
