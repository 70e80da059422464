using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Relay.Sandbox.Militants;
using Relay.Sandbox.Wire;

namespace Relay.Sandbox.Facebook;

/// <summary>A list that is read page by page with cursors. The end is a page without <c>next</c>; the address of the next page holds the token, as it does at Facebook.</summary>
internal static class GraphPages
{
    /// <summary>What a list takes beside its own parameters.</summary>
    public static readonly string[] Parameters = ["limit", "after", "before"];

    /// <summary>One page of a list.</summary>
    /// <param name="call">Tells which, and how long.</param>
    /// <param name="all">The whole list in its order.</param>
    /// <param name="id">Of an item.</param>
    /// <param name="write">Writes an item.</param>
    /// <param name="disorder">What disturbs the page.</param>
    public static WireAnswer Answer<T>(GraphCall call, IReadOnlyList<T> all, Func<T, string> id, Func<T, JsonNode> write, DisorderBoard? disorder = null)
    {
        var limit = call.Limit();
        var start = call.Text("after") is { } after ? At(all, id, after) + 1 : call.Text("before") is { } before ? Math.Max(0, At(all, id, before) - limit) : 0;
        var shown = all.Skip(start).Take(limit).ToList();
        JsonNode[] items = [.. shown.Select(write)];
        var body = new JsonObject { ["data"] = new JsonArray([.. disorder?.Pass(items) ?? items]) };
        if (shown.Count > 0)
        {
            var (first, last) = (Cursor(id(shown[0]), start), Cursor(id(shown[^1]), start + shown.Count - 1));
            var paging = new JsonObject { ["cursors"] = new JsonObject { ["before"] = first, ["after"] = last } };
            if (start + shown.Count < all.Count)
            {
                paging["next"] = Address(call, "after", last);
            }
            if (start > 0)
            {
                paging["previous"] = Address(call, "before", first);
            }
            body["paging"] = paging;
        }
        return new WireAnswer(200, body);
    }

    /// <summary>Names an item and its place: when it goes, the place still holds.</summary>
    public static string Cursor(string id, int place) => Convert.ToBase64String(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{place} {id}")));

    private static int At<T>(IReadOnlyList<T> all, Func<T, string> id, string cursor)
    {
        var bytes = new byte[cursor.Length];
        if (!Convert.TryFromBase64String(cursor, bytes, out var length) || Encoding.UTF8.GetString(bytes, 0, length).Split(' ', 2) is not [var place, var named]
            || !int.TryParse(place, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            throw GraphErrors.Parameter("Invalid cursor");
        }
        var found = all.Select((item, index) => (item, index)).Where(each => id(each.item) == named).Select(each => (int?)each.index).FirstOrDefault();
        return found ?? Math.Min(number, all.Count) - 1; // what went left its place to the one after it, which was not shown yet
    }

    private static string Address(GraphCall call, string way, string cursor)
    {
        var kept = call.Request.Query.Where(pair => pair.Key is not ("after" or "before" or "access_token" or "appsecret_proof")).Select(pair => $"{pair.Key}={Uri.EscapeDataString(pair.Value)}&");
        return $"{call.Request.Scheme}://{call.Request.Host}{call.Request.Path}?access_token={call.Token}&{string.Concat(kept)}{way}={Uri.EscapeDataString(cursor)}";
    }
}
