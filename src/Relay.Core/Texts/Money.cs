using System.Globalization;

namespace Relay.Core.Texts;

/// <summary>Amounts as people read them, the same everywhere. In the currency that the network bills, never converted.</summary>
public static class Money
{
    private const string Format = "#,##0.00#";

    private static readonly CultureInfo French = CultureInfo.GetCultureInfo("fr-FR");

    /// <summary>US dollars: <c>0,43 USD</c> and <c>0.43 USD</c>, tenths of a cent only where there are some (<c>0,015 USD</c>).</summary>
    /// <param name="amount">Rounded to a tenth of a cent.</param>
    public static Phrase Usd(decimal amount) => new($"{amount.ToString(Format, French)} USD", $"{amount.ToString(Format, CultureInfo.InvariantCulture)} USD");
}
