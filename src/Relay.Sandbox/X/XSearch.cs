using System.Text;

namespace Relay.Sandbox.X;

/// <summary>A query of the recent search: words, phrases, operators that name ids and handles, <c>OR</c>, <c>-</c> and brackets. Source: docs.x.com, build a query.</summary>
internal sealed class XSearch
{
    private readonly string _query;
    private readonly Func<string, Tweet?> _find;
    private int _at;

    private XSearch(string query, Func<string, Tweet?> find) => (_query, _find) = (query, find);

    /// <summary>Which posts it means.</summary>
    public static Func<Tweet, bool> Parse(string query, Func<string, Tweet?> find)
    {
        var search = new XSearch(query, find);
        var wanted = search.Either();
        return search._at >= query.Length ? wanted : throw search.Fault();
    }

    private Func<Tweet, bool> Either()
    {
        var wanted = All();
        while (Takes("OR "))
        {
            var (one, other) = (wanted, All());
            wanted = tweet => one(tweet) || other(tweet);
        }
        return wanted;
    }

    private Func<Tweet, bool> All()
    {
        var parts = new List<Func<Tweet, bool>>();
        for (Space(); _at < _query.Length && _query[_at] != ')' && !_query.AsSpan(_at).StartsWith("OR ", StringComparison.Ordinal); Space())
        {
            parts.Add(One());
        }
        return parts.Count > 0 ? tweet => parts.TrueForAll(part => part(tweet)) : throw Fault();
    }

    private Func<Tweet, bool> One()
    {
        if (Takes("-"))
        {
            var not = One();
            return tweet => !not(tweet);
        }
        if (!Takes("("))
        {
            return Term(Word());
        }
        var inner = Either();
        Space();
        return Takes(")") ? inner : throw Fault();
    }

    private Func<Tweet, bool> Term(string word) => word.Split(':', 2) switch
    {
        ["conversation_id", var id] => tweet => tweet.Conversation == id,
        ["in_reply_to_tweet_id" or "in_reply_to_status_id", var id] => tweet => tweet.ReplyTo == id,
        ["quotes_of_tweet_id", var id] => tweet => tweet.Quoted == id,
        ["from", var who] => tweet => Is(tweet.Author, who),
        ["to", var who] => tweet => tweet.ReplyTo is { } parent && _find(parent) is { } answered && Is(answered.Author, who),
        ["is", "reply"] => tweet => tweet.ReplyTo is not null,
        ["is", "quote"] => tweet => tweet.Quoted is not null,
        ["is", "retweet"] => _ => false,
        ["has", "mentions"] => tweet => tweet.Named.Count > 0,
        ["has", "links"] => tweet => tweet.Entities?["urls"] is not null,
        ["has", "media" or "images"] => tweet => tweet.Media.Count > 0,
        ["lang", var language] => _ => language == "fr",
        [['@', .. var who]] => tweet => tweet.Named.Any(profile => Is(profile, who)),
        [var text] when text.Length > 0 => tweet => tweet.Sent.Contains(text, StringComparison.OrdinalIgnoreCase),
        _ => throw XBody.Refuse("query", _query, $"There were errors processing your request: Reference to invalid operator '{word.Split(':')[0]}'. Operator is not available in current product or product packaging."),
    };

    private static bool Is(XProfile profile, string who) => profile.Id == who || profile.Username.Equals(who.TrimStart('@'), StringComparison.OrdinalIgnoreCase);

    private string Word()
    {
        var word = new StringBuilder();
        if (Takes("\""))
        {
            var end = _query.IndexOf('"', _at);
            word.Append(end < 0 ? throw Fault() : _query[_at..end]);
            _at = end + 1;
            return word.ToString();
        }
        while (_at < _query.Length && _query[_at] is not (' ' or '(' or ')'))
        {
            word.Append(_query[_at++]);
        }
        return word.ToString();
    }

    private bool Takes(string text)
    {
        Space();
        var there = _query.AsSpan(_at).StartsWith(text, StringComparison.Ordinal);
        _at += there ? text.Length : 0;
        return there;
    }

    private void Space()
    {
        while (_at < _query.Length && _query[_at] == ' ')
        {
            _at++;
        }
    }

    private Wire.RefusedException Fault() => XBody.Refuse("query", _query, $"There were errors processing your request: unexpected end or character (at position {_at + 1})");
}
