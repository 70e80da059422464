using Moq;
using NUnit.Framework;
using Relay.Core.Channels;
using Relay.Core.Inbox;
using Relay.Core.Inbox.Arrivals;
using Relay.Testing;

namespace Relay.Core.Tests.Inbox;

/// <summary>What another account of ours wrote is ours, whichever account heard it.</summary>
public sealed class OwnVoicesTests
{
    private readonly Mock<IReadArrivals> _network = new(MockBehavior.Strict);
    private readonly OwnVoices _voices;

    public OwnVoicesTests()
    {
        _network.SetupGet(one => one.Network).Returns("telegram");
        _network.Setup(one => one.Self(It.IsAny<Account>())).Returns((Account account) => account.Id switch
        {
            "bot33" => new Author("33", Handle: "parti_33"),
            "bot34" => new Author(null, Handle: "Parti_34"),
            _ => throw new SecretMissingException("Token is not set.", "Token is not set."),
        });
        var accounts = new[] { "bot33", "bot34", "bot35" }.ToDictionary(id => id, id => Some.Account(id), StringComparer.Ordinal);
        _voices = new(Mock.Of<IChannels>(channels => channels.Accounts == accounts), [_network.Object]);
    }

    [TestCase("33", null, true)]
    [TestCase("33", "someone", true)]
    [TestCase("99", "parti_33", false, Description = "an id counts before a handle, which anybody may take over")]
    [TestCase(null, "PARTI_34", true)]
    [TestCase("99", "parti_34", true, Description = "an account whose number nobody knows yet is known by its handle")]
    [TestCase(null, null, false)]
    [TestCase("99", null, false)]
    public void Mark_Author_IsOursByIdElseByHandle(string? id, string? handle, bool isOurs)
    {
        var said = new Happening.Said(new("telegram:7", "-100", InteractionRealm.Public, "1"), InteractionKind.Comment, new(id, Handle: handle), "Bravo", null);

        var marked = (Happening.Said)_voices.Mark([new(1, "bot36", new([said], []))]).Single().Reading.Happenings.Single();

        Assert.That(marked, Is.EqualTo(said with { IsOurs = isOurs }));
    }

    [Test]
    public void Mark_SameNumberOnAnotherNetwork_IsNotOurs()
    {
        var said = new Happening.Said(new("x:7", "", InteractionRealm.Public, "1"), InteractionKind.Reply, new("33"), "Bravo", null);

        Assert.That(((Happening.Said)_voices.Mark([new(1, "x33", new([said], []))]).Single().Reading.Happenings.Single()).IsOurs, Is.False);
    }
}
