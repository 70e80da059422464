using NUnit.Framework;
using Relay.Core.Texts;

namespace Relay.Core.Tests.Texts;

internal sealed class MoneyTests
{
    [TestCase("0.43", "0,43 USD", "0.43 USD")]
    [TestCase("0.200", "0,20 USD", "0.20 USD")]
    [TestCase("0.015", "0,015 USD", "0.015 USD")]
    [TestCase("40", "40,00 USD", "40.00 USD")]
    [TestCase("1234.5", "1\u202F234,50 USD", "1,234.50 USD")]
    public void Usd_AnyAmount_HasOneShapeInEachLanguage(string amount, string french, string english)
        => Assert.That(Money.Usd(decimal.Parse(amount, System.Globalization.CultureInfo.InvariantCulture)), Is.EqualTo(new Phrase(french, english)));
}
