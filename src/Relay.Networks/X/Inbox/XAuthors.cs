using Relay.Core.Inbox.Arrivals;
using Relay.Networks.Arriving;

namespace Relay.Networks.X.Inbox;

/// <summary>The users that came beside what they wrote: a list or a map, wrapped in <c>data</c> or not.</summary>
internal sealed class XAuthors
{
    private readonly Dictionary<string, Author> _byId = [];

    /// <param name="users">The field <c>users</c>, in any of its forms.</param>
    public XAuthors(Piece users)
    {
        foreach (var user in users.IsList ? users.Elements : users.Fields.Select(field => field.Value))
        {
            if (OfUser(user) is { Id: { } id } author)
            {
                _byId[id] = author;
            }
        }
    }

    /// <summary>Who has this number; by the number alone where nothing came beside it.</summary>
    public Author Of(string? id) => id is null ? Author.Withheld : _byId.GetValueOrDefault(id) ?? new Author(id);

    /// <summary>A user of either vocabulary. One that carries the label "Automated" is a program.</summary>
    public static Author OfUser(Piece user)
    {
        var told = user["data"] is { IsObject: true } wrapped ? wrapped : user;
        return Numbered(told) is not { } id ? Author.Withheld : new(
            id, told["name"].Words, (told["username"].Words ?? told["screen_name"].Words)?.TrimStart('@'),
            told["affiliation"]["description"].Text?.StartsWith("Automated", StringComparison.OrdinalIgnoreCase) == true);
    }

    /// <summary>The id of a user or a post: where X also writes it as a text, the number may have lost its last digits.</summary>
    public static string? Numbered(Piece piece) => piece["id_str"].Id ?? piece["id"].Id;
}
