using Relay.Core.Contacts.Suppressions;

namespace Relay.Core.Inbox.Arrivals;

/// <summary>
/// Puts keyed hashes in the place of what tells which account wrote, before anything is kept: of a passer-by the name as shown is all that stands in clear. What an answer
/// needs (a private chat, the id of a message) stays in the key of the interaction, as long as that. Thread-safe.
/// </summary>
public sealed class AuthorSeal(SuppressionList list)
{
    /// <summary>Seals what was read.</summary>
    /// <exception cref="PeopleKeyException">When a key is gone: with another one, everybody would be somebody else.</exception>
    public async Task<IReadOnlyList<UnderstoodArrival>> SealAsync(IReadOnlyList<UnderstoodArrival> read, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(read);
        // Nobody has to be known by a key as long as nobody is named.
        var keys = read.SelectMany(one => one.Reading.Happenings).Any(happening => IsNamed(happening.DoneBy) || AddresseeOf(happening) is not null) ? await list.MakeKeysAsync(cancel) : null;
        return [.. read.Select(one => one with { Reading = one.Reading with { Happenings = [.. one.Reading.Happenings.Select(happening => Seal(happening, keys))] } })];
    }

    private static Happening Seal(Happening happening, PeopleKeys? keys) => happening switch
    {
        Happening.Said said => said with
        {
            Author = Seal(said.Author, said.Of, keys), Addressee = AddresseeOf(said) is { } person ? keys!.Hash(ContactPoint.OfNetwork(said.Of.Network, person)) : said.Addressee,
        },
        Happening.Pressed pressed => pressed with { Author = Seal(pressed.Author, pressed.Of, keys), Press = pressed.Press with { Person = "" } },
        Happening.Reach reach => reach with { Author = Seal(reach.Author, reach.Of, keys) },
        _ => happening,
    };

    private static Author Seal(Author author, InteractionKey of, PeopleKeys? keys) => author with
    {
        Id = null,
        Name = author.Name ?? (author.Handle is { } handle ? $"@{handle}" : null),
        Handle = null,
        Key = IsNamed(author) ? keys!.Hash(ContactPoint.OfNetwork(of.Network, author.Id!)) : author.Key,
    };

    // A private conversation is known by the person that it is held with: by its chat, or where the network numbers none by its thread.
    private static string? AddresseeOf(Happening happening) => happening is Happening.Said { IsPrivate: true, IsOurs: true } said
        ? string.IsNullOrWhiteSpace(said.Of.Chat) ? string.IsNullOrWhiteSpace(said.Thread) ? null : said.Thread : said.Of.Chat
        : null;

    private static bool IsNamed(Author? author) => !string.IsNullOrWhiteSpace(author?.Id);
}
