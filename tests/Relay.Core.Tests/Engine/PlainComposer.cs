using Relay.Core.Channels;
using Relay.Core.Texts;

namespace Relay.Core.Tests.Engine;

/// <summary>Says the moment and the titles; in as many parts as a test wants.</summary>
internal sealed class PlainComposer : ITextComposer
{
    public int Parts { get; set; } = 1;

    /// <summary>Whether it prints the deep link of the copy.</summary>
    public bool PrintsDoors { get; set; }

    /// <summary>What happens while words are being found.</summary>
    public Action Meanwhile { get; set; } = () => { };

    public FittedText Compose(TextRequest request)
    {
        Meanwhile();
        return new(
        [
            .. Enumerable.Range(1, Parts).Select(part => $"{request.MomentKey} {string.Join(", ", request.Items.Select(item => $"{item.Key.Id} {item.Title}"))} {part}{(PrintsDoors && request.Door is { } door ? $" {door}" : "")}")
                .Select(text => new TextSegment(text, [], null) { Plain = text }),
        ]);
    }

    public IReadOnlyList<Fault> Check() => [];
}
