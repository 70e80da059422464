using System.Security.Cryptography;
using System.Text;
using NUnit.Framework;
using Relay.Core.Contacts.Suppressions;

namespace Relay.Core.Tests.Contacts.Suppressions;

public sealed class PeopleKeysTests
{
    private static readonly ContactPoint Claire = ContactPoint.OfNetwork("telegram", "7000000001");

    [Test]
    public void Hash_Point_IsHmacSha256OfChannelAndValue()
    {
        var bytes = Enumerable.Range(0, PeopleKey.Size).Select(number => (byte)number).ToArray();
        var expected = Convert.ToHexStringLower(HMACSHA256.HashData(bytes, Encoding.UTF8.GetBytes("telegram:7000000001")));

        Assert.That(new PeopleKeys([new("k1", bytes)]).Hash(Claire), Is.EqualTo(new KeyedHash("telegram", expected, "k1")));
    }

    [Test]
    public void Hashes_AfterARotation_LooksWithTheOldKeyAndKeepsWithTheNew()
    {
        var (old, young) = (PeopleKey.Create(), PeopleKey.Create());
        var before = new PeopleKeys([old]).Hash(Claire);
        var keys = new PeopleKeys([old, young]);

        Assert.That(keys.Hash(Claire).KeyId, Is.EqualTo(young.Id));
        Assert.That(keys.Hashes(Claire), Is.EqualTo(new[] { keys.Hash(Claire), before }));
    }

    [Test]
    public void Hash_SameIdOnTwoNetworks_Differs()
    {
        var keys = new PeopleKeys([PeopleKey.Create()]);

        Assert.That(keys.Hash(ContactPoint.OfNetwork("x", "7")).Hmac, Is.Not.EqualTo(keys.Hash(ContactPoint.OfNetwork("telegram", "7")).Hmac));
    }

    [Test]
    public void Constructor_KeysThatAreNone_AreRefused()
    {
        var key = PeopleKey.Create();

        Assert.That(() => new PeopleKeys([]), Throws.ArgumentException);
        Assert.That(() => new PeopleKeys([key, key]), Throws.ArgumentException);
        Assert.That(() => new PeopleKey("k", new byte[31]), Throws.ArgumentException);
        Assert.That(() => new PeopleKey("k 1", new byte[32]), Throws.ArgumentException);
        Assert.That($"{key}", Does.Not.Contain(Convert.ToBase64String(key.Export())));
    }
}
