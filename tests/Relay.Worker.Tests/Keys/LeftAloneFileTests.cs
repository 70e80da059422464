using NUnit.Framework;
using Relay.Core.Contacts.Rights;
using Relay.Core.Contacts.Suppressions;
using Relay.Testing;
using Relay.Worker.Keys;

namespace Relay.Worker.Tests.Keys;

public sealed class LeftAloneFileTests
{
    private static readonly KeyedHash Claire = new("telegram", new string('a', 64), "k1");
    private static readonly KeyedHash Mail = new("email", new string('b', 64), "k1");

    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"relay-{Guid.NewGuid():N}");

    private string Place => Path.Combine(_folder, LeftAloneFile.FileName);

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void Read_SeveralWords_GivesTheLastOfEach()
    {
        var file = new LeftAloneFile(_folder);
        file.Add([Word(Claire, LeftAloneWord.Opposed), Word(Mail, LeftAloneWord.Opposed)]);
        file.Add([Word(Claire, LeftAloneWord.Lifted)]);

        Assert.That(Words(new LeftAloneFile(_folder)), Is.EqualTo(Words(file)));
        Assert.That(Words(file), Is.EquivalentTo(new[] { (Claire, LeftAloneWord.Lifted), (Mail, LeftAloneWord.Opposed) }));
        Assert.That(file.Find(Claire)?.At, Is.EqualTo(Some.Now), "to the millisecond");
    }

    [Test]
    public void Add_AfterAnErasure_ChangesNothing()
    {
        var file = new LeftAloneFile(_folder);
        file.Add([Word(Claire, LeftAloneWord.Erased)]);
        file.Add([Word(Claire, LeftAloneWord.Opposed), Word(Claire, LeftAloneWord.Lifted)]);

        Assert.That(File.ReadAllLines(Place), Has.Length.EqualTo(1));
    }

    [Test]
    public void Read_LineOfAnEarlierRelay_IsAnErasure()
    {
        Directory.CreateDirectory(_folder);
        File.WriteAllText(Place, $"2026-03-02T10:00:00Z telegram {Claire.Hmac} k1\n");

        Assert.That(Words(new LeftAloneFile(_folder)), Is.EqualTo(new[] { (Claire, LeftAloneWord.Erased) }));
    }

    [Test]
    public void Add_LineThatWasCutOff_IsWrittenAnew()
    {
        var file = new LeftAloneFile(_folder);
        file.Add([Word(Claire, LeftAloneWord.Opposed)]);
        File.AppendAllText(Place, "2026-03-02T10:0");

        file.Add([Word(Mail, LeftAloneWord.Opposed)]);

        Assert.That(Words(new LeftAloneFile(_folder)), Is.EquivalentTo(new[] { (Claire, LeftAloneWord.Opposed), (Mail, LeftAloneWord.Opposed) }));
        Assert.That(Words(file), Has.Count.EqualTo(2));
    }

    [Test]
    public void Add_WhatAnotherProcessWrote_IsNotWrittenTwice()
    {
        var (one, other) = (new LeftAloneFile(_folder), new LeftAloneFile(_folder));
        one.Add([Word(Claire, LeftAloneWord.Opposed)]);
        other.Add([Word(Mail, LeftAloneWord.Opposed)]);

        one.Add([Word(Mail, LeftAloneWord.Opposed)]);

        Assert.That(File.ReadAllLines(Place), Has.Length.EqualTo(2));
    }

    [TestCase(LeftAloneWord.Deceased, LeftAloneWord.Opposed)]
    [TestCase(LeftAloneWord.Deceased, LeftAloneWord.Lifted)]
    [TestCase(LeftAloneWord.Erased, LeftAloneWord.Deceased)]
    public void Add_WeakerWord_ReplacesNothing(LeftAloneWord stronger, LeftAloneWord weaker)
    {
        var file = new LeftAloneFile(_folder);
        file.Add([Word(Claire, stronger)]);
        file.Add([Word(Claire, weaker)]);

        Assert.That(Words(file), Is.EqualTo(new[] { (Claire, stronger) }));
        Assert.That(Words(new LeftAloneFile(_folder)), Is.EqualTo(Words(file)));
    }

    [Test]
    public void Add_OppositionOfAChildWhoseWordsWereErased_KeepsAllThree()
    {
        var file = new LeftAloneFile(_folder);
        foreach (var word in new[] { LeftAloneWord.Opposed, LeftAloneWord.Minor, LeftAloneWord.Forgotten })
        {
            file.Add([Word(Claire, word)]);
        }

        Assert.That(Words(new LeftAloneFile(_folder)), Is.EquivalentTo(new[] { (Claire, LeftAloneWord.Opposed), (Claire, LeftAloneWord.Minor), (Claire, LeftAloneWord.Forgotten) }));
        Assert.That(file.Find(Claire)?.Word, Is.EqualTo(LeftAloneWord.Opposed));
    }

    [Test]
    public void Drop_YesThatEndedAnOpposition_LeavesNoTraceOfEither()
    {
        var file = new LeftAloneFile(_folder);
        file.Add([Word(Claire, LeftAloneWord.Opposed), Word(Mail, LeftAloneWord.Opposed)]);
        file.Add([Word(Claire, LeftAloneWord.Lifted)]);

        file.Drop([Word(Claire, LeftAloneWord.Lifted)]);
        file.Add([Word(Mail, LeftAloneWord.Erased)]);

        Assert.That(File.ReadAllText(Place), Does.Not.Contain(Claire.Hmac));
        Assert.That(Words(file), Is.EqualTo(new[] { (Mail, LeftAloneWord.Erased) }));
        Assert.That(Directory.GetFiles(_folder), Is.EqualTo(new[] { Place }));
        if (!OperatingSystem.IsWindows())
        {
            Assert.That(File.GetUnixFileMode(Place), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite));
        }
    }

    private static LeftAlone Word(KeyedHash hash, LeftAloneWord word) => new(hash, word, Some.Now);

    private static IReadOnlyList<(KeyedHash, LeftAloneWord)> Words(LeftAloneFile file) => [.. file.Read().Select(one => (one.Hash, one.Word))];
}
