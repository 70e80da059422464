using Relay.Core.Channels;
using Relay.Core.Deliveries;
using Relay.Core.Deliveries.Answers;
using Relay.Networks.Tests.Sandbox;

namespace Relay.Networks.Tests.Answers;

/// <summary>Answers in front of the rehearsal's servers, which refuse what the networks refuse.</summary>
[TestFixture]
internal sealed class AnswersAtTheRehearsalTests
{
    [TestCase("700000007", AnswerForm.PrivateMessage, null, TargetKind.Private)]
    [TestCase("-900000005", AnswerForm.PublicReply, "reply", TargetKind.Group)]
    [TestCase("-1009000000006#5", AnswerForm.PublicReply, "reply", TargetKind.Group)]
    public async Task Answer_OnTelegram_ArrivesUnderWhatItAnswers(string target, AnswerForm form, string? reply, TargetKind kind)
    {
        await using var rig = await SandboxRig.StartAsync();
        var (network, account, where) = (rig.Network("telegram"), rig.Account("telegram"), Target.Parse(target, kind));
        var before = reply is null ? null : ((Outcome.Done)await network.CreateAsync(account, where, new Part(Guid.NewGuid(), 0, "Quand ?", []), CancellationToken.None)).RemoteIds[0];

        var outcome = await ((IAnswerPeople)network).AnswerAsync(account, where, AnswerRig.Part(form, before, new Button("Je viens", "rsvp:1")), CancellationToken.None);

        var post = rig.Host.World.Posts().Single(post => post.Text == AnswerRig.Words);
        Assert.That(((Outcome.Done)outcome).RemoteIds, Is.EqualTo(new[] { post.Id }));
        Assert.That((post.ReplyTo, post.Buttons.Single()), Is.EqualTo((before, "Je viens")));
        Assert.That(rig.Faults("telegram"), Is.Empty);
    }

    [Test]
    public async Task Answer_ToWhoBlockedTheBot_IsABlock()
    {
        await using var rig = await SandboxRig.StartAsync();
        var blocked = rig.Host.World.Accounts.Chats.First(chat => chat.Standing == Relay.Sandbox.ChatStanding.Blocked);

        var outcome = await ((IAnswerPeople)rig.Network("telegram")).AnswerAsync(rig.Account("telegram"), AnswerRig.Person($"{blocked.Id}"), AnswerRig.Part(AnswerForm.PrivateMessage), CancellationToken.None);

        Assert.That(((Outcome.Failed)outcome).Person, Is.EqualTo(PersonStatus.Blocked));
        Assert.That(rig.Faults("telegram"), Is.Empty);
    }
}
