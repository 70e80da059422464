using System.Text;
using Relay.Networks.Arriving;

namespace Relay.Networks.Tests.Arriving;

/// <summary>JSON of any kind is walked without a surprise.</summary>
internal sealed class PayloadTests
{
    [TestCase("\"\\ud83d\\ude00\"", "😀")]
    [TestCase("\"a\\ud83db\"", "a\uFFFDb")]
    [TestCase("\"\\ude00\\ud83d\"", "\uFFFD\uFFFD")]
    [TestCase("\"a\\u0000b\"", "a\uFFFDb")]
    [TestCase("\"\\\\ud83d\"", "\\ud83d")]
    [TestCase("\"\\\\\\ud83d\"", "\\\uFFFD")]
    [TestCase("\"\\u00e9\"", "é")]
    [TestCase("12345678901234567890123", "12345678901234567890123")]
    [TestCase("true", "true")]
    [TestCase("null", null)]
    [TestCase("[]", null)]
    public void Text_OfAnyValue_IsSafe(string json, string? text)
    {
        using var payload = Payload.Read(Encoding.UTF8.GetBytes(json));

        Assert.That((payload.IsWhole, payload.Root.Text), Is.EqualTo((true, text)));
    }

    [Test]
    public void Read_BytesThatAreNoText_AreReplaced()
    {
        using var payload = Payload.Read(new byte[] { 0xEF, 0xBB, 0xBF, (byte)'"', (byte)'a', 0xFF, 0xC3, (byte)'"' });

        Assert.That(payload.Root.Text, Is.EqualTo("a\uFFFD\uFFFD"));
    }

    [Test]
    public void Fields_NamedWithHalfAPair_AreWalkedAndAskedFor()
    {
        using var payload = Payload.Read(Encoding.UTF8.GetBytes("""{"\ud800\ud800\ud800":1,"a":2,"a":3}"""));

        Assert.That(payload.Root["a"].Whole, Is.EqualTo(3));
        Assert.That(payload.Root.Fields.Count(), Is.EqualTo(3));
    }

    [TestCase("""{"a":[{"b":1},{"b":2},{"b":""", 2)]
    [TestCase("""{"a":[{"b":1},{"b":2},{"b":3]]""", 2)]
    [TestCase("""{"a":[{"b":1},{"b":2}""", 2)]
    [TestCase("""{"a":[{"b":1},""", 1)]
    [TestCase("""{"a":[{"b":1}]}}""", 1)]
    [TestCase("""{"a":[{"b":"\x"}]}""", 0)]
    [TestCase("", 0)]
    [TestCase("<html>", 0)]
    public void Read_SpoiltDocument_KeepsWhatIsCompleteBeforeThatPlace(string json, int kept)
    {
        using var payload = Payload.Read(Encoding.UTF8.GetBytes(json));

        Assert.That((payload.IsWhole, payload.Root["a"].Elements.Count()), Is.EqualTo((false, kept)));
    }

    [Test]
    public void Read_DepthOfHundredThousand_HidesNoNeighbour()
    {
        var deep = new string('[', 100_000) + new string(']', 100_000);

        using var payload = Payload.Read(Encoding.UTF8.GetBytes($$"""[1,{"a":{{deep}} },2]"""));

        Assert.That(payload.Root.Elements.Last().Whole, Is.EqualTo(2));
        Assert.That(payload.IsWhole, Is.True);
    }

    [TestCase("17", "17")]
    [TestCase("-1001234567890123456789", "-1001234567890123456789")]
    [TestCase("\"m_a-b\"", "m_a-b")]
    [TestCase("1.5", null)]
    [TestCase("1e3", null)]
    [TestCase("\"\"", null)]
    [TestCase("\"a b\"", null)]
    [TestCase("true", null)]
    public void Id_OfAnyValue_KeepsEveryDigitOrIsNone(string json, string? id)
    {
        using var payload = Payload.Read(Encoding.UTF8.GetBytes(json));

        Assert.That(payload.Root.Id, Is.EqualTo(id));
    }

    [TestCase("1700000000", 1700000000000)]
    [TestCase("1700000000123", 1700000000123)]
    [TestCase("\"1700000000123\"", 1700000000123)]
    [TestCase("\"2023-11-14T22:13:20+0000\"", 1700000000000)]
    [TestCase("\"2023-11-14T23:13:20+01:00\"", 1700000000000)]
    [TestCase("\"2023-11-14T22:13:20.123Z\"", 1700000000123)]
    [TestCase("\"Tue Nov 14 22:13:20 +0000 2023\"", 1700000000000)]
    [TestCase("0", null)]
    [TestCase("99999999999999999999", null)]
    [TestCase("9223372036854775807", null)]
    [TestCase("\"yesterday\"", null)]
    [TestCase("\"+\"", null)]
    [TestCase("{}", null)]
    public void Instant_InEveryForm_IsOneInstant(string json, long? milliseconds)
    {
        using var payload = Payload.Read(Encoding.UTF8.GetBytes(json));

        Assert.That(payload.Root.Instant?.ToUnixTimeMilliseconds(), Is.EqualTo(milliseconds));
    }
}
