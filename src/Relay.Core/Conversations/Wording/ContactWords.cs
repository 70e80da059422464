using Relay.Core.Conversations.Settling;
using Relay.Core.Territories;
using Relay.Core.Texts;

namespace Relay.Core.Conversations.Wording;

/// <summary>What is said about the data that somebody gives.</summary>
internal static class ContactWords
{
    public static readonly Phrase What = new("Quelle adresse, quel numéro ou quel code postal dois-je noter ?", "Which address, number or postal code shall I note?");

    public static readonly Phrase OfSomebodyElse = new(
        "Je ne note que vos propres coordonnées. La personne dont vous parlez peut m’écrire elle-même.", "I only note your own contact data. The person you speak of can write to me.");

    public static readonly Phrase Noted = new("C’est noté. Vous pouvez le corriger ou le faire effacer à tout moment : /mesdonnees.", "Noted. You can correct it or have it erased at any time: /mydata.");

    public static Phrase ReadBack(Act.ContactData data)
    {
        ArgumentNullException.ThrowIfNull(data);
        var (french, english) = (new List<string>(), new List<string>());
        Add(data.Mail, "adresse", "address");
        Add(data.Phone, "numéro", "number");
        Add(data.PostalCode, "code postal", "postal code");
        Add(data.Territory is { } code && Territory.TryParse(code, out var territory) ? territory.Name : null, "département", "département");
        return new($"Je note : {string.Join(", ", french)}. C’est bien cela ?", $"I'm noting: {string.Join(", ", english)}. Is that right?");

        void Add(string? value, string inFrench, string inEnglish)
        {
            if (value is not null)
            {
                french.Add($"{inFrench} {value}");
                english.Add($"{inEnglish} {value}");
            }
        }
    }
}
