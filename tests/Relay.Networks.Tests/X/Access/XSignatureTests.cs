using Relay.Networks.X.Access;

namespace Relay.Networks.Tests.X.Access;

[TestFixture]
internal sealed class XSignatureTests
{
    // Published by X in "Creating a signature" and "Authorizing a request".
    private static readonly XSignature Published = new(
        "xvz1evFS4wEEPTGEFPHBog",
        "kAcSOqF21Fu85e7zjz7ZN2U4ZRhfV3WpwPAoE3Z7kBw",
        "370773112-GmHxMAgYyLbNEtIKZeRNFsMKPR9EyMZeS9weJAEb",
        "LswwdoUaIvS8ltyTt5jkRh4J50vUPVVHtR2YPi5kE");

    [Test]
    public void Authorization_PublishedExample_HasThePublishedSignature()
    {
        var parameters = new Dictionary<string, string> { ["status"] = "Hello Ladies + Gentlemen, a signed OAuth request!", ["include_entities"] = "true" };

        var header = Published.Authorization(
            HttpMethod.Post, new Uri("https://api.twitter.com/1.1/statuses/update.json"), parameters, DateTimeOffset.FromUnixTimeSeconds(1318622958), "kYjzVBB8Y0ZFabxSWbWovY3uYSQ2pTgmZeNu2VS4cg");

        Assert.That(header, Is.EqualTo(
            "OAuth oauth_consumer_key=\"xvz1evFS4wEEPTGEFPHBog\", oauth_nonce=\"kYjzVBB8Y0ZFabxSWbWovY3uYSQ2pTgmZeNu2VS4cg\", oauth_signature=\"hCtSmYh%2BiHYCEqBWrE7C7hYmtUk%3D\", "
            + "oauth_signature_method=\"HMAC-SHA1\", oauth_timestamp=\"1318622958\", oauth_token=\"370773112-GmHxMAgYyLbNEtIKZeRNFsMKPR9EyMZeS9weJAEb\", oauth_version=\"1.0\""));
    }

    [Test]
    public void Authorization_PortCaseAndOddLetters_AreSignedInOneForm()
    {
        var query = new Dictionary<string, string> { ["q"] = "é ~*'()!", ["a"] = "1" };

        var one = Published.Authorization(HttpMethod.Get, new Uri("HTTPS://API.x.com:443/2/tweets"), query, DateTimeOffset.UnixEpoch, "n");
        var other = Published.Authorization(HttpMethod.Get, new Uri("https://api.x.com/2/tweets"), query.Reverse(), DateTimeOffset.UnixEpoch, "n");

        Assert.That(one, Is.EqualTo(other));
    }

    [Test]
    public void ToString_Always_HoldsNoSecret() => Assert.That(Published.ToString(), Does.Not.Contain("kAcS").And.Not.Contain("Lsww"));
}
