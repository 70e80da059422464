using System.Text.RegularExpressions;
using Relay.Core.Contacts.Suppressions;
using Relay.Core.Conversations.Settling;
using Relay.Core.Conversations.Understanding.Reading;
using Relay.Core.Territories;

namespace Relay.Core.Conversations.Rules;

/// <summary>Contact data in what somebody wrote: the writer's own only (DP-05).</summary>
/// <param name="Data">What could be noted.</param>
/// <param name="IsOfSomebodyElse">The words speak of another person's.</param>
internal sealed partial record Given(Act.ContactData Data, bool IsOfSomebodyElse)
{
    /// <summary>Nothing was given.</summary>
    public bool IsEmpty => Data is { Mail: null, Phone: null, PostalCode: null, Territory: null };

    /// <summary>An address or a number: what nobody should read who passes by.</summary>
    public bool HasPoint => Data.Mail is not null || Data.Phone is not null;

    public static Given In(string text)
    {
        var cut = text.Length > 2000 ? text[..2000] : text;
        var mail = ContactPoint.OfMail(Mail().Match(cut) is { Success: true } found ? found.Value : null)?.Value;
        var phone = Phone().Matches(cut).Select(match => ContactPoint.OfPhone(match.Value)?.Value).FirstOrDefault(number => number is not null);
        var rest = Phone().Replace(cut, match => ContactPoint.OfPhone(match.Value) is null ? match.Value : " ");
        var code = Postal().Match(rest) is { Success: true } postal ? postal.Value.Replace(" ", "", StringComparison.Ordinal) : null;
        var territory = code is null ? null : PlaceReader.Read(code).Territory;
        return new(new(mail, phone, territory is null ? null : code, territory?.Code), Other().IsMatch(Folding.Fold(cut)));
    }

    [GeneratedRegex(@"[A-Za-z0-9._%+\-]{1,64}@[A-Za-z0-9.\-]{1,180}\.[A-Za-z]{2,24}", RegexOptions.CultureInvariant, 5_000)]
    private static partial Regex Mail();

    [GeneratedRegex(@"(?<![\d+])(\+|00)?\d([ .\-/()]{0,2}\d){8,14}(?!\d)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 5_000)]
    private static partial Regex Phone();

    [GeneratedRegex(@"(?<!\d)\d{2} ?\d{3}(?!\d)", RegexOptions.CultureInvariant, 5_000)]
    private static partial Regex Postal();

    [GeneratedRegex(
        @"\b(mon|ma|mes|notre|un|une|le|la|sa|son) (mari|femme|epoux|epouse|compagnon|compagne|conjoint|conjointe|fils|fille|pere|mere|frere|soeur|voisin|voisine|ami|amie|copain|copine|collegue|cousin|cousine|oncle|tante|maman|papa|enfant)s?\b.{0,40}?(@|\d)|\b(appelez|contactez|ecrivez|joignez) (le|la|lui|mon|ma|les)\b|\bmy (husband|wife|partner|son|daughter|father|mother|brother|sister|neighbou?r|friend|colleague)s?\b.{0,40}?(@|\d)|\b(his|her|their) (number|email|phone|address)\b",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 5_000)]
    private static partial Regex Other();
}
