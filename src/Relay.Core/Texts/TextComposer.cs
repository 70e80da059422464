using Microsoft.Extensions.Options;
using Relay.Core.Channels;
using Relay.Core.Items;

namespace Relay.Core.Texts;

/// <inheritdoc cref="ITextComposer"/>
internal sealed class TextComposer(IEnumerable<ITextRules> rules, IOptions<TextOptions> options) : ITextComposer
{
    private readonly Dictionary<string, ITextRules> _rules = rules.ToDictionary(one => one.Network, StringComparer.Ordinal);

    public FittedText Compose(TextRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var network = _rules[request.Channel.Network];
        var links = request.Channel.LinkPolicy == LinkPolicy.InText;
        var first = request.Items[0];
        IReadOnlyList<Image> images = request.Channel.Images && request.Items is [{ Image: { } image }] && network.MaximumPictures > 0 ? [image] : [];
        var link = links && request.Items.Count == 1 ? first.Url : null;
        var words = string.Join('\n', request.Items.Select(item => network.Escape(item.Title, links)));
        var tail = link is null ? "" : $"\n{network.Escape(link.AbsoluteUri, links)}";
        var limit = network.Limit(images.Count > 0);
        var text = words + tail;
        foreach (var at in network.CutPoints(words).Reverse().TakeWhile(_ => network.Measure(text) > limit))
        {
            text = network.Cut(words, at).Head.TrimEnd() + network.Ellipsis + tail;
        }
        return new FittedText([new TextSegment(text, images, link) { Plain = network.Plain(text) }]);
    }

    public IReadOnlyList<Fault> Check() => options.Value.TemplateFolder is { } folder && !Directory.Exists(folder)
        ? [new Fault("Relay:TemplateFolder", $"The folder '{folder}' does not exist.")]
        : [];
}
