using NUnit.Framework;
using Relay.Core.Contacts.Suppressions;

namespace Relay.Core.Tests.Contacts.Suppressions;

public sealed class ContactPointTests
{
    [TestCase("06 12 34 56 78", "+33612345678")]
    [TestCase("06.12.34.56.78", "+33612345678")]
    [TestCase("0033 6 12 34 56 78", "+33612345678")]
    [TestCase("+33 (0)6 12 34 56 78", "+33612345678")]
    [TestCase("+33 0612345678", "+33612345678")]
    [TestCase("05\u202f56\u202f01\u202f02\u202f03", "+33556010203")]
    [TestCase("0692 12 34 56", "+262692123456")]
    [TestCase("+33 692 12 34 56", "+262692123456")]
    [TestCase("+262 (0)692 12 34 56", "+262692123456")]
    [TestCase("+262 0692 12 34 56", "+262692123456")]
    [TestCase("0639 12 34 56", "+262639123456")]
    [TestCase("0690 12 34 56", "+590690123456")]
    [TestCase("+687 12 34 56", "+687123456")]
    [TestCase("+32 475 12 34 56", "+32475123456")]
    public void OfPhone_WaysOfWritingIt_AreOneNumber(string text, string number) => Assert.That(ContactPoint.OfPhone(text)!.Value, Is.EqualTo(number));

    [TestCase("")]
    [TestCase("12")]
    [TestCase("06 12 34 56")]
    [TestCase("06 12 34 56 78 9")]
    [TestCase("0012")]
    [TestCase("+0612345678")]
    [TestCase("06 12 34 56 78 poste 4")]
    [TestCase("++33612345678")]
    [TestCase("٠٦١٢٣٤٥٦٧٨")]
    [TestCase(null)]
    public void OfPhone_NoNumber_IsNull(string? text) => Assert.That(ContactPoint.OfPhone(text), Is.Null);

    [TestCase(" Claire.Dupont@Example.ORG ", "claire.dupont@example.org")]
    [TestCase("he\u0301le\u0300ne@example.org", "h\u00e9l\u00e8ne@example.org")]
    [TestCase("H\u00c9L\u00c8NE@example.org", "h\u00e9l\u00e8ne@example.org")]
    public void OfMail_WaysOfWritingIt_AreOneAddress(string text, string address) => Assert.That(ContactPoint.OfMail(text)!.Value, Is.EqualTo(address));

    [TestCase("claire")]
    [TestCase("@example.org")]
    [TestCase("claire@")]
    [TestCase("a@b@c")]
    [TestCase("claire dupont@example.org")]
    [TestCase("\ud800@example.org")]
    [TestCase(null)]
    public void OfMail_NoAddress_IsNull(string? text) => Assert.That(ContactPoint.OfMail(text), Is.Null);

    [Test]
    public void OfNetwork_NameOfAnotherChannel_IsRefused()
    {
        Assert.That(() => ContactPoint.OfNetwork("phone", "+33612345678"), Throws.ArgumentException);
        Assert.That(() => ContactPoint.OfNetwork("tele:gram", "7"), Throws.ArgumentException);
        Assert.That(() => ContactPoint.OfNetwork("telegram", " "), Throws.ArgumentException);
    }

    [Test]
    public void ToString_OfAnyPoint_TellsNobody() => Assert.That($"{ContactPoint.OfMail("claire@example.org")}", Does.Not.Contain("claire"));
}
