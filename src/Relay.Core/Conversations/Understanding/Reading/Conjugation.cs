namespace Relay.Core.Conversations.Understanding.Reading;

/// <summary>The written forms of a regular French verb, without accents. Irregular verbs stand in the tables form by form.</summary>
internal static class Conjugation
{
    private static readonly string[] Er = "e es ons ez ent er ant ais ait ions iez aient a ai as erai eras era erons erez eront erais erait erions eriez eraient ee ees".Split(' ');
    private static readonly string[] Ir = "is it issons issez issent ir i ie ies issant issais issait issaient irai iras ira irons irez iront irais irait irions iriez iraient isse".Split(' ');
    private static readonly string[] Re = "s ons ez ent re u ue us ues ant ais ait aient ions iez rai ras ra rons rez ront rais rait raient e es".Split(' ');

    /// <summary>Every form of an infinitive in -er, -ir (like finir) or -re (like rendre).</summary>
    public static IEnumerable<string> Of(string infinitive)
    {
        var stem = infinitive[..^2];
        var endings = infinitive[^2..] switch { "er" => Er, "ir" => Ir, _ => Re };
        var soft = infinitive.EndsWith("ger", StringComparison.Ordinal);
        foreach (var ending in endings)
        {
            yield return (soft && ending[0] is 'a' or 'o' ? stem + "e" : stem) + ending;
        }
        if (endings == Re)
        {
            yield return stem; // il rend
        }
        if (infinitive.EndsWith("yer", StringComparison.Ordinal))
        {
            foreach (var ending in "e es ent era erai erais".Split(' '))
            {
                yield return stem[..^1] + "i" + ending; // j'appuie
            }
        }
    }
}
