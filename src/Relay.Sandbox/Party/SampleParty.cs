using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Relay.Sandbox.Party;

/// <summary>
/// A party's database to rehearse with: sections, committees, members, events with registrations, projects with supports, and the views
/// <c>relay_events</c> and <c>relay_initiatives</c>. SQLite's library must have been set by the process.
/// </summary>
public static class SampleParty
{
    /// <summary>Rows of <c>relay_events</c> and <c>relay_initiatives</c> that are wrong on purpose; their ids contain <c>faulty</c>.</summary>
    public const int FaultyRows = 6;

    private const int EverydayEvents = 168;
    private const int EverydayProjects = 66;
    private const int Members = 140;

    /// <summary>Writes the database; the same arguments, the same rows.</summary>
    /// <param name="path">A file that does not exist yet.</param>
    /// <param name="now">Every date is relative to it.</param>
    /// <param name="seed">Of everything that is left to chance.</param>
    /// <param name="pictures">Address of the sandbox's console, which serves the pictures; null for items without pictures.</param>
    /// <exception cref="IOException">The file is there already.</exception>
    public static void Create(string path, DateTimeOffset now, int seed, Uri? pictures = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        if (File.Exists(path))
        {
            throw new IOException($"{path} is there already: the sample party takes a new file.");
        }
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        connection.Open();
        using var transaction = connection.BeginTransaction();
        var writer = new PartyWriter(connection, pictures);
        writer.Schema();
        var chance = new Random(seed);
        writer.Sections(Place.All);
        writer.Members(People.Make(Members, now, chance));
        var events = new EventWriter(now, chance);
        foreach (var row in Enumerable.Range(0, EverydayEvents).Select(number => events.Write(number, EverydayEvents)).Concat(new AwkwardEvents(now).All()))
        {
            writer.Event(row, chance);
        }
        var projects = new ProjectWriter(now, chance);
        foreach (var row in Enumerable.Range(0, EverydayProjects).Select(projects.Write).Concat(new AwkwardProjects(now).All()))
        {
            writer.Project(row, chance);
        }
        transaction.Commit();
    }

    internal static string Instant(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    internal static string Wall(DateTime time) => time.ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture);
}
