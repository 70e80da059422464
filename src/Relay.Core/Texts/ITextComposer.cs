using Relay.Core.Channels;
using Relay.Core.Items;

namespace Relay.Core.Texts;

/// <summary>Finds the words for a publication and fits them to its network. Pure (the same request gives the same text), thread-safe.</summary>
public interface ITextComposer
{
    /// <summary>Composes the text of one publication.</summary>
    /// <exception cref="TemplateException">When the template has a fault that only this item brings to light, or is missing.</exception>
    FittedText Compose(TextRequest request);

    /// <summary>Compiles and tries every template of the folder and of the program. Empty when all are good; else each fault names file and line.</summary>
    IReadOnlyList<Fault> Check();
}

/// <summary>What a text is wanted for.</summary>
public sealed record TextRequest
{
    /// <summary>Where it is to appear: network, language, zone, links, pictures, shorten or thread.</summary>
    public required Channel Channel { get; init; }

    /// <summary>What it tells of: one item, or those of a digest in their order.</summary>
    public required IReadOnlyList<Item> Items { get; init; }

    /// <summary>Key of the moment: <c>announce</c>, <c>J-1</c>, <c>H-2</c>, <c>cancelled</c>, <c>digest</c>.</summary>
    public required string MomentKey { get; init; }

    /// <summary>Whether it takes the place of words that stand beside pictures, and must be as short as those. Default false: as short as its own pictures ask.</summary>
    public bool BesidePictures { get; init; }

    /// <summary>The deep link of the copy, for networks without buttons: its template may print it. Default null: none.</summary>
    public Uri? Door { get; init; }

    /// <summary>The instant from which “tomorrow” is counted.</summary>
    public required DateTimeOffset Now { get; init; }
}

/// <summary>A text as it will appear, in the order of its parts; at least one.</summary>
public sealed record FittedText(IReadOnlyList<TextSegment> Segments)
{
    /// <summary>What a reader sees, for previews: parts are kept apart by an empty line.</summary>
    public string Preview => string.Join("\n\n", Segments.Select(segment => segment.Plain));
}

/// <summary>One part of a text.</summary>
/// <param name="Text">Final, in the network's own markup (Telegram HTML, plain elsewhere), within the network's limit.</param>
/// <param name="Images">Pictures to show with it; on the first part only.</param>
/// <param name="Link">The page it links to; null without one, on all parts but the one that holds it, and when the channel wants no links.</param>
public sealed record TextSegment(string Text, IReadOnlyList<Image> Images, Uri? Link)
{
    /// <summary>The text as a reader sees it, without markup.</summary>
    public required string Plain { get; init; }
}
