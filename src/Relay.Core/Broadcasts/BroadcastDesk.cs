using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Relay.Core.Audit;
using Relay.Core.Channels;
using Relay.Core.Conversations.Wording;
using Relay.Core.Deliveries.Answers;
using Relay.Core.Deliveries.Copies;
using Relay.Core.Items;
using Relay.Core.Planning.Moments;
using Relay.Core.Territories;
using Relay.Core.Texts;

namespace Relay.Core.Broadcasts;

/// <summary>Where a coordinator's news for a list are judged and kept. Thread-safe.</summary>
public sealed class BroadcastDesk(IBroadcastStore store, IItemStore items, PartySettings party, TimeProvider time)
{
    /// <summary>News are of use for so long: who could not be written to by then is not.</summary>
    private static readonly TimeSpan Life = TimeSpan.FromDays(3);

    /// <summary>Reads the name of a list as people write it: <c>DEP-33</c> for <c>territory:DEP-33</c>, <c>logement</c> for <c>theme:logement</c>.</summary>
    public static string ListOf(string asked)
    {
        ArgumentNullException.ThrowIfNull(asked);
        var name = asked.Trim();
        return name.Contains(':', StringComparison.Ordinal) ? name : Territory.TryParse(name, out var territory) ? $"{ListWords.OfTerritory}{territory.Code}" : $"theme:{name}";
    }

    /// <summary>The news as they would be kept.</summary>
    /// <param name="list">Name of the list, in full.</param>
    /// <param name="item">The item that they tell of; null for words of their own.</param>
    /// <param name="words">Those words, by language; null with an item.</param>
    /// <param name="actor">Who makes them.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="BroadcastRefusedException">When they may not be.</exception>
    public async Task<Broadcast> PrepareAsync(string list, ItemKey? item, IReadOnlyDictionary<string, string>? words, Actor actor, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(actor);
        var now = time.GetUtcNow();
        var audience = new Audience.Subscribers(list);
        var stored = item is null ? null : await PublishableAsync(item, now, cancel);
        var told = stored is null ? Checked(words, audience) : BroadcastWords.Of(stored);
        await RequireSubscribersAsync(audience, cancel);
        BroadcastConduct.RequireRest(await store.SentSinceAsync(audience, now - BroadcastConduct.Span, cancel), now);
        return new()
        {
            Number = 0,
            Kind = BroadcastKind.News,
            Audience = audience,
            Item = item,
            Told = stored is null ? null : ToldFacts.Where(stored),
            Words = told,
            MadeBy = $"{actor}",
            MadeAt = now,
            Expires = stored?.Face is Event held && held.Starts < now + Life ? held.Starts : now + Life,
        };
    }

    /// <summary>Keeps the news; from then on they are carried out. The same news to the same list on one day are the same, unless they were called off before anybody had them.</summary>
    /// <inheritdoc cref="PrepareAsync"/>
    public async Task<Broadcast> MakeAsync(string list, ItemKey? item, IReadOnlyDictionary<string, string>? words, Actor actor, CancellationToken cancel)
    {
        var broadcast = await PrepareAsync(list, item, words, actor, cancel);
        var key = KeyOf(broadcast);
        var kept = await store.KeepAsync(key, broadcast, actor, cancel);
        while (kept is { IsNew: false, Broadcast: { State: BroadcastState.Cancelled, Number: var before } })
        {
            kept = await store.KeepAsync(string.Create(CultureInfo.InvariantCulture, $"{key}/{before}"), broadcast, actor, cancel); // called off before anybody had it: it is made again
        }
        return kept.Broadcast;
    }

    private static string KeyOf(Broadcast broadcast)
    {
        var all = string.Join('\u0001', [$"{broadcast.Audience}", $"{broadcast.Item}", broadcast.Told ?? "", .. broadcast.Words.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}={pair.Value}")]);
        return string.Create(CultureInfo.InvariantCulture, $"news/{broadcast.MadeAt.UtcDateTime:yyyyMMdd}/{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(all)))}");
    }

    private async Task<StoredItem> PublishableAsync(ItemKey key, DateTimeOffset now, CancellationToken cancel)
    {
        var item = await items.FindAsync(key, cancel) ?? throw new BroadcastRefusedException(new($"Aucun élément ne s'appelle « {key} ».", $"No item is called '{key}'."));
        if (item.Presence != ItemPresence.Present || Publishable.WhyNot(item) is not null || (item.Face is Event held && held.Starts <= now))
        {
            throw new BroadcastRefusedException(new($"« {item.Face.Title} » n'est pas à annoncer : l'élément est passé, annulé, retiré ou pas public.", $"'{item.Face.Title}' is not to be announced: the item is past, cancelled, withdrawn or not public."));
        }
        return item;
    }

    private Dictionary<string, string> Checked(IReadOnlyDictionary<string, string>? words, Audience audience)
    {
        var told = (words ?? new Dictionary<string, string>()).Where(pair => !string.IsNullOrWhiteSpace(pair.Value)).ToDictionary(pair => pair.Key, pair => pair.Value.ReplaceLineEndings("\n").Trim(), StringComparer.Ordinal);
        if (!told.ContainsKey("fr"))
        {
            throw new BroadcastRefusedException(new("Le message est vide : donnez un texte en français, ou un élément.", "The message is empty: give a text in French, or an item."));
        }
        var longest = AnswerConduct.Of("telegram", AnswerForm.PrivateMessage)!.Longest - 2;
        foreach (var (language, text) in told)
        {
            var most = longest - BroadcastWords.End(audience, party).In(language).Length;
            if (text.Length > most)
            {
                throw new BroadcastRefusedException(new($"Le message ({language}) est trop long : {text.Length} caractères, {most} au plus.", $"The message ({language}) is too long: {text.Length} characters, {most} at most."));
            }
        }
        return told;
    }

    private async Task RequireSubscribersAsync(Audience.Subscribers audience, CancellationToken cancel)
    {
        if ((await store.CountAsync(audience, cancel)).Values.Sum() > 0)
        {
            return;
        }
        var lists = await store.ListsAsync(cancel);
        var known = string.Join(", ", lists.Select(pair => $"{pair.Key} ({pair.Value})"));
        throw new BroadcastRefusedException(lists.Count == 0
            ? new("Personne n'est encore abonné à une liste.", "Nobody is subscribed to any list yet.")
            : new($"Personne n'est abonné à « {audience.Name} ». Il y a : {known}.", $"Nobody is subscribed to '{audience.Name}'. There are: {known}."));
    }
}

/// <summary>A broadcast may not be made.</summary>
/// <param name="sentence">Why.</param>
public sealed class BroadcastRefusedException(Phrase sentence) : Exception(sentence.English)
{
    /// <summary>Why, in both languages.</summary>
    public Phrase Sentence => sentence;
}
