using NUnit.Framework;
using Relay.Core.Contacts.Links;

namespace Relay.Core.Tests.Contacts;

public sealed class LinkCodesTests
{
    [Test]
    public void Make_CodeOfLettersAloneThatWasReadAsWordsOnceItWasOver_IsNeverMade()
        => Assert.That(Enumerable.Range(0, 1000).Select(_ => LinkCodes.Make()).Select(LinkCodes.Written), Is.All.Matches<string>(code => LinkCodes.LooksLike(code!))); // one in ten was
}
