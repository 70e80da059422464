using System.Text.Json;
using NUnit.Framework;
using Relay.Core.Contacts;
using Relay.Core.Contacts.Suppressions;
using Relay.Core.Conversations.Settling;
using Relay.Store;
using Relay.Testing;
using Relay.Worker.Cli;
using Relay.Worker.Keys;

namespace Relay.Worker.Tests.Cli;

public sealed class AttendanceCommandTests
{
    private readonly CliBench _bench = new();

    [TearDown]
    public void RemoveFolder() => _bench.Dispose();

    [Test]
    public async Task Attendance_OfAnEvent_ListsTheLastAnswerOfEachByName()
    {
        await AnswerAsync(("1", "Zoé", RsvpAnswer.Yes, 1), ("2", "Ali", RsvpAnswer.No, 1), ("2", "Ali", RsvpAnswer.Yes, 3), ("3", "Max", RsvpAnswer.Maybe, 1), ("4", "Nina", RsvpAnswer.No, 1));

        Assert.That(await _bench.RunAsync("attendance", $"{Some.Event().Key}", "--json"), Is.Zero, _bench.Error);

        var list = JsonDocument.Parse(_bench.Output).RootElement;
        Assert.That((list.GetProperty("heads").GetInt32(), list.GetProperty("declined").GetInt32()), Is.EqualTo((4, 1)));
        Assert.That(list.GetProperty("people").EnumerateArray().Select(one => one.GetProperty("name").GetString()), Is.EqualTo(new[] { "Ali", "Zoé", "Max" }));
        Assert.That(_bench.Output, Does.Not.Contain("70000000"));
        Assert.That(await LookedAsync(), Is.EqualTo(new[] { ("attendance.shown", $"coordinator:{Environment.UserName}") }));
    }

    [Test]
    public async Task Attendance_OfAnEvent_IsHeadedByItsTitleForTheDoor()
    {
        await AnswerAsync(("1", "Zoé", RsvpAnswer.Yes, 1));

        await _bench.RunAsync("attendance", Some.Event().Key.Id, "--lang", "fr");

        Assert.That(_bench.Output, Does.StartWith(Some.Event().Title).And.Contain("[ ] Zoé"));
    }

    [Test]
    public async Task Attendance_AsCsv_KeepsAFormulaAText()
    {
        await AnswerAsync(("1", "=1+1;x", RsvpAnswer.Yes, 2));

        await _bench.RunAsync("attendance", Some.Event().Key.Id, "--csv", "--lang", "fr");

        Assert.That(_bench.Output.ReplaceLineEndings("\n"), Is.EqualTo("nom;réponse;nombre;joignable\n\"'=1+1;x\";oui;2;oui\n"));
    }

    [Test]
    public async Task Attendance_OfAnInitiative_IsRefused()
    {
        await AnswerAsync(("1", "Zoé", RsvpAnswer.Yes, 1));

        Assert.That(await _bench.RunAsync("attendance", $"{Some.Initiative().Key}"), Is.EqualTo(ExitCode.Refused));
        Assert.That(await _bench.RunAsync("attendance", "party/event/unknown"), Is.EqualTo(ExitCode.Refused));
    }

    private async Task<IReadOnlyList<(string, string)>> LookedAsync()
    {
        await using var store = await RelayStore.OpenReadOnlyAsync(new() { Path = Path.Combine(_bench.Folder, "data", "relay.db"), Protection = new KeyRing(Path.Combine(_bench.Folder, "data", "keys")) }, StoreBench.Time, null, CancellationToken.None);
        return [.. (await store.Audit.ReadAsync($"{Some.Event().Key}", 9, CancellationToken.None)).Select(entry => (entry.Action, $"{entry.Actor}")).Where(one => one.Action.StartsWith("attendance", StringComparison.Ordinal))];
    }

    private async Task AnswerAsync(params (string Id, string Name, RsvpAnswer Answer, int Heads)[] answers)
    {
        await new StoreBench(_bench).LeaveADeliveryAsync();
        var folder = Path.Combine(_bench.Folder, "data", "keys");
        var options = new StoreOptions { Path = Path.Combine(_bench.Folder, "data", "relay.db"), Protection = new KeyRing(folder) };
        await using var store = await RelayStore.OpenForWorkAsync(options, StoreBench.Time, null, CancellationToken.None);
        var (now, keys, number) = (StoreBench.Time.GetUtcNow(), new PeopleKeyFile(folder).Make(), 0);
        foreach (var (id, name, answer, heads) in answers)
        {
            var point = ContactPoint.OfNetwork("telegram", $"70000000{id}");
            var met = await store.Contacts.MeetAsync(new(point, name, "fr", null, now), keys.Hashes(point), ContactState.Occasional, now.AddYears(50), CancellationToken.None);
            await store.Conversations.SettleAsync(
                new()
                {
                    Interaction = $"i{++number}", Account = "bot33", Outcome = "done", At = now, Contact = met.Contact, Identity = met.Id,
                    Acts = [new(new Act.Rsvp(Some.Event().Key, answer, heads), now.AddYears(50))],
                },
                CancellationToken.None);
        }
    }
}
