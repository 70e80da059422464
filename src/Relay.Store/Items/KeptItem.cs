using Relay.Core.Items;

namespace Relay.Store.Items;

/// <summary>A row on its way into the store: what it will be, and what that changes.</summary>
internal sealed record KeptItem(string Key, string Source, string Kind, string Version, long Revision, string Body)
{
    /// <summary>Whether it was not there before.</summary>
    public bool IsNew { get; init; }

    /// <summary>Whether its version changes.</summary>
    public bool IsEdited { get; init; }

    /// <summary>Whether its document changes, if only by volatile fields.</summary>
    public bool IsRewritten { get; init; }

    /// <summary>The document of the last version that everybody could see, while the present one is hidden; null otherwise.</summary>
    public string? Shown { get; init; }

    /// <summary>As it is in the store.</summary>
    public static KeptItem Of(ItemRow row) => new(row.Key, "", "", row.Version, row.Revision, row.Body) { Shown = row.Shown };

    /// <summary>What a good row makes of what is known.</summary>
    public static KeptItem Next(KeptItem? known, ItemVersion row, out ItemChange change)
    {
        var key = row.Item.Key;
        var body = ItemMapping.Write(row.Item);
        if (known is null)
        {
            change = ItemChange.New;
            return new KeptItem(key.ToString(), key.Source, ItemKeys.Kinds[key.Kind], row.Version, 1, body) { IsNew = true };
        }
        var isEdited = known.Version != row.Version;
        change = isEdited ? ItemChange.Edited : ItemChange.None;
        return known with
        {
            Version = row.Version,
            Revision = known.Revision + (isEdited ? 1 : 0),
            Body = body,
            Shown = !row.Item.IsHidden ? null : ItemMapping.Read(known.Key, known.Body).IsHidden ? known.Shown : known.Body,
            IsEdited = known.IsEdited || isEdited,
            IsRewritten = known.IsRewritten || known.Body != body,
        };
    }
}
