namespace Relay.EndToEnd.Tests.Harness;

/// <summary>Which event must stand where, once each.</summary>
internal sealed class ExpectedPosts
{
    private readonly HashSet<(string Network, string Target, string Title)> _wanted = [];

    /// <summary>How many.</summary>
    public int Count => _wanted.Count;

    /// <summary>Adds events of a place.</summary>
    public void Add(string network, string target, IEnumerable<int> events)
        => _wanted.UnionWith(events.Select(number => (network, target, PartyDatabase.Title(number))));

    /// <summary>What does not stand exactly once, in words; empty when all do.</summary>
    public IReadOnlyList<string> Wrong(IReadOnlyList<SandboxPost> posts)
    {
        var times = Times(posts);
        return
        [
            .. _wanted.Where(wanted => times.GetValueOrDefault(wanted) != 1).Select(wanted => $"{wanted} stands {times.GetValueOrDefault(wanted)} times"),
            .. times.Keys.Where(found => !_wanted.Contains(found)).Select(found => $"{found} was not expected"),
        ];
    }

    /// <summary>What stands more than once.</summary>
    public static IReadOnlyList<string> Twice(IReadOnlyList<SandboxPost> posts)
        => [.. Times(posts).Where(pair => pair.Value > 1).Select(pair => $"{pair.Key} stands {pair.Value} times")];

    private static Dictionary<(string Network, string Target, string Title), int> Times(IReadOnlyList<SandboxPost> posts)
        => posts.GroupBy(post => (post.Network, post.Target, TitleOf(post))).ToDictionary(group => group.Key, group => group.Count());

    private static string TitleOf(SandboxPost post)
    {
        var start = post.Text.IndexOf(PartyDatabase.TitleStart, StringComparison.Ordinal);
        return start < 0 ? post.Text : post.Text.Substring(start, PartyDatabase.Title(1).Length);
    }
}
