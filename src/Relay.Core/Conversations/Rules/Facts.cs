using System.Text.RegularExpressions;
using Relay.Core.Conversations.Naming;
using Relay.Core.Conversations.Understanding.Reading;
using Relay.Core.Conversations.Wording;
using Relay.Core.Items;
using Relay.Core.Texts;

namespace Relay.Core.Conversations.Rules;

/// <summary>Answers where, when, what and whether it is on, from the record as it stands, and nothing else: what the record does not say is for a person (CV-07).</summary>
internal static partial class Facts
{
    private const int Most = 3;

    /// <summary>The answer, or null when the record has none.</summary>
    public static string? Answer(Situation s)
    {
        var asked = Folding.Fold(s.Text.Length > 2000 ? s.Text[..2000] : s.Text);
        if (Robot().IsMatch(asked))
        {
            return CommonWords.Robot.In(s.Language);
        }
        if (Beyond().IsMatch(Besides(asked, s.NamedBy)) || !Known().IsMatch(asked) || s.Items.Count is 0 or > Most)
        {
            return null;
        }
        var lines = s.Items.Select(item => Line(s, item, asked)).ToList();
        return lines.Contains(null) ? null : string.Join('\n', lines);
    }

    /// <summary>Whether it is asked what we are, so that it needs no item.</summary>
    public static bool IsAboutUs(string text) => Robot().IsMatch(Folding.Fold(text.Length > 2000 ? text[..2000] : text));

    /// <summary>Whether the record of an item could answer it, once it is known which item is meant.</summary>
    /// <param name="text">As written.</param>
    /// <param name="named">The words of a title that name it, and ask nothing; null for none.</param>
    public static bool IsAboutAnItem(string text, IReadOnlySet<string>? named = null)
        => Folding.Fold(text.Length > 2000 ? text[..2000] : text) is var asked && Known().IsMatch(asked) && !Beyond().IsMatch(Besides(asked, named));

    /// <summary>Whether it ends as a question does that the record of an item could answer.</summary>
    public static bool IsQuestion(string text) => text.TrimEnd().EndsWith('?') && IsAboutAnItem(text);

    /// <summary>Whether it asks if something takes place, perhaps after a rumour that it does not.</summary>
    public static bool IsWhetherItIsOn(string text) => IsQuestion(text) && On().IsMatch(Folding.Fold(text.Length > 2000 ? text[..2000] : text));

    /// <summary>Whether it is asked what there is to go to, and not about one event.</summary>
    public static bool IsAboutWhatIsOn(string text) => Folding.Fold(text.Length > 2000 ? text[..2000] : text) is var asked && ThereIs().IsMatch(asked) && !Beyond().IsMatch(asked);

    // "Où a lieu le repas de quartier ?" asks nothing about a meal.
    private static string Besides(string asked, IReadOnlySet<string>? named)
        => named is { Count: > 0 } ? string.Join(' ', asked.Split(' ').Where(word => !EventWords.In(word).Overlaps(named))) : asked;

    private static string? Line(Situation s, StoredItem item, string asked)
    {
        if (item.Presence is ItemPresence.Missing or ItemPresence.Braked)
        {
            return null; // nobody knows at present whether it is on
        }
        var (language, zone) = (s.Language, s.Details?.Territory?.Zones[0]);
        if (ItemWords.Closed(item, s.Now) is { } closed)
        {
            return $"{ItemWords.Named(item, language)} {closed.In(language)}.";
        }
        if (Where().IsMatch(asked) && !When().IsMatch(asked) && item.Face is Event && ItemWords.Where(item) is null)
        {
            return null;
        }
        if (item.Face is Initiative { ClosesOn: null } && When().IsMatch(asked) && !Where().IsMatch(asked))
        {
            return null; // until when, is asked of something without an end
        }
        var line = new Phrase($"{ItemWords.Line(item, "fr", zone)}.", $"{ItemWords.Line(item, "en", zone)}.").In(language);
        if (On().IsMatch(asked) && AtAll().Replace(asked, " ") is var rest && (rest == asked || !(Where().IsMatch(rest) || When().IsMatch(rest))))
        {
            // A yes to "is it called off?" would say the contrary.
            line = (Off().IsMatch(asked) ? new Phrase($"C’est maintenu : {line}", $"It is on: {line}") : new Phrase($"Oui, c’est maintenu : {line}", $"Yes, it is on: {line}")).In(language);
        }
        if (What().IsMatch(asked) && item.Face.Summary is { } summary)
        {
            line += $" {summary.Trim()}";
        }
        if (Seats().IsMatch(asked))
        {
            if (item.Face is not Event { Capacity: { } capacity } held)
            {
                return null;
            }
            var left = Math.Max(0, capacity - Math.Max(held.Registrations ?? 0, s.Taken.GetValueOrDefault(item.Item.Key)));
            line += left == 0 ? new Phrase(" C’est complet ; il y a une liste d’attente.", " It is full; there is a waiting list.").In(language) : new Phrase(" Il reste des places.", " There are seats left.").In(language);
        }
        if (s.Changed.Contains(item.Item.Key))
        {
            line += new Phrase(" La date ou le lieu a changé depuis cette publication.", " The date or the place has changed since that post.").In(language);
        }
        return item.Face.Url is { } url ? $"{line} {url.AbsoluteUri}" : line;
    }

