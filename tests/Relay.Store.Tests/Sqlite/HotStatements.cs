using Dapper;
using Microsoft.Data.Sqlite;
using NUnit.Framework;
using Relay.Store.Engines;
using Relay.Store.Tests.Contract;

namespace Relay.Store.Tests.Sqlite;

/// <summary>What a statement costs must not grow with what is over and done: SQLite says how it would find its rows.</summary>
public sealed class HotStatements() : StoreContract(StoreEngine.Sqlite)
{
    private static readonly string[] History = ["publications", "deliveries", "parts", "attempts", "items", "item_rows", "audit", "publication_items", "arrivals", "interactions", "heard", "suppressions", "contacts", "identities", "consents", "identity_links", "link_codes", "settlements", "acts", "returns", "conduct", "waiting"];

    // Each alias stands for its table in the plans.
    private static readonly Dictionary<string, string> Aliases = new()
    {
        ["p"] = "publications", ["d"] = "deliveries", ["t"] = "parts", ["i"] = "items", ["b"] = "item_rows", ["a"] = "publications", ["s"] = "suppressions", ["l"] = "identity_links", ["n"] = "consents", ["c"] = "contacts",
    };

    private static IEnumerable<TestCaseData> Statements()
        => HotSql.Of(Dialect.Sqlite).Select(statement => new TestCaseData(statement.Sql, statement.Index).SetArgDisplayNames(statement.Name));

    [TestCaseSource(nameof(Statements))]
    public async Task Statement_Plan_FindsItsRowsByAnIndex(string sql, string index)
    {
        await using var file = new SqliteConnection($"Data Source={Temporary.Options.Path};Pooling=False;Mode=ReadOnly");

        var steps = (await file.QueryAsync<Step>($"EXPLAIN QUERY PLAN {sql}", HotSql.Parameters)).Select(step => step.Detail).ToList();

        Assert.That(steps, Has.Some.Contains(index), string.Join('\n', steps));
        Assert.That(steps.Where(IsScanOfHistory), Is.Empty, string.Join('\n', steps));
    }

    [Test]
    public void IsScanOfHistory_FullScan_IsSeen()
    {
        Assert.That(IsScanOfHistory("SCAN p"), Is.True);
        Assert.That(IsScanOfHistory("SCAN deliveries USING INDEX deliveries_created"), Is.True);
        Assert.That(IsScanOfHistory("SCAN p USING COVERING INDEX publications_windows"), Is.False, "holds what is planned only");
        Assert.That(IsScanOfHistory("SCAN json_each VIRTUAL TABLE INDEX 1:"), Is.False);
    }

    /// <summary>A scan is fine over the rows of a statement's own parameter, over what a subquery found, or over an index that holds live rows only.</summary>
    private static bool IsScanOfHistory(string step)
    {
        string[] live =
        [
            "publications_channels", "publications_waiting", "publications_windows", "publications_expiring", "deliveries_due", "deliveries_attempting", "deliveries_open",
            "deliveries_uncertain",
            "parts_attempting", "parts_doubts", "items_plan_due", "arrivals_waiting", "arrivals_aside", "arrivals_broken",
            "interactions_heard", "interactions_waiting", "interactions_unsettled", "waiting_deadline", // walked from the end as far as was asked for
        ];
        return step.Split(' ') is ["SCAN", var table, ..]
            && History.Contains(Aliases.GetValueOrDefault(table, table))
            && !live.Any(index => step.EndsWith($"INDEX {index}", StringComparison.Ordinal));
    }

    private sealed class Step
    {
        public string Detail { get; init; } = "";
    }
}
