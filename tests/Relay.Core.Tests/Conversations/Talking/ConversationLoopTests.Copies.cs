using NUnit.Framework;
using Relay.Core.Conversations.Buttons;
using Relay.Core.Deliveries;
using Relay.Core.Items;
using Relay.Testing;

namespace Relay.Core.Tests.Conversations.Talking;

/// <content>People who come by the deep link of a copy.</content>
public sealed partial class ConversationLoopTests
{
    [Test]
    public async Task Settle_DeepLinkOfACopy_ShowsWhatThatCopyTellsOf()
    {
        var copy = await PublishedAsync(Some.Event().Key);
        await ComeByAsync(copy);

        Assert.That((await AnswersAsync()).Single().Parts[0].Text, Does.StartWith("Parlons du quartier.\nVenez-vous à «"));
    }

    [Test]
    public async Task Settle_DeepLinkOfADigest_AsksWhichOfItsItems()
    {
        var copy = await PublishedAsync(Some.Event().Key, Some.Initiative().Key);
        await ComeByAsync(copy);

        Assert.That((await AnswersAsync()).Single().Answer!.Buttons.Select(button => button.Label), Is.EqualTo(new[] { "lun. 9 mars · Réunion publique", "Des pistes cyclables" }));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task Settle_DeepLinkOfNoCopyOfOurs_SaysThatItLeadsNowhere(bool isSigned)
    {
        var payload = isSigned ? (await TokensAsync()).LinkTo(Guid.CreateVersion7(Some.Now)) : new Tokens(new byte[32]).LinkTo(await PublishedAsync(Some.Event().Key));
        await SayAsync($"/start {payload}");
        await RunAsync();

        Assert.That((await AnswersAsync()).Single().Parts[0].Text, Does.StartWith("Ce lien ne mène plus à rien d’actuel."));
    }

    private async Task ComeByAsync(Guid copy)
    {
        await SayAsync($"/start {(await TokensAsync()).LinkTo(copy)}");
        await RunAsync();
    }

    /// <summary>The id of the publication of a copy that tells of these items.</summary>
    private async Task<Guid> PublishedAsync(params ItemKey[] items)
    {
        var key = new PublicationKey($"copy/{++_number}", "announce", "-", "telegram", "@parti_33");
        await _store.Ledger.PlanAsync(items, [new()
        {
            Key = key, Channel = "gironde", Account = "bot33", Items = items, From = Some.Now, Until = Some.Now.AddDays(1), Expires = Some.Now.AddDays(2), Order = Some.Now,
            Priority = Priority.Announcement, Paced = true,
        }], _ => "test", Some.Now, default);
        return (await _store.Ledger.PlannedAsync(100, default)).Single(publication => publication.Plan.Key == key).Id;
    }
}
