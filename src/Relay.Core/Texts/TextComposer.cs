using System.Collections.Frozen;
using Microsoft.Extensions.Options;
using Relay.Core.Channels;
using Relay.Core.Items;
using Relay.Core.Texts.Fitting;
using Relay.Core.Texts.Templates;
using Relay.Core.Texts.Words;

namespace Relay.Core.Texts;

/// <inheritdoc cref="ITextComposer"/>
internal sealed class TextComposer : ITextComposer
{
    private readonly FrozenDictionary<string, ITextRules> _rules;
    private readonly TemplateShelf _shelf;
    private readonly TemplateBook _book;

    public TextComposer(IEnumerable<ITextRules> rules, IOptions<TextOptions> options)
    {
        _rules = rules.ToFrozenDictionary(one => one.Network, StringComparer.Ordinal);
        _shelf = new TemplateShelf(options.Value.TemplateFolder);
        _book = new TemplateBook(_shelf);
    }

    public FittedText Compose(TextRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.Items.Count == 0)
        {
            throw new ArgumentException("A text needs at least one item.", nameof(request));
        }
        var rules = _rules.GetValueOrDefault(request.Channel.Writing)
            ?? throw new InvalidOperationException($"Nobody knows how texts are written for the network '{request.Channel.Writing}'.");
        var draft = Draft.Parse(Render(request, rules));
        var pictures = Pictures(request, rules);
        var parts = Fit(draft, rules, pictures.Count > 0 || request.BesidePictures, request.Channel.LongText == LongText.Thread ? rules.MaximumParts : 1);
        var link = request.Channel.LinkPolicy == LinkPolicy.InText && request is { MomentKey: not ("digest" or "withdrawn"), Items: [var item] } ? item.Url ?? (item as Event)?.OnlineUrl : null;
        var holder = string.IsNullOrEmpty(draft.Link) ? 0 : Math.Max(0, parts.ToList().FindLastIndex(part => part.Contains(draft.Link, StringComparison.Ordinal)));
        return new FittedText(
        [
            .. parts.Select((part, index) => new TextSegment(part, index == 0 ? pictures : [], index == holder ? link : null) { Plain = rules.Plain(part) }),
        ]);
    }

    public IReadOnlyList<Fault> Check() => new TemplateCheck(_shelf, _book, _rules.Values).Run();

    private string Render(TextRequest request, ITextRules rules)
    {
        var rendering = new Rendering(rules, request.Channel, request.MomentKey, request.Now) { Door = request.Door };
        var names = TemplateName.For(request.MomentKey, request.Items);
        object words = names is ["digest"] ? new DigestWords(request.Items, rendering) : new ItemWords(request.Items[0], rendering);
        var text = _book.Render(request.Channel.Language, request.Channel.Writing, names, words);
        return request.Channel.Language == "fr" ? FrenchTypography.Apply(text) : text;
    }

    private static IReadOnlyList<string> Fit(Draft draft, ITextRules rules, bool withPictures, int most)
    {
        var text = Shortening.Fit(draft, rules, rules.Limit(withPictures) + ((most - 1) * rules.Limit(withPictures: false)), one => Threading.Fits(one, rules, withPictures, most));
        return Threading.Split(text, rules, withPictures, most) ?? [text];
    }

    // A cancellation and a digest are words alone: a poster would say the contrary of the first, and of which item in the second?
    private static IReadOnlyList<Image> Pictures(TextRequest request, ITextRules rules)
        => request is { Channel.Images: true, MomentKey: not ("cancelled" or "calledoff" or "withdrawn" or "changed" or "digest"), Items: [{ Image: { } image }] } && rules.MaximumPictures > 0 ? [image] : [];
}
