using System.Text;
using Relay.Networks.Facebook.Inbox;
using Relay.Networks.X.Inbox;

namespace Relay.Networks.Tests.Arriving;

/// <summary>Vectors made with another program (Python's hmac).</summary>
internal sealed class SignatureTests
{
    private const string OfFacebook = "sha256=bd4e3282043058e357f2d2552276dbaef3cb8359e51b2f7509f6372e4d2b9c4f";
    private const string OfX = "sha256=w8w26pPAwAcBeyM4SAD+Uk5z66T7DaO5hQQqmQOYGHU=";

    // Meta signs its own escapes: a body that was read and written again is another.
    private static readonly byte[] Body = Encoding.ASCII.GetBytes("""{"a":"\u00e4"}""");
    private static readonly byte[] WrittenAgain = Encoding.UTF8.GetBytes("""{"a":"ä"}""");

    [TestCase(OfFacebook, true)]
    [TestCase("sha256=BD4E3282043058E357F2D2552276DBAEF3CB8359E51B2F7509F6372E4D2B9C4F", true)]
    [TestCase("sha256=bd4e3282043058e357f2d2552276dbaef3cb8359e51b2f7509f6372e4d2b9c4e", false)]
    [TestCase("sha256=bd4e3282043058e357f2d2552276dbaef3cb8359e51b2f7509f6372e4d2b9c", false)]
    [TestCase("sha1=bd4e3282043058e357f2d2552276dbaef3cb8359", false)]
    [TestCase("sha256=zz4e3282043058e357f2d2552276dbaef3cb8359e51b2f7509f6372e4d2b9c4f", false)]
    [TestCase("", false)]
    [TestCase(null, false)]
    public void IsRight_OfFacebook_TakesOnlyTheBodysOwn(string? header, bool isRight) => Assert.That(FacebookSignature.IsRight(Body, header, "app-secret"), Is.EqualTo(isRight));

    [TestCase(OfX, true)]
    [TestCase("sha256=w8w26pPAwAcBeyM4SAD+Uk5z66T7DaO5hQQqmQOYGHV=", false)]
    [TestCase("w8w26pPAwAcBeyM4SAD+Uk5z66T7DaO5hQQqmQOYGHU=", false)]
    [TestCase("sha256=", false)]
    [TestCase("sha256=AAAA", false)]
    [TestCase(null, false)]
    public void IsRight_OfX_TakesOnlyTheBodysOwn(string? header, bool isRight) => Assert.That(XWebhook.IsRight(Body, header, "consumer-secret"), Is.EqualTo(isRight));

    [Test]
    public void IsRight_BodyWrittenAgain_IsRefused()
    {
        Assert.That(FacebookSignature.IsRight(WrittenAgain, OfFacebook, "app-secret"), Is.False);
        Assert.That(XWebhook.IsRight(WrittenAgain, OfX, "consumer-secret"), Is.False);
    }

    [Test]
    public void Answer_Challenge_IsItsHash() => Assert.That(XWebhook.Answer("challenge", "consumer-secret"), Is.EqualTo("sha256=2RUZDVKjSpEV/C/r9ivMsVZJ4DFPAawjJFQQzY+6ba4="));

    [Test]
    public void IsRight_WithoutASecret_IsRefused()
    {
        Assert.That(() => FacebookSignature.IsRight(Body, OfFacebook, ""), Throws.ArgumentException);
        Assert.That(() => XWebhook.IsRight(Body, OfX, ""), Throws.ArgumentException);
    }
}