    [GeneratedRegex(@"\b(robot|bot|machine|automate|programme informatique|une ia|intelligence artificielle|vraie personne|real person|are you human|etes.vous humain|es.tu humain)\b", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 5_000)]
    private static partial Regex Robot();

    [GeneratedRegex(
        @"\b(quoi de prevu|qu'est.ce (que vous (organisez|faites|avez de prevu|proposez)|qu'il y a|qui (est prevu|se passe))|y a.t.il (quelque chose|des? (reunions?|rencontres?|evenements?))|(avez|il y a|aurez|organisez)[- ]?(vous )?(quoi|des?|une?|d'autres) (prochaine?s? )?(reunions?|rencontres?|evenements?)|(quelles?|quels?) (sont )?(les |vos )?(prochaine?s?|prochains?) (reunions?|rencontres?|evenements?|dates)|(vos|les) prochaine?s? (reunions?|rencontres?|evenements?|dates)|what('s| is) on (near|in|around)|what (do )?you (organi[sz]e|have planned|do)|(any|which) (events|meetings)|(next|upcoming) (events|meetings))\b",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 5_000)]
    private static partial Regex ThereIs();

    [GeneratedRegex(@"\b(ou|where|lieu|adresse|endroit|salle|address|venue|place)\b", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 5_000)]
    private static partial Regex Where();

    [GeneratedRegex(@"\b(quand|kan|kand|qd|when|heure|date|jour|time|day|horaires?|commence|debute|finit|termine|starts?|ends?|combien de temps|dure|how long)\b", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 5_000)]
    private static partial Regex When();

    [GeneratedRegex(@"\b(maintenue?|annulee?|reportee?|a lieu|aura lieu|toujours|confirmee?|cancell?ed|still on|postponed|d'actualite|taking place)\b", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 5_000)]
    private static partial Regex On();

    [GeneratedRegex(@"\b(annul\w*|report\w*|deplac\w*|cancel\w*|postpon\w*|called off)\b", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 5_000)]
    private static partial Regex Off();

    // "Où est-ce que ça a lieu ?" asks where, and not whether.
    [GeneratedRegex(@"\b(a lieu|aura lieu|taking place)\b", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 5_000)]
    private static partial Regex AtAll();

    [GeneratedRegex(@"\b(c'est quoi|de quoi|quoi|en quoi|what is|what's|about what|programme|theme|sujet|ordre du jour|agenda|kel|infos?|details?)\b", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 5_000)]
    private static partial Regex What();

    [GeneratedRegex(@"\b(places?|complete?|seats?|full|inscription encore|spots?)\b", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 5_000)]
    private static partial Regex Seats();

    [GeneratedRegex(
        @"\b(ou|where|lieu|adresse|endroit|salle|address|venue|quand|kan|kand|qd|when|heure|date|jour|time|day|horaires?|commence|debute|finit|termine|starts?|ends?|combien de temps|dure|how long|maintenue?|annulee?|reportee?|a lieu|aura lieu|toujours|confirmee?|cancell?ed|still on|postponed|d'actualite|taking place|c'est quoi|de quoi|quoi|en quoi|what is|what's|about what|places|complete?|seats|full|infos?|details?|en ligne|visio|online|lien|link)\b",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 5_000)]
    private static partial Regex Known();

    // What a record of an item never says, and what is argued about: a person answers.
    [GeneratedRegex(
        @"\b(pourquoi|why|prix|tarif|gratuite?|payante?|payer|coute|euros?|free|price|cost|pay|accessible|fauteuil|pmr|handicap\w*|wheelchair|enfants?|bebe|kids?|children|garer|garage|parking|park|stationne\w*|bus|tram|metro|covoiturage|apporter|amener|bring|manger|repas|buffet|food|invite\w*|intervenants?|intervient|parle|parlera|speakers?|speaking|qui|who|programme politique|pensez|position|avis|loi|law|impots?|taxes?|vote[rz]?|election|enregistre|filme|replay|rediffus\w*|recorded|remboursement|don|donate|adhesion|cotisation|legal|avocat|mineurs?)\b",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 5_000)]
    private static partial Regex Beyond();
}
