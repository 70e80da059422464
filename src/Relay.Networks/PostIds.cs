using System.Text.RegularExpressions;
using Relay.Core.Texts;

namespace Relay.Networks;

/// <summary>What ids of posts look like on each network: a person copies them, and may copy something else.</summary>
public static partial class PostIds
{
    /// <summary>What is wrong with an id that a person gave; null when it may be one, also on a network without ids of its own.</summary>
    /// <param name="network">Key of the network.</param>
    /// <param name="id">As she wrote it.</param>
    public static Phrase? Fault(string network, string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        return network switch
        {
            "telegram" when !Message().IsMatch(id) => new(
                $"« {id} » n'est pas un numéro de message de Telegram : c'est le nombre à la fin du lien du message, par exemple 1234.",
                $"'{id}' is no number of a Telegram message: it is the figure at the end of the message's link, such as 1234."),
            "x" when !Status().IsMatch(id) => new(
                $"« {id} » n'est pas un identifiant de X : c'est le nombre après /status/ dans l'adresse du post, par exemple 1985600000000000000.",
                $"'{id}' is no id of X: it is the figure after /status/ in the post's address, such as 1985600000000000000."),
            "facebook" when !Post().IsMatch(id) => new(
                $"« {id} » n'est pas un identifiant de Facebook : c'est un nombre, ou deux avec _ entre eux, par exemple 1000_2000.",
                $"'{id}' is no id of Facebook: it is a figure, or two with _ between them, such as 1000_2000."),
            _ => null,
        };
    }

    [GeneratedRegex("^[1-9][0-9]{0,9}$", RegexOptions.CultureInvariant, 1_000)]
    private static partial Regex Message();

    [GeneratedRegex("^[1-9][0-9]{0,18}$", RegexOptions.CultureInvariant, 1_000)]
    private static partial Regex Status();

    [GeneratedRegex("^[1-9][0-9]{0,24}(_[1-9][0-9]{0,24})?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Post();
}
