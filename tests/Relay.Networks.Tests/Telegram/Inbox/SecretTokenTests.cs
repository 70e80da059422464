using Relay.Networks.Telegram.Inbox;

namespace Relay.Networks.Tests.Telegram.Inbox;

internal sealed class SecretTokenTests
{
    [TestCase("s3cret_-Token", true)]
    [TestCase("s3cret_-Toke", false)]
    [TestCase("s3cret_-Token ", false)]
    [TestCase("S3CRET_-TOKEN", false)]
    [TestCase("", false)]
    [TestCase(null, false)]
    public void IsRight_Header_MustRepeatTheSecret(string? header, bool isRight) => Assert.That(SecretToken.IsRight(header, "s3cret_-Token"), Is.EqualTo(isRight));

    [Test]
    public void IsRight_WithoutASecret_IsRefused() => Assert.That(() => SecretToken.IsRight("", ""), Throws.ArgumentException);
}
