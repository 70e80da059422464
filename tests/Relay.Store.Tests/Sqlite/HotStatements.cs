using Dapper;
using Microsoft.Data.Sqlite;
using NUnit.Framework;
using Relay.Store.Deliveries;
using Relay.Store.Engines;
using Relay.Store.Items;
using Relay.Store.Tests.Contract;

namespace Relay.Store.Tests.Sqlite;

/// <summary>What a statement costs must not grow with what is over and done: SQLite says how it would find its rows.</summary>
public sealed class HotStatements() : StoreContract(StoreEngine.Sqlite)
{
    private static readonly string[] History = ["publications", "deliveries", "parts", "attempts", "items", "item_rows", "audit", "publication_items"];

    // Each alias stands for its table in the plans.
    private static readonly Dictionary<string, string> Aliases = new()
    {
        ["p"] = "publications", ["d"] = "deliveries", ["t"] = "parts", ["i"] = "items", ["b"] = "item_rows", ["a"] = "publications",
    };

    private static IEnumerable<TestCaseData> Statements()
    {
        yield return new TestCaseData(Deliveries.Ledger.WaitingSql, "publications_waiting").SetArgDisplayNames("Waiting");
        yield return new TestCaseData(Deliveries.Ledger.TargetsWaitingSql, "publications_windows").SetArgDisplayNames("TargetsWaiting");
        yield return new TestCaseData(Deliveries.Ledger.NextWindowSql, "publications_windows").SetArgDisplayNames("NextWindow");
        yield return new TestCaseData(Deliveries.Ledger.UseSql, "deliveries_released").SetArgDisplayNames("Use, released");
        yield return new TestCaseData(Deliveries.Ledger.UseSql, "deliveries_left").SetArgDisplayNames("Use, left");
        yield return new TestCaseData(Deliveries.Ledger.UseSql, "deliveries_outstanding").SetArgDisplayNames("Use, outstanding");
        yield return new TestCaseData(Deliveries.Ledger.DueSql(Dialect.Sqlite), "deliveries_due").SetArgDisplayNames("Due");
        yield return new TestCaseData(Deliveries.Ledger.NextDueSql, "deliveries_next").SetArgDisplayNames("NextDue, deliveries");
        yield return new TestCaseData(Deliveries.Ledger.NextDueSql, "parts_doubts").SetArgDisplayNames("NextDue, doubts");
        yield return new TestCaseData(Deliveries.Ledger.DoubtsSql(ofAccount: true, due: true), "deliveries_uncertain").SetArgDisplayNames("Doubts of an account");
        yield return new TestCaseData(Deliveries.Ledger.DoubtsSql(ofAccount: false, due: false), "deliveries_uncertain").SetArgDisplayNames("Doubts of all");
        yield return new TestCaseData(Deliveries.Ledger.ExpireSql, "publications_expiring").SetArgDisplayNames("Expire");
        yield return new TestCaseData(Deliveries.Ledger.BeforeSql, "parts_confirmed").SetArgDisplayNames("Neighbours");
        yield return new TestCaseData(Deliveries.Ledger.TextUsedSql, "parts_text").SetArgDisplayNames("TextUsedElsewhere");
        yield return new TestCaseData(Deliveries.Ledger.RecoverPartsSql, "parts_attempting").SetArgDisplayNames("Recover, parts");
        yield return new TestCaseData(Deliveries.Ledger.RecoverDeliveriesSql, "deliveries_attempting").SetArgDisplayNames("Recover, deliveries");
        yield return new TestCaseData(ItemStore.ChangedSql, "items_plan_due").SetArgDisplayNames("ToPlan, changed");
        yield return new TestCaseData(ItemStore.EarlierGenerationSql, "items_generation").SetArgDisplayNames("ToPlan, earlier generation");
        yield return new TestCaseData(ItemStore.LaterGenerationSql, "items_generation").SetArgDisplayNames("ToPlan, later generation");
        yield return new TestCaseData(
            $"{KnownPublication.Select} WHERE p.subject IN (SELECT r.key FROM {RowShapes.Keys.In(Dialect.Sqlite)})", "sqlite_autoindex_publications").SetArgDisplayNames("Plan");
        yield return new TestCaseData($"{PartRow.Select} WHERE t.delivery_id IN (SELECT r.key FROM {RowShapes.Keys.In(Dialect.Sqlite)})", "sqlite_autoindex_parts").SetArgDisplayNames("Parts");
    }

    [TestCaseSource(nameof(Statements))]
    public async Task Statement_Plan_FindsItsRowsByAnIndex(string sql, string index)
    {
        await using var file = new SqliteConnection($"Data Source={Temporary.Options.Path};Pooling=False;Mode=ReadOnly");

        var steps = (await file.QueryAsync<Step>($"EXPLAIN QUERY PLAN {sql}", Parameters())).Select(step => step.Detail).ToList();

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
            "publications_waiting", "publications_windows", "publications_expiring", "deliveries_due", "deliveries_next", "deliveries_attempting", "deliveries_outstanding",
            "deliveries_uncertain",
            "parts_attempting", "parts_doubts", "items_plan_due",
        ];
        return step.Split(' ') is ["SCAN", var table, ..]
            && History.Contains(Aliases.GetValueOrDefault(table, table))
            && !live.Any(index => step.EndsWith($"INDEX {index}", StringComparison.Ordinal));
    }

    private static object Parameters() => new
    {
        network = "", target = "", account = "", now = 0L, since = 0L, limit = 1, rows = "[]", generation = "", at = 0L, textHash = "", reason = "",
    };

    private sealed class Step
    {
        public string Detail { get; init; } = "";
    }
}
