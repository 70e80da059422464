using System.Text.RegularExpressions;

namespace Relay.Networks.Assisted;

/// <summary>Whether a link leads to a group: told by its shape alone, since nobody lets a program look inside.</summary>
internal static partial class GroupLink
{
    /// <summary>A Facebook Group or a WhatsApp group; null for anything else.</summary>
    /// <param name="canonical">From <see cref="AssistedTargets.Canonical"/>.</param>
    public static GroupKind? KindOf(string canonical)
        => Facebook().IsMatch(canonical) ? GroupKind.Facebook : WhatsApp().IsMatch(canonical) ? GroupKind.WhatsApp : null;

    /// <summary>Finds a group's link in what was copied: without <c>https://</c>, as browsers show it, or in the sentence that WhatsApp copies around it.</summary>
    /// <returns>The canonical link and where it leads; null when there is none.</returns>
    public static (string Link, GroupKind Kind)? In(string written)
    {
        foreach (var word in written.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            // Both networks answer on https alone.
            var bare = Scheme().Replace(word, "");
            if (AssistedTargets.Canonical($"https://{bare}") is { } link && KindOf(link) is { } kind)
            {
                return (link, kind);
            }
        }
        return null;
    }

    /// <summary>What a group is called when nobody names it: the last word of its link, where people chose one.</summary>
    public static string UsualName(string canonical) => KindOf(canonical) == GroupKind.Facebook ? $"Groupe {Facebook().Match(canonical).Groups["name"].Value}" : "Groupe WhatsApp";

    [GeneratedRegex(@"^https://www\.facebook\.com/groups/(?<name>[\w.\-]+)$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 5_000)]
    private static partial Regex Facebook();

    [GeneratedRegex("^https?://", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 5_000)]
    private static partial Regex Scheme();

    [GeneratedRegex(@"^https://chat\.whatsapp\.com/(invite/)?[A-Za-z0-9]{16,}$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 5_000)]
    private static partial Regex WhatsApp();
}

/// <summary>Where a group lives.</summary>
internal enum GroupKind
{
    /// <summary>facebook.com/groups/….</summary>
    Facebook,

    /// <summary>chat.whatsapp.com/….</summary>
    WhatsApp,
}
