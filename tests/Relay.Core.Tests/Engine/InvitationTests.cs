using NUnit.Framework;
using Relay.Core.Channels;
using Relay.Core.Conversations.Buttons;
using Relay.Core.Deliveries;
using Relay.Core.Items;
using Relay.Testing;

namespace Relay.Core.Tests.Engine;

/// <summary>The buttons under a copy: the way to the private chat and the Relayer row, for as long as there is something to come to.</summary>
[CancelAfter(120_000)]
public sealed class InvitationTests
{
    private static readonly Event Meeting = Some.Event();

    [Test]
    public async Task Publish_OnTelegram_TheCopyLeadsToThePrivateChatAndCanBePassedOn(CancellationToken cancel)
    {
        await using var rig = await PublishedAsync("@parti_bot");

        var buttons = rig.Telegram.Keyboards.Single();
        var create = (await rig.Ledger.CopiesAsync([Meeting.Key], cancel)).Single();
        Assert.That(buttons.Select(button => button.Label), Is.EqualTo(new[] { "Je viens", "WhatsApp", "Facebook", "X", "Telegram" }));
        Assert.That(buttons[0].Link!.GetLeftPart(UriPartial.Path), Is.EqualTo("https://t.me/parti_bot"));
        Assert.That(new Tokens(LinkKeyInMemory.Key).ReadCopy(buttons[0].Link!.Query["?start=".Length..]), Is.EqualTo(create.PublicationId));
    }

    [Test]
    public async Task Publish_BotWithoutAName_IsPassedOnByItsPageAlone(CancellationToken cancel)
    {
        await using var rig = await PublishedAsync(null);

        Assert.That(rig.Telegram.Keyboards.Single().Select(button => button.Label), Is.EqualTo(new[] { "WhatsApp", "Facebook", "X", "Telegram" }));
        Assert.That(rig.Telegram.Keyboards.Single().Select(button => button.Link!.OriginalString), Has.None.Contains("start"));
    }

    [Test]
    public async Task Publish_KeysAreGone_LeavesWithoutItsDeepLink(CancellationToken cancel)
    {
        await using var rig = await EngineRig.StartAsync(Some.Channel());
        rig.Channels.Settings["Handle"] = "@parti_bot";
        rig.LinkKey.IsLost = true;

        await TellAsync(rig, Meeting, cancel);

        Assert.That(rig.Telegram.Keyboards.Single().Select(button => button.Label), Does.Not.Contain("Je viens").And.Contain("WhatsApp"));
    }

    [Test]
    public async Task Publish_ChannelThatInvitesNobody_HasNoButtons(CancellationToken cancel)
    {
        await using var rig = await PublishedAsync("@parti_bot", Some.Channel() with { Invite = false });

        Assert.That(rig.Telegram.Keyboards.Single(), Is.Empty);
    }

    [Test]
    public async Task Publish_InSeveralParts_TheButtonsStandUnderTheLast(CancellationToken cancel)
    {
        await using var rig = await EngineRig.StartAsync(Some.Channel());
        rig.Words.Parts = 3;

        await TellAsync(rig, Meeting, cancel);

        Assert.That(rig.Telegram.Keyboards.Select(buttons => buttons.Count), Is.EqualTo(new[] { 0, 0, 4 }));
    }

    [Test]
    public async Task Plan_CopyThatStandsWithoutButtons_IsNotChangedForTheirSake(CancellationToken cancel)
    {
        await using var rig = await PublishedAsync(null, Some.Channel() with { Invite = false });
        rig.Channels.Settings["Handle"] = "@parti_bot";
        rig.Channels.Use(Some.Channel());

        await TellAsync(rig, Meeting, cancel);

        Assert.That((rig.Telegram.Calls, rig.Telegram.Edits), Is.EqualTo((1, 0)));
    }

    [Test]
    public async Task Plan_CopyFromBeforeItsTextHadALink_IsChangedWithItsNextRealWordsAndNotBefore(CancellationToken cancel)
    {
        await using var rig = await PublishedAsync("@parti_bot");
        rig.Words.PrintsDoors = true;

        await TellAsync(rig, Meeting with { Summary = "Un détail que personne n'imprime." }, cancel);
        Assert.That(rig.Telegram.Edits, Is.Zero);

        await TellAsync(rig, Meeting with { Title = "Réunion déplacée" }, cancel);
        Assert.That((rig.Telegram.Edits, rig.Telegram.Posts.Single().Text.Split('?')[0]), Is.EqualTo((1, "announce e1 Réunion déplacée 1 https://t.me/parti_bot")));
    }

    [Test]
    public async Task Plan_EventThatMoves_KeepsTheSameLinkUnderItsNewWords(CancellationToken cancel)
    {
        await using var rig = await PublishedAsync("@parti_bot");
        await TellAsync(rig, Meeting with { Title = "Réunion déplacée", StartsLocal = Meeting.StartsLocal.AddDays(2) }, cancel);

        Assert.That(rig.Telegram.Edits, Is.EqualTo(1));
        Assert.That(rig.Telegram.Keyboards[^1][0], Is.EqualTo(rig.Telegram.Keyboards[0][0]));
        Assert.That(rig.Telegram.Keyboards[^1][1].Link!.OriginalString, Does.Contain(Uri.EscapeDataString("Réunion déplacée")));
    }

    [Test]
    public async Task Plan_EventThatIsCalledOff_ItsCopiesInviteNoMore(CancellationToken cancel)
    {
        await using var rig = await PublishedAsync("@parti_bot");
        await TellAsync(rig, Meeting with { Status = EventStatus.Cancelled }, cancel);

        Assert.That(rig.Telegram.Keyboards.Skip(1).Select(buttons => buttons.Count), Is.EqualTo(new[] { 0, 0 }));
    }

    [Test]
    public async Task Publish_WhereThereAreNoButtons_TheTextCarriesTheLinkOfThatCopy(CancellationToken cancel)
    {
        await using var rig = await EngineRig.StartAsync(Some.Channel(), Some.Channel("on-x", "x", "@parti_33", "x33"));
        rig.Words.PrintsDoors = true;
        rig.Channels.Settings["Handle"] = "@parti_bot";

        await TellAsync(rig, Meeting, cancel);

        var copy = (await rig.Ledger.CopiesAsync([Meeting.Key], cancel)).Single(delivery => delivery.Key.Network == "x");
        var text = rig.X.Posts.Single().Text;
        Assert.That(text, Does.StartWith("announce e1 Réunion publique 1 https://t.me/parti_bot?start="));
        Assert.That(new Tokens(LinkKeyInMemory.Key).ReadCopy(text[(text.IndexOf('=', StringComparison.Ordinal) + 1)..]), Is.EqualTo(copy.PublicationId));
    }

    private static async Task<EngineRig> PublishedAsync(string? handle, Channel? channel = null)
    {
        var rig = await EngineRig.StartAsync(channel ?? Some.Channel());
        if (handle is not null)
        {
            rig.Channels.Settings["Handle"] = handle;
        }
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        await TellAsync(rig, Meeting, limit.Token);
        return rig;
    }

    private static async Task TellAsync(EngineRig rig, Item item, CancellationToken cancel)
    {
        await rig.HarvestAsync(item);
        await rig.PlanAndSlotAsync();
        await rig.DeliverAsync(cancel);
    }
}
