using NUnit.Framework;
using Relay.Core.Channels;
using Relay.Core.Swarm;
using Relay.Testing;

namespace Relay.Core.Tests.Swarm;

/// <summary>To which bot the copies of other networks lead.</summary>
public sealed class BotsTests
{
    private static readonly Account Page = Some.Account("page33", "facebook");

    [TestCase(Stage.Live, "parti_bot")]
    [TestCase(Stage.Shadow, null)]
    [TestCase(Stage.Draft, null)]
    public void For_APage_LeadsToNoBotThatHoldsItsAnswersBack(Stage stage, string? handle)
    {
        var channels = Some.Channels([Some.Channel() with { Stage = stage }], [Bot("bot33", "@parti_bot"), Page]);

        Assert.That(Bots.For(channels, Page, []), Is.EqualTo(handle));
    }

    [Test]
    public void For_ABotWithoutChannels_LeadsToIt()
        => Assert.That(Bots.For(Some.Channels([], [Bot("bot33", "@parti_bot"), Page]), Page, []), Is.EqualTo("parti_bot"));

    private static Account Bot(string id, string handle) => Some.Account(id, "telegram") with { Settings = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { ["Handle"] = handle } };
}
