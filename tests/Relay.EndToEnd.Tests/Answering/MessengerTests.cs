using NUnit.Framework;
using Relay.EndToEnd.Tests.Harness;

namespace Relay.EndToEnd.Tests.Answering;

/// <summary>A private conversation on Messenger as people have it: they press what is shown to them, and Relay, which reads the list of conversations alone, hears the words on the button.</summary>
public sealed class MessengerTests
{
    private const string Person = "Fatou Diallo";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private Rehearsal _rehearsal = null!;
    private Public _public = null!;

    private string Page => _rehearsal.World.Pages[1].Id;

    [SetUp]
    public async Task Start()
    {
        _rehearsal = await Rehearsal.StartAsync(enforceLimits: false);
        _public = new(_rehearsal.Sandbox.Console);
        _rehearsal.AddParty().AddEvents(2, _ => "logement");
        _rehearsal.AddPage("page", 1);
        _rehearsal.Config.Channel("page-33", "page", Page);
        _rehearsal.Config.Times["PollEvery"] = "00:00:01";
        _rehearsal.Config.Write();
    }

    [TearDown]
    public async Task Stop()
    {
        _public.Dispose();
        await _rehearsal.DisposeAsync();
    }

    [Test]
    public async Task Rsvp_ByAMessengerButton_IsRecordedWithoutAWordTyped()
    {
        await using var worker = await WorkerProcess.StartReadyAsync(_rehearsal.Config.FilePath);
        await HoldsAsync(worker, async () => (await _rehearsal.Store.ReadAsync("SELECT key FROM items WHERE presence = 'present'")).Count == 2, "the events are known");
        await _public.DoAsync("facebook", "message", new { page = Page, person = Person, text = "Je viens à la réunion" });
        var which = await HeardAsync(worker, 1);
        await PressAsync(which, which.Buttons.Single(label => label.StartsWith("1. ", StringComparison.Ordinal)));
        var shown = await HeardAsync(worker, 2);
        await PressAsync(shown, "Je viens");
        var noted = await HeardAsync(worker, 3);
        var acts = await _rehearsal.Store.ReadAsync("SELECT kind, answer, item FROM acts");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(which.Text, Does.StartWith("De quelle rencontre").And.Contain("\n1. ").And.Contain("Réunion publique n0001").And.Not.Contain("Répondez"));
            Assert.That(which.Text.IndexOf("\n2. ", StringComparison.Ordinal), Is.LessThan(which.Text.IndexOf("Message automatique", StringComparison.Ordinal)), "what can be pressed stands below the question");
            Assert.That(which.Buttons, Has.Count.EqualTo(2).And.All.Matches<string>(label => label!.Length <= 20));
            Assert.That((shown.Buttons, shown.Links.Keys), Is.EqualTo((new[] { "En savoir plus", "Je viens", "Peut-être", "Non" }, new[] { "En savoir plus" })));
            Assert.That(noted.Text, Does.StartWith("C’est noté : vous venez").And.Not.Contain("Répondez"));
            Assert.That(noted.Buttons, Does.Contain("Je ne viens plus"));
            Assert.That(acts.Single(), Is.EqualTo(new[] { "rsvp", "yes", "party/event/e1" }));
            Assert.That(worker.Failures, Is.Empty);
        }
    }

    private async Task PressAsync(SandboxPost post, string button) => await _public.DoAsync("facebook", "press", new { message = post.Id, button });

    /// <summary>The message with a number that the person has had from the Page, from 1, once it is there.</summary>
    private async Task<SandboxPost> HeardAsync(WorkerProcess worker, int number)
    {
        IReadOnlyList<SandboxPost> heard = [];
        await HoldsAsync(worker, async () => (heard = [.. (await _rehearsal.Sandbox.PostsAsync()).Where(post => post.Id.StartsWith("m_", StringComparison.Ordinal))]).Count >= number, $"message {number}");
        var post = heard[number - 1];
        await TestContext.Out.WriteLineAsync($"{post.Text}\n   [{string.Join("] [", post.Buttons)}]\n");
        return post;
    }

    private static Task HoldsAsync(WorkerProcess worker, Func<Task<bool>> holds, string what) => Eventually.HoldsAsync(holds, Patience, () => Task.FromResult($"{what}\n{worker.Log}"));
}
