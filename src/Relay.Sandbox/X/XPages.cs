using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Relay.Sandbox.X;

/// <summary>One page of a list that is read newest first; a token names the last item shown, so that what comes in between pages is no longer seen and nothing is seen twice.</summary>
/// <param name="Shown">The items.</param>
/// <param name="Meta">What stands under <c>meta</c>.</param>
internal sealed record XPages<T>(IReadOnlyList<T> Shown, JsonObject Meta);

/// <inheritdoc cref="XPages{T}"/>
internal static class XPages
{
    /// <param name="all">Newest first.</param>
    /// <param name="query">Tells where to go on.</param>
    /// <param name="most">On one page.</param>
    /// <param name="id">Of an item; numbers that fall.</param>
    /// <param name="tokens">Names of the parameter that holds the token.</param>
    public static XPages<T> Of<T>(IReadOnlyList<T> all, XQuery query, int most, Func<T, string> id, params ReadOnlySpan<string> tokens)
    {
        var skip = 0;
        foreach (var token in tokens)
        {
            skip = query.Text(token) is { } given ? Skip(all, id, token, given) : skip;
        }
        var shown = all.Skip(skip).Take(most).ToList();
        var meta = new JsonObject { ["result_count"] = shown.Count };
        if (shown.Count > 0)
        {
            (meta["newest_id"], meta["oldest_id"]) = (id(shown[0]), id(shown[^1]));
        }
        if (skip + shown.Count < all.Count)
        {
            meta["next_token"] = Convert.ToHexStringLower(Encoding.ASCII.GetBytes(id(shown[^1])));
        }
        return new(shown, meta);
    }

    private static int Skip<T>(IReadOnlyList<T> all, Func<T, string> id, string name, string token)
    {
        try
        {
            var last = long.Parse(Encoding.ASCII.GetString(Convert.FromHexString(token)), NumberStyles.None, CultureInfo.InvariantCulture);
            return all.TakeWhile(item => long.Parse(id(item), CultureInfo.InvariantCulture) >= last).Count();
        }
        catch (Exception fault) when (fault is FormatException or OverflowException)
        {
            throw XBody.Refuse(name, token, $"The `{name}` query parameter value [{token}] is not valid");
        }
    }
}
