using NUnit.Framework;

namespace Relay.Store.Tests.Contract;

/// <summary>Walks every table and column of the store (DP-02, DP-03, DP-11): there is no place for an opinion, a score, a note or a profile, and nothing about a person without an end.</summary>
[TestFixture(StoreEngine.Sqlite)]
[TestFixture(StoreEngine.PostgreSql)]
public sealed class PersonalColumns(StoreEngine engine) : StoreContract(engine)
{
    private static readonly string[] Forbidden =
    [
        "opinion", "leaning", "affinity", "ideology", "vote", "voter", "party", "partisan", "sympathy", "sympathizer", "sympathiser", "likelihood", "propensity", "probability", "score", "rating", "rank", "grade",
        "segment", "cluster", "persona", "trait", "feature", "embedding", "sentiment", "mood", "ethnicity", "ethnic", "race", "origin", "religion", "religious", "faith", "health", "medical", "disability",
        "handicap", "union", "sex", "gender", "orientation", "note", "notes", "comment", "comments", "remark", "remarks", "memo", "annotation", "tag", "tags", "label", "labels", "profile", "bio", "biography",
        "avatar", "photo", "followers", "follower", "following", "friends", "friend", "likes", "likers", "birth", "birthday", "birthdate", "age", "ip", "latitude", "longitude", "location", "employer", "income",
    ];

    // Words that stand for something else there, each with what it stands for.
    private static readonly string[] Meant =
    [
        "contacts.age_band", // only what the person said, and only to protect the young (DP-35)
    ];

    // What is known of a person ends with one of these.
    private static readonly string[] WithAnEnd = ["contacts", "arrivals", "interactions", "acts", "returns", "dialogs", "conduct", "waiting", "answers", "shut_outs", "guests"];

    [Test]
    public async Task Columns_OfEveryTable_HaveNoPlaceForWhatWeMayNotKnow()
    {
        var columns = await ColumnsAsync();

        Assert.That(columns, Does.Contain("contacts.purge_after").And.Contain("suppressions.hmac"), "the walk sees the tables");
        Assert.That(columns.SelectMany(Offences), Is.Empty);
    }

    [TestCase("contacts.opinion")]
    [TestCase("contacts.support_score")]
    [TestCase("interactions.sentiment")]
    [TestCase("contacts.notes")]
    [TestCase("identities.follower_count")]
    [TestCase("contact_tags.contact_id")]
    [TestCase("contacts.ageguess_age")]
    [TestCase("contacts.birth_date")]
    public void Offences_OfAColumnThatMustNotBe_NameIt(string column) => Assert.That(Offences(column), Is.EqualTo(new[] { column }));

    [TestCase("contacts.age_band")]
    [TestCase("contacts.language")]
    [TestCase("parts.network")]
    [TestCase("contacts.purge_after")]
    public void Offences_OfAnHonestColumn_AreNone(string column) => Assert.That(Offences(column), Is.Empty);

    [Test]
    public async Task PurgeAfter_OfEveryTableAboutPeople_IsNeverEmpty()
    {
        foreach (var table in WithAnEnd)
        {
            Assert.That(await IsRequiredAsync(table), Is.True, table);
        }
    }

    [Test]
    public void Insert_ContactWithoutAnEnd_Fails()
    {
        Assert.That(
            () => RawAsync<object?>("INSERT INTO contacts (id, controller_id, state, language, age_band, created_at, last_act_at, legal_basis) VALUES ('1', 'party', 'regular', 'fr', 'unknown', 0, 0, 'consent')"),
            Throws.InstanceOf<System.Data.Common.DbException>().With.Message.Contains("purge_after"));
    }

    [Test]
    public async Task Tables_ThatHoldPartsOfAPerson_GoWithThePerson()
    {
        // Whatever names a contact or an identity is deleted with it: erasing can forget no table.
        var loose = (await ColumnsAsync()).Where(column => column.EndsWith(".contact_id", StringComparison.Ordinal) || column.EndsWith(".identity_id", StringComparison.Ordinal)).ToList();

        Assert.That(loose, Is.Not.Empty);
        foreach (var column in loose)
        {
            Assert.That(await IsCascadingAsync(column.Split('.')[0], column.Split('.')[1]), Is.True, column);
        }
    }

    private static IEnumerable<string> Offences(string column)
    {
        if (Meant.Contains(column))
        {
            return [];
        }
        return column.Split('.', '_').Any(word => Forbidden.Contains(word)) ? [column] : [];
    }

    private async Task<IReadOnlyList<string>> ColumnsAsync() => (await RawAsync<string>(Engine == StoreEngine.Sqlite
        ? "SELECT group_concat(m.name || '.' || c.name, char(10)) FROM sqlite_master m, pragma_table_info(m.name) c WHERE m.type = 'table'"
        : "SELECT string_agg(table_name || '.' || column_name, chr(10)) FROM information_schema.columns WHERE table_schema = current_schema()"))!.Split('\n');

    private async Task<bool> IsRequiredAsync(string table) => await RawAsync<long>(Engine == StoreEngine.Sqlite
        ? $"SELECT \"notnull\" FROM pragma_table_info('{table}') WHERE name = 'purge_after'"
        : $"SELECT count(*) FROM information_schema.columns WHERE table_schema = current_schema() AND table_name = '{table}' AND column_name = 'purge_after' AND is_nullable = 'NO'") == 1;

    private async Task<bool> IsCascadingAsync(string table, string column) => await RawAsync<long>(Engine == StoreEngine.Sqlite
        ? $"SELECT count(*) FROM pragma_foreign_key_list('{table}') WHERE \"from\" = '{column}' AND on_delete = 'CASCADE'"
        : $"""
          SELECT count(*) FROM pg_constraint k JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = ANY (k.conkey)
          WHERE k.contype = 'f' AND k.confdeltype = 'c' AND k.conrelid = CAST('{table}' AS regclass) AND a.attname = '{column}'
          """) == 1;
}
