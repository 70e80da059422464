using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Relay.Sandbox;

namespace Relay.Worker.Demo;

/// <summary>Writes a rehearsal's configuration, as an operator would: secrets in files of their own, one channel for each Page, profile and chat.</summary>
internal static class DemoFile
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>Writes <c>appsettings.json</c> and <c>secrets/</c> into the folder.</summary>
    public static void Write(string folder, SandboxHost networks)
    {
        var secrets = Path.Combine(folder, "secrets");
        Directory.CreateDirectory(secrets);
        var (accounts, channels) = (new JsonObject(), new JsonObject());
        AddFacebook(accounts, channels, networks, secrets);
        AddX(accounts, channels, networks, secrets);
        AddTelegram(accounts, channels, networks, secrets);
        File.WriteAllText(Path.Combine(folder, "appsettings.json"), Content(accounts, channels).ToJsonString(Indented));
    }

    private static void AddFacebook(JsonObject accounts, JsonObject channels, SandboxHost networks, string secrets)
    {
        foreach (var page in networks.World.Accounts.Pages)
        {
            var id = "page-" + Slug(page.Territory);
            var account = Account("facebook", networks.Facebook, secrets, id, ("Token", page.Token), ("AppSecret", page.AppSecret));
            account["PageId"] = page.Id;
            accounts[id] = account;
            channels["facebook-" + Slug(page.Territory)] = Channel(id, page.Id, page.Territory);
        }
    }

    private static void AddX(JsonObject accounts, JsonObject channels, SandboxHost networks, string secrets)
    {
        foreach (var profile in networks.World.Accounts.Profiles)
        {
            var id = "x-" + Slug(profile.Territory);
            var account = Account("x", networks.X, secrets, id,
                ("ConsumerKey", profile.ConsumerKey), ("ConsumerSecret", profile.ConsumerSecret), ("Token", profile.Token), ("TokenSecret", profile.TokenSecret));
            account["Handle"] = "@" + profile.Username;
            account["UserId"] = profile.Id;
            accounts[id] = account;
            var channel = Channel(id, "@" + profile.Username, profile.Territory);
            if (profile.Territory == "FR")
            {
                // X takes 100 posts in 15 minutes, and one text once, whichever account posts it: the national profile leaves the others' territories to them.
                channel["Territories"] = new JsonArray("FR", "REG-84", "REG-53");
            }
            channels[id] = channel;
        }
    }

    private static void AddTelegram(JsonObject accounts, JsonObject channels, SandboxHost networks, string secrets)
    {
        var world = networks.World.Accounts;
        var bot = world.Bots[0];
        var account = Account("telegram", networks.Telegram, secrets, "bot", ("Token", bot.Token));
        account["Handle"] = "@" + bot.Username;
        if (world.Chats.FirstOrDefault(chat => chat.Journal) is { } journal)
        {
            account["Journal"] = journal.Id.ToString(CultureInfo.InvariantCulture);
        }
        accounts["bot"] = account;
        // People are written to only when they asked: a rehearsal's announcements go to channels and groups. A channel's posts come to its discussion by themselves.
        foreach (var chat in world.Chats.Where(chat => !chat.Journal && chat.Kind != ChatKind.Private && (chat.Kind == ChatKind.Channel || chat.Linked is null) && chat.Standing == ChatStanding.Open && (chat.Members.Count == 0 || chat.Members.Contains(bot.Id))))
        {
            var channel = Channel("bot", chat.Username is { } name ? "@" + name : chat.Id.ToString(CultureInfo.InvariantCulture), chat.Territory);
            if (chat.Territory == "FR")
            {
                channel["Kinds"] = new JsonArray("event"); // one message a second: a rehearsal should not last for minutes
            }
            if (chat.Kind is ChatKind.Group or ChatKind.Supergroup)
            {
                // A group takes twenty messages a minute.
                (channel["TargetKind"], channel["Backlog"]) = ("Group", "7.00:00:00");
            }
            if (chat.Territory == "FR")
            {
                // A chat takes one message a second: what is due at once must leave within the minute that a first look at Relay may take.
                (channel["Kinds"], channel["Backlog"]) = (new JsonArray("event"), "5.00:00:00");
            }
            if (chat.Topics.Count > 0)
            {
                channel["Topics"] = "theme";
            }
            channels["telegram-" + Slug(chat.Territory) + (chat.Kind == ChatKind.Channel ? "" : "-groupe")] = channel;
        }
    }

    private static JsonObject Content(JsonObject accounts, JsonObject channels) => new()
    {
        ["Relay"] = new JsonObject
        {
            ["Rehearsal"] = true,
            ["Party"] = new JsonObject { ["Name"] = "Le Tilleul (répétition)" },
            ["Store"] = new JsonObject { ["Path"] = "relay.db" },
            // A rehearsal's networks show a post within seconds: doubts need not rest for minutes.
            ["Engine"] = new JsonObject { ["SettleTime"] = "00:00:05", ["ReadsApart"] = "00:00:02", ["IdlePoll"] = "00:00:02", ["PollEvery"] = "00:00:02" },
            ["Sources"] = new JsonObject { ["party"] = new JsonObject { ["Kind"] = "sql", ["Engine"] = "sqlite", ["Path"] = "party.db", ["Harvest"] = "0/30 * * * * ?" } },
            ["Return"] = new JsonObject { ["Kind"] = "sqlite", ["Path"] = "party.db" },
            ["Accounts"] = accounts,
            ["Channels"] = channels,
        },
    };

    private static JsonObject Account(string network, Uri address, string secrets, string id, params (string Name, string Value)[] values)
    {
        var account = new JsonObject { ["Network"] = network, ["BaseAddress"] = address.AbsoluteUri };
        foreach (var (name, value) in values)
        {
            var file = $"{id}-{name.ToLowerInvariant()}";
            WriteSecret(Path.Combine(secrets, file), value);
            account[name + "File"] = $"secrets/{file}";
        }
        return account;
    }

    /// <summary>A channel that is open at all hours and takes what its territory has; the national ones take everything.</summary>
    private static JsonObject Channel(string account, string target, string territory) => new()
    {
        ["Account"] = account,
        ["Target"] = target,
        ["Stage"] = "live",
        ["Kinds"] = new JsonArray("event", "initiative"),
        ["Territories"] = territory == "FR" ? new JsonArray() : new JsonArray(territory),
        ["Moments"] = new JsonArray("announce", "J-7", "J-1", "H-2", "cancelled"),
        ["Slots"] = new JsonArray("Mon-Sun 00:00-24:00"),
        ["MinimumGap"] = "00:00:00",
        ["MaximumPerDay"] = 10_000,
        ["Backlog"] = territory == "FR" ? "7.00:00:00" : "14.00:00:00",
    };

    private static void WriteSecret(string path, string value)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }
        using var writer = new StreamWriter(path, options);
        writer.Write(value);
    }

    private static string Slug(string territory) => territory.ToLowerInvariant();
}
