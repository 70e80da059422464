using Relay.Core.Audit;
using Relay.Core.Swarm.Topics;
using Relay.Store.Engines;

namespace Relay.Store.Deliveries;

/// <summary>Topics of forums, in the store.</summary>
internal sealed class TopicStore(Database database) : ITopicStore
{
    private const string Columns = "SELECT network AS Network, target AS Target, theme AS Theme, state AS State, number AS Number, reason AS Reason, at AS At FROM theme_topics";

    private static readonly KeyMap<TopicState> States = new(
        (TopicState.Asked, "asked"), (TopicState.Made, "made"), (TopicState.Doubtful, "doubtful"), (TopicState.Refused, "refused"), (TopicState.Closed, "closed"), (TopicState.Gone, "gone"));

    public Task<IReadOnlyList<ThemeTopic>> OfAsync(string network, string target, CancellationToken cancel)
        => ReadAsync($"{Columns} WHERE network = @network AND target = @target ORDER BY theme", new { network, target }, cancel);

    public Task<IReadOnlyList<ThemeTopic>> InAsync(TopicState state, CancellationToken cancel)
        => ReadAsync($"{Columns} WHERE state = @state ORDER BY network, target, theme", new { state = States[state] }, cancel);

    public Task<bool> BeginAsync(string network, string target, string theme, DateTimeOffset now, CancellationToken cancel) => database.WriteAsync(
        async session =>
        {
            // Only what is certainly not there may be asked for.
            var begun = await session.ExecuteAsync(
                "INSERT INTO theme_topics (network, target, theme, state, at) VALUES (@network, @target, @theme, 'asked', @now) "
                + "ON CONFLICT (network, target, theme) DO UPDATE SET state = excluded.state, number = NULL, reason = NULL, at = excluded.at WHERE theme_topics.state IN ('refused', 'gone')",
                new { network, target, theme, now = now.Ms() }) > 0;
            if (begun)
            {
                session.Audit(now, Actor.System, "topic.asked", $"{network}/{target}", theme);
            }
            return begun;
        },
        cancel);

    public Task EndAsync(ThemeTopic topic, CancellationToken cancel) => database.WriteAsync(
        async session =>
        {
            await session.ExecuteAsync(
                "INSERT INTO theme_topics (network, target, theme, state, number, reason, at) VALUES (@Network, @Target, @Theme, @state, @Number, @Reason, @at) "
                + "ON CONFLICT (network, target, theme) DO UPDATE SET state = excluded.state, number = excluded.number, reason = excluded.reason, at = excluded.at",
                new { topic.Network, topic.Target, topic.Theme, state = States[topic.State], topic.Number, topic.Reason, at = topic.At.Ms() });
            session.Audit(session.Now, Actor.System, $"topic.{States[topic.State]}", $"{topic.Network}/{topic.Target}", topic.Number is { } number ? $"{topic.Theme} {number}" : topic.Theme);
        },
        cancel);

    public Task ForgetAsync(string network, string target, string theme, CancellationToken cancel) => database.WriteAsync(
        session => session.ExecuteAsync("DELETE FROM theme_topics WHERE network = @network AND target = @target AND theme = @theme AND state = 'asked'", new { network, target, theme }), cancel);

    public Task<int?> StandsAsync(string network, string target, string subject, CancellationToken cancel) => database.AskAsync(
        async session => (int?)await session.FirstAsync<long?>("SELECT number FROM item_topics WHERE network = @network AND target = @target AND subject = @subject", new { network, target, subject }),
        cancel);

    public Task StandAsync(string network, string target, string subject, int? number, CancellationToken cancel) => database.WriteAsync(
        session => number is { } stands
            ? session.ExecuteAsync(
                "INSERT INTO item_topics (network, target, subject, number) VALUES (@network, @target, @subject, @stands) ON CONFLICT (network, target, subject) DO UPDATE SET number = excluded.number",
                new { network, target, subject, stands })
            : session.ExecuteAsync("DELETE FROM item_topics WHERE network = @network AND target = @target AND subject = @subject", new { network, target, subject }),
        cancel);

    private Task<IReadOnlyList<ThemeTopic>> ReadAsync(string sql, object args, CancellationToken cancel) => database.AskAsync<IReadOnlyList<ThemeTopic>>(
        async session => [.. (await session.QueryAsync<TopicRow>(sql, args)).Select(row => new ThemeTopic(row.Network, row.Target, row.Theme, States.Read(row.State), (int?)row.Number, row.Reason, Instant.At(row.At)))],
        cancel);

    private sealed class TopicRow
    {
        public string Network { get; init; } = "";

        public string Target { get; init; } = "";

        public string Theme { get; init; } = "";

        public string State { get; init; } = "";

        public long? Number { get; init; }

        public string? Reason { get; init; }

        public long At { get; init; }
    }
}
