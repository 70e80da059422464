using System.IO.Compression;
using System.Text.Json;
using NUnit.Framework;
using Relay.Core.Contacts;
using Relay.Core.Contacts.Suppressions;
using Relay.Core.Conversations.Settling;
using Relay.Core.Inbox.Arrivals;
using Relay.Core.Items;
using Relay.Store;
using Relay.Worker.Cli;
using Relay.Worker.Keys;

namespace Relay.Worker.Tests.Cli;

public sealed class ContactExportTests
{
    private static readonly DateTimeOffset Now = StoreBench.Time.GetUtcNow();

    private readonly CliBench _bench = new();

    private string KeyFolder => Path.Combine(_bench.Folder, "data", "keys");

    [TearDown]
    public void RemoveFolder() => _bench.Dispose();

    [Test]
    public async Task Export_OfAPerson_HoldsEverythingThatIsKept()
    {
        var id = await LeaveAsync();
        var path = Path.Combine(_bench.Folder, "copie.zip");

        Assert.That(await _bench.RunAsync("contacts", "export", $"{id}", "--to", path), Is.Zero, _bench.Error);

        await using var zip = await ZipFile.OpenReadAsync(path);
        Assert.That(zip.Entries.Select(entry => entry.Name), Is.EquivalentTo(new[]
        {
            "readme.html", "contact.json", "identities.json", "interactions.ndjson", "rsvp.json", "supports.json", "subscriptions.json", "acts.json", "consents.json", "audit.csv",
        }));
        Assert.That(Row(zip, "contact.json").GetProperty("email").GetString(), Is.EqualTo("elodie@example.org"));
        Assert.That(Row(zip, "identities.json").GetProperty("external_id").GetString(), Is.EqualTo("7000000001"));
        Assert.That(Row(zip, "rsvp.json").GetProperty("party_size").GetInt32(), Is.EqualTo(3));
        Assert.That(Row(zip, "consents.json").GetProperty("wording").GetString(), Is.EqualTo("Oui, les nouvelles de la Gironde"));
        Assert.That(JsonDocument.Parse(Text(zip, "interactions.ndjson")).RootElement.GetProperty("text").GetString(), Is.EqualTo("Je viens, on sera 3"));
        Assert.That(Text(zip, "audit.csv"), Does.StartWith("at_utc,by,action,subject,detail\r\n").And.Contain("contact.exported").And.Not.Contain(Environment.UserName));
        Assert.That(Text(zip, "readme.html"), Does.Contain("Ce que Parti &lt;test&gt; garde de vous").And.Contain("dpo@example.org").And.Contain("contact régulier"));
    }

    [Test]
    public async Task Export_WhereAFileStands_LeavesItAsItIs()
    {
        var id = await LeaveAsync();
        var path = _bench.Write("copie.zip", "autre chose");

        Assert.That(await _bench.RunAsync("contacts", "export", $"{id}", "--to", path), Is.EqualTo(ExitCode.Refused));

        Assert.That(await File.ReadAllTextAsync(path), Is.EqualTo("autre chose"));
    }

    [Test]
    [Platform(Exclude = "Win")]
    public async Task Export_OfAPerson_IsForItsOwnerAlone()
    {
        var id = await LeaveAsync();

        Assert.That(await _bench.RunAsync("contacts", "export", $"{id}", "--json"), Is.Zero, _bench.Error);

        var path = JsonDocument.Parse(_bench.Output).RootElement.GetProperty("file").GetString()!;
        Assert.That(path, Is.EqualTo(Path.Combine(_bench.Folder, $"donnees-{id}.zip")));
        Assert.That(OperatingSystem.IsWindows() ? default : File.GetUnixFileMode(path), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite));
    }

    private static JsonElement Row(ZipArchive zip, string name)
    {
        var page = JsonDocument.Parse(Text(zip, name)).RootElement;
        Assert.That(page.GetProperty("schema").GetInt32(), Is.EqualTo(1));
        return page.GetProperty("rows").EnumerateArray().Single();
    }

    private static string Text(ZipArchive zip, string name)
    {
        using var reader = new StreamReader(zip.GetEntry(name)!.Open());
        return reader.ReadToEnd();
    }

    private async Task<Guid> LeaveAsync()
    {
        new StoreBench(_bench).Configure();
        var file = Path.Combine(_bench.Folder, "appsettings.json");
        var text = await File.ReadAllTextAsync(file);
        await File.WriteAllTextAsync(file, text.Replace("\"Sources\":", "\"Party\": { \"Name\": \"Parti <test>\", \"DataProtectionContact\": \"dpo@example.org\" }, \"Sources\":", StringComparison.Ordinal));
        var options = new StoreOptions { Path = Path.Combine(_bench.Folder, "data", "relay.db"), Protection = new KeyRing(KeyFolder) };
        await using var store = await RelayStore.OpenForWorkAsync(options, StoreBench.Time, null, CancellationToken.None);
        var (keys, point) = (new PeopleKeyFile(KeyFolder).Make(), ContactPoint.OfNetwork("telegram", "7000000001"));
        var said = new Happening.Said(new("telegram:7", "7000000001", InteractionRealm.Private, "1"), InteractionKind.PrivateMessage, new Author(null, "Élodie") { Key = keys.Hash(point) }, "Je viens, on sera 3", Now);
        await store.Inbox.KeepAsync(new([new("bot33", Door.Poll, "updates", new byte[] { 1 }, Now)]), CancellationToken.None);
        await store.Inbox.KeepUnderstoodAsync([new(1, "bot33", new([said], []))], Now, CancellationToken.None);
        var met = await store.Contacts.MeetAsync(new(point, "Élodie", "fr", null, Now), keys.Hashes(point), ContactState.Occasional, Now.AddYears(50), CancellationToken.None);
        await store.Contacts.KeepDetailsAsync(met.Contact, new() { Mail = "elodie@example.org" }, Core.Audit.Actor.System, Now, CancellationToken.None);
        var yes = new Consent("news", "territory:DEP-33", "telegram", "Oui, les nouvelles de la Gironde", "fr", ConsentAct.Button, "b1", Now);
        await store.Contacts.MoveAsync(new(met.Contact, ContactCause.Subscription, Now, _ => Now.AddYears(50)) { Consent = yes }, Core.Audit.Actor.System, CancellationToken.None);
        await store.Conversations.SettleAsync(
            new()
            {
                Interaction = "i1", Account = "bot33", Outcome = "done", At = Now, Contact = met.Contact, Identity = met.Id,
                Acts = [new(new Act.Rsvp(new ItemKey("party", ItemKind.Event, "42"), RsvpAnswer.Yes, 3), Now.AddYears(50))],
            },
            CancellationToken.None);
        return met.Contact;
    }
}
