using System.Runtime.Versioning;
using NUnit.Framework;
using Relay.Core.Contacts.Suppressions;
using Relay.Worker.Keys;

namespace Relay.Worker.Tests.Keys;

public sealed class PeopleKeyFileTests
{
    private static readonly ContactPoint Claire = ContactPoint.OfNetwork("telegram", "7");

    private readonly string _folder = Path.Combine(Directory.CreateTempSubdirectory("relay-people").FullName, "keys");

    private PeopleKeyFile File => new(_folder);

    [TearDown]
    public void RemoveFolder() => Directory.Delete(Path.GetDirectoryName(_folder)!, recursive: true);

    [Test]
    public void Read_NothingThere_MakesNothing()
    {
        Assert.That(File.Read(), Is.Null);
        Assert.That(Directory.Exists(_folder), Is.False);
    }

    [Test]
    public void Make_Twice_KeepsTheFirst()
    {
        var hash = File.Make().Hash(Claire);

        Assert.That(File.Make().Hash(Claire), Is.EqualTo(hash));
        Assert.That(File.Read()!.Hash(Claire), Is.EqualTo(hash));
        Assert.That(Directory.GetFiles(_folder).Select(Path.GetFileName), Is.EqualTo(new[] { PeopleKeyFile.FileName }));
    }

    [Test]
    public async Task Make_ByTwoAtOnce_GivesBothTheSame()
    {
        var made = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => new PeopleKeyFile(_folder).Make().Hash(Claire))));

        Assert.That(made.Distinct().ToList(), Has.Count.EqualTo(1));
        Assert.That(File.Read()!.Hash(Claire), Is.EqualTo(made[0]));
    }

    [Test]
    public void Rotate_KeepsTheOldKeyForLookUps()
    {
        var old = File.Make().Hash(Claire);

        var keys = File.Rotate();

        Assert.That(keys.Hash(Claire), Is.Not.EqualTo(old));
        Assert.That(File.Read()!.Hashes(Claire), Is.EqualTo(new[] { keys.Hash(Claire), old }));
    }

    [Test]
    public void Rotate_NoKeyYet_IsRefused() => Assert.That(() => File.Rotate(), Throws.TypeOf<PeopleKeyException>());

    [Test]
    [Platform(Exclude = "Win")]
    [UnsupportedOSPlatform("windows")]
    public void Make_File_IsItsOwnersAlone()
    {
        File.Make();

        Assert.That(System.IO.File.GetUnixFileMode(File.Place), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite));
    }

    [Test]
    [Platform(Exclude = "Win")]
    [UnsupportedOSPlatform("windows")]
    public void Read_FileThatOthersMayRead_IsRefusedInOneSentence()
    {
        File.Make();
        System.IO.File.SetUnixFileMode(File.Place, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);

        Assert.That(() => File.Read(), Throws.TypeOf<PeopleKeyException>().With.Message.Contains("chmod 600").And.Message.Contains(File.Place));
    }

    [TestCase("")]
    [TestCase("k1")]
    [TestCase("k1 AAAA")]
    [TestCase("k1 not-base64!")]
    public void Read_SpoiltFile_NamesItAndIsNeverWrittenOver(string text)
    {
        File.Make();
        System.IO.File.WriteAllText(File.Place, text);

        Assert.That(() => File.Read(), Throws.TypeOf<PeopleKeyException>().With.Message.Contains(File.Place));
        Assert.That(() => File.Make(), Throws.TypeOf<PeopleKeyException>());
        Assert.That(System.IO.File.ReadAllText(File.Place), Is.EqualTo(text));
    }
}
