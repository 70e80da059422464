using Relay.Networks.Transport;

namespace Relay.Networks.Tests.Transport;

[TestFixture]
internal sealed class WaitsTests
{
    [TestCase("1772438400", 1772438400)]
    [TestCase("1772438400000", 1772438400)]
    [TestCase("1772438400.5", 1772438400)]
    [TestCase("-5", null)]
    [TestCase("soon", null)]
    [TestCase(null, null)]
    [TestCase("99999999999999999999", null)]
    public void Instant_SecondsOrMilliseconds_AreToldApart(string? text, long? seconds)
        => Assert.That(Waits.Instant(text)?.ToUnixTimeSeconds(), Is.EqualTo(seconds));

    [TestCase(-4.0, 0)]
    [TestCase(double.NaN, 0)]
    [TestCase(double.PositiveInfinity, 86400)]
    [TestCase(61.0, 61)]
    public void Seconds_Nonsense_IsNeitherNegativeNorForEver(double written, int seconds)
        => Assert.That(Waits.Seconds(written), Is.EqualTo(TimeSpan.FromSeconds(seconds)));

    [Test]
    public void Reason_LongWithControlCharactersAndASecret_IsFitForALog()
    {
        var reason = Reason.Of("line\r\nTOKEN-1 " + new string('x', 500), 400, "token-1", null, "");

        Assert.That(reason.English, Does.StartWith("The network answers: \"line  … x").And.EndsWith("…\"").And.Length.LessThan(340));
        Assert.That(reason.French, Does.StartWith("Le réseau répond : « line  … x").And.EndsWith("… »"));
    }
}
