using Moq;
using NUnit.Framework;
using Relay.Core.Conversations.Attending;
using Relay.Core.Conversations.Buttons;
using Relay.Core.Channels;
using Relay.Core.Deliveries;
using Relay.Core.Deliveries.Answers;
using Relay.Core.Deliveries.Guards;
using Relay.Core.Items;
using Relay.Core.Planning;
using Relay.Core.Territories;
using Relay.Testing;

namespace Relay.Core.Tests.Deliveries;

/// <summary>Letters to guests that were drafted by day and come to leave at night.</summary>
public sealed class GuestQuietGuardTests
{
    // On the clocks of Bordeaux.
    private static readonly DateTimeOffset Night = new(2026, 3, 5, 23, 0, 0, TimeSpan.FromHours(1));
    private static readonly DateTimeOffset Morning = new(2026, 3, 6, 8, 0, 0, TimeSpan.FromHours(1));

    private static string News => $"news/{Guid.Empty}/{Tokens.RefOf(Some.Event().Key)}/1";

    [Test]
    public async Task Check_LetterHeldByAPauseUntilTheNight_WaitsForTheMorningThere()
        => Assert.That(await CheckAsync(News, Night), Is.EqualTo(new Verdict.Hold(Rules.QuietHours, Morning.ToUniversalTime())));

    [Test]
    public async Task Check_ByDay_Passes() => Assert.That(await CheckAsync(News, Morning), Is.InstanceOf<Verdict.Pass>());

    [Test]
    public async Task Check_NewsOfWhatIsNear_LeavesAtNight() => Assert.That(await CheckAsync(News, new(2026, 3, 8, 23, 0, 0, TimeSpan.FromHours(1))), Is.InstanceOf<Verdict.Pass>());

    [Test]
    public async Task Check_ASeatAtNight_WaitsHoweverNear() => Assert.That(await CheckAsync($"seat/{Guid.Empty}/7", Night), Is.InstanceOf<Verdict.Hold>());

    [Test]
    public async Task Check_AnAnswerToSomebody_LeavesAtAnyHour() => Assert.That(await CheckAsync("answer/00", Night, place: null), Is.InstanceOf<Verdict.Pass>());

    private static async Task<Verdict> CheckAsync(string subject, DateTimeOffset now, string? place = "DEP-33")
    {
        var held = Some.Event() with { StartsLocal = new DateTime(2026, 3, 9, 11, 0, 0) };
        var (guests, items) = (new Mock<IGuestStore>(MockBehavior.Strict), new Mock<IItemStore>(MockBehavior.Strict));
        guests.Setup(store => store.EventsAsync(CancellationToken.None)).ReturnsAsync([Some.Event("e2").Key, held.Key]);
        items.Setup(store => store.FindAsync(held.Key, CancellationToken.None)).ReturnsAsync(Some.Stored(held));
        var delivery = new Delivery
        {
            Id = Guid.NewGuid(), PublicationId = Guid.NewGuid(), Key = new(subject, AnswerKeys.Moment, "-", "telegram", "700"), Operation = Operation.Answer, Channel = "", Account = "bot33", Target = new("700", Kind: TargetKind.Private),
            Items = [], Priority = Priority.Change, Paced = false, State = DeliveryState.Queued, CreatedAt = Some.Now, NextAt = Some.Now,
            Answer = new(AnswerForm.PrivateMessage, null, "fr", [], null, false) { Place = place is null ? null : Territory.Parse(place) },
        };
        return await new GuestQuietGuard(guests.Object, items.Object).CheckAsync(new(delivery, null, Some.Account(), [], false, now), CancellationToken.None);
    }
}
