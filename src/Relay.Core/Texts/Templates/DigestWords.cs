using Relay.Core.Items;

namespace Relay.Core.Texts.Templates;

/// <summary>The names that a template may use for several items at once.</summary>
internal sealed class DigestWords(IReadOnlyList<Item> items, Rendering rendering)
{
    public IReadOnlyList<ItemWords> Items { get; } = [.. items.Select(item => new ItemWords(item, rendering))];

    public IReadOnlyList<ItemWords> Events => [.. Items.Where(item => item.Kind == "event")];

    public IReadOnlyList<ItemWords> Initiatives => [.. Items.Where(item => item.Kind == "initiative")];

    public int Count => Items.Count;

    public int EventCount => Events.Count;

    public int InitiativeCount => Initiatives.Count;

    public string? Door => rendering.Address(rendering.Door);

    public string Moment => rendering.Moment;
}
