using Relay.Core.Texts;

namespace Relay.Core.Deliveries.Hands;

/// <summary>Lays a fitted text out for a person who copies it: the picture on its own, so that it can be saved, then the words alone, in as few messages as hold them.</summary>
internal static class HandParts
{
    /// <summary>Most of a text in one message: what is around it, and letters that take several to write, have room beside it.</summary>
    private const int Longest = 3000;

    public static IReadOnlyList<DeliveryPart> Of(FittedText text)
    {
        var images = text.Segments.SelectMany(segment => segment.Images).Take(1).ToList();
        var parts = images.ConvertAll(image => Part(0, "") with { Images = [image] });
        foreach (var words in text.Segments.SelectMany(segment => Pieces(segment.Plain)))
        {
            parts.Add(Part(parts.Count, words));
        }
        return parts;
    }

    private static DeliveryPart Part(int index, string text) => new() { Index = index, State = PartState.Planned, Text = text, TextHash = TextMatch.Hash(text) };

    private static IEnumerable<string> Pieces(string text)
    {
        while (text.Length > Longest)
        {
            var at = CutPoints.Of(text[..Longest]) is [.., var last] && last > 0 ? last : Longest;
            yield return text[..at];
            text = text[at..];
        }
        yield return text;
    }
}
