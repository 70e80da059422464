using Moq;
using NUnit.Framework;
using Relay.Core.Contacts.Suppressions;
using Relay.Core.Inbox;
using Relay.Core.Inbox.Arrivals;
using Relay.Testing;

namespace Relay.Core.Tests.Inbox.Arrivals;

/// <summary>No account's id is kept beside what it wrote, and what one account wrote is still known to be of one.</summary>
public sealed class AuthorSealTests
{
    private readonly KeysInMemory _keys = new();
    private readonly AuthorSeal _seal;

    public AuthorSealTests()
    {
        var store = new Mock<ISuppressionStore>(MockBehavior.Strict);
        store.Setup(one => one.KeysInUseAsync(It.IsAny<CancellationToken>())).ReturnsAsync([]);
        _seal = new(new SuppressionList(store.Object, _keys, new ManualTime()));
    }

    [Test]
    public async Task Seal_TwoCommentsOfOneAccount_HaveOneKeyAndNoId()
    {
        var told = await SealAsync(Said("1", new("700", "Camille", "camille33")), Said("2", new("700", "Camille")), Said("3", new("701", "Camille")));

        var authors = told.Select(one => one.DoneBy!).ToList();
        Assert.That(authors.Select(author => (author.Id, author.Handle, author.Name)), Is.All.EqualTo(((string?)null, (string?)null, "Camille")));
        Assert.That(authors[0].Key, Is.EqualTo(authors[1].Key).And.Not.EqualTo(authors[2].Key));
        Assert.That(authors[0].Key, Is.EqualTo(_keys.Read()!.Hash(ContactPoint.OfNetwork("x", "700"))));
    }

    [Test]
    public async Task Seal_Press_ForgetsWhoPressedOutsideTheKey()
    {
        var told = await SealAsync(new Happening.Pressed(new("x:1", "", InteractionRealm.Press, "q"), new("700"), new Press("q", "x", "700", "-100", "12", "fr")));

        Assert.That(((Happening.Pressed)told.Single()).Press.Person, Is.Empty);
    }

    [Test]
    public async Task Seal_HandleAlone_IsShownAsTheName() => Assert.That((await SealAsync(Said("1", new("700", null, "camille33")))).Single().DoneBy!.Name, Is.EqualTo("@camille33"));

    [Test]
    public async Task Seal_NobodyNamed_MakesNoKey()
    {
        var told = await SealAsync(Said("1", Author.Withheld), Said("2", new(" ")), new Happening.Removed(new("x:1", "", InteractionRealm.Public, "3"), null));

        Assert.That(told.Select(one => one.DoneBy?.Key), Is.All.Null);
        Assert.That(_keys.Read(), Is.Null);
    }

    [TestCase("900", null, TestName = "Seal_OurEchoInAChat_IsKnownByThePersonItWentTo")]
    [TestCase("", "900", TestName = "Seal_OurMessageWhereChatsHaveNoNumber_IsKnownByThePersonItWentTo")]
    public async Task Seal_OurOwnPrivateMessage(string chat, string? thread)
    {
        var echo = new Happening.Said(new("x:1", chat, InteractionRealm.Private, "1"), InteractionKind.PrivateMessage, Author.Withheld, "Bonjour", null) { IsOurs = true, Thread = thread };

        var told = (Happening.Said)(await SealAsync(echo)).Single();

        Assert.That((told.Addressee, told.Author.Key), Is.EqualTo((_keys.Read()!.Hash(ContactPoint.OfNetwork("x", "900")), (KeyedHash?)null)));
    }

    private static Happening.Said Said(string id, Author author) => new(new("x:1", "", InteractionRealm.Public, id), InteractionKind.Comment, author, "Bravo", null);

    private async Task<IReadOnlyList<Happening>> SealAsync(params Happening[] happenings) => (await _seal.SealAsync([new UnderstoodArrival(1, "bot33", new(happenings, []))], default)).Single().Reading.Happenings;
}
