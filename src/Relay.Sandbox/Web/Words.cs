using System.Globalization;

namespace Relay.Sandbox.Web;

/// <summary>What the console says, in one language.</summary>
internal sealed record Words(string Language, string Title, string Banner, string Index, string OnePost, string ManyPosts, string Newest, string Empty, string Deleted, string Edited,
    string Unpublished, string Replies, string Answers, string Topic, string Link, string NoAltText, string NotFound, string Skip, string Other, string OtherName, string Journal)
{
    public static Words French { get; } = new(
        "fr", "Réseaux de répétition", "RÉPÉTITION : rien de ce que vous voyez ici n’est publié.", "Tous les comptes", "publication", "publications", "Les plus récentes d’abord",
        "Rien n’a encore été publié ici.", "Supprimée", "Modifiée le", "Non publiée", "Suite du fil", "Répond à", "Sujet :", "Lien :", "Image sans description", "Cette page n’existe pas.",
        "Aller au contenu", "en", "English", "Journal");

    public static Words English { get; } = new(
        "en", "Rehearsal networks", "REHEARSAL: nothing that you see here is published.", "All accounts", "post", "posts", "Newest first",
        "Nothing has been posted here yet.", "Deleted", "Edited on", "Not published", "Thread continued", "Answers", "Topic:", "Link:", "Picture without a description", "This page does not exist.",
        "Skip to the content", "fr", "Français", "Journal");

    private static readonly TimeZoneInfo Paris = TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris");

    /// <summary>« 1 publication », « 2 publications »; French has no plural for 0.</summary>
    public string Count(int posts) => $"{posts} {(posts == 1 || (posts == 0 && Language == "fr") ? OnePost : ManyPosts)}";

    /// <summary>In the reader's words, on the clock of Paris, and says so.</summary>
    public string Time(DateTimeOffset time) => TimeZoneInfo.ConvertTime(time, Paris)
        .ToString(Language == "fr" ? "d MMMM yyyy 'à' HH:mm:ss '(heure de Paris)'" : "d MMMM yyyy, HH:mm:ss '(Paris time)'", CultureInfo.GetCultureInfo(Language));
}
