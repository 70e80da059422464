using NUnit.Framework;
using Relay.Core.Channels;
using Relay.Worker.Keys;

namespace Relay.Worker.Tests.Keys;

public sealed class KeyRingTests
{
    private const string Token = "Relay:Accounts:bot33:Token";

    private readonly string _folder = Path.Combine(Directory.CreateTempSubdirectory("relay-keys").FullName, "keys");

    [TearDown]
    public void RemoveFolder() => Directory.Delete(Path.GetDirectoryName(_folder)!, recursive: true);

    [Test]
    public void Unprotect_InAnotherProcess_GivesTheSecretBack()
    {
        var cipher = new KeyRing(_folder).Protect(Token, "s3cret");

        Assert.That(new KeyRing(_folder).Unprotect(Token.ToUpperInvariant(), cipher), Is.EqualTo("s3cret"));
        Assert.That(cipher, Does.Not.Contain("s3cret"));
    }

    [Test]
    public void Unprotect_KeyMadeSinceTheFolderWasRead_IsFound()
    {
        var (early, late) = (new KeyRing(_folder), new KeyRing(_folder));
        early.Unprotect(Token, early.Protect(Token, "first"));
        Directory.Delete(_folder, recursive: true);
        var cipher = late.Protect(Token, "second");

        Assert.That(early.Unprotect(Token, cipher), Is.EqualTo("second"));
    }

    [Test]
    public void Unprotect_ForAnotherSetting_IsRefused()
    {
        var ring = new KeyRing(_folder);
        var cipher = ring.Protect(Token, "s3cret");

        Assert.That(() => ring.Unprotect("Relay:Accounts:bot34:Token", cipher), Throws.TypeOf<SecretMissingException>());
    }

    [TestCase(true)]
    [TestCase(false)]
    public void Unprotect_KeysGone_NamesTheFolderAndTheWayOutAndMakesNone(bool withAnotherKey)
    {
        var cipher = new KeyRing(_folder).Protect(Token, "s3cret");
        Directory.Delete(_folder, recursive: true);
        if (withAnotherKey)
        {
            new KeyRing(_folder).Protect("Relay:Accounts:x:Token", "other");
        }
        var before = Directory.Exists(_folder) ? Directory.GetFiles(_folder) : [];

        var missing = Assert.Throws<SecretMissingException>(() => new KeyRing(_folder).Unprotect(Token, cipher))!;

        Assert.That(missing.Message, Does.Contain(_folder).And.Contain("relay connect").And.Contain("backup"));
        Assert.That(missing.French, Does.Contain("sauvegarde"));
        Assert.That(Directory.Exists(_folder) ? Directory.GetFiles(_folder) : [], Is.EqualTo(before));
    }

    [Test]
    public void Protect_Keys_AreForTheirOwnerAlone()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Ignore("Windows keeps rights in lists of their own.");
            return;
        }
        new KeyRing(_folder).Protect(Token, "s3cret");

        Assert.That(File.GetUnixFileMode(_folder), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute));
        Assert.That(Directory.GetFiles(_folder).Select(File.GetUnixFileMode), Is.Not.Empty.And.All.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite));
    }
}
