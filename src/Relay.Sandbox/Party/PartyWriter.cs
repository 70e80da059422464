using Microsoft.Data.Sqlite;

namespace Relay.Sandbox.Party;

/// <summary>Puts rows into the sample party's tables.</summary>
internal sealed class PartyWriter(SqliteConnection connection, Uri? pictures)
{
    private readonly Dictionary<string, (int Section, int Committee)> _homes = new(StringComparer.Ordinal);
    private readonly Dictionary<int, List<int>> _sectionMembers = [];
    private readonly List<int> _sections = [];
    private int _members;

    public void Schema()
    {
        using var stream = typeof(PartyWriter).Assembly.GetManifestResourceStream("Relay.Sandbox.Party.schema.sql")
            ?? throw new InvalidOperationException("The sample party's schema is missing from the program.");
        using var reader = new StreamReader(stream);
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // our own embedded schema
        command.CommandText = reader.ReadToEnd();
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }

    /// <summary>One section a territory, one committee a town.</summary>
    public void Sections(IReadOnlyList<Place> towns)
    {
        var ids = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var town in towns)
        {
            if (!ids.TryGetValue(town.Section, out var section))
            {
                ids[town.Section] = section = ids.Count + 1;
                _sections.Add(section);
                Insert("sections", ("id", section), ("name", town.Section), ("territory", town.Territory));
            }
            _homes[town.Name] = (section, _homes.Count + 1);
            Insert("committees", ("id", _homes.Count), ("section_id", section), ("name", $"Comité {town.Of}"));
        }
        _homes["France entière"] = _homes["En ligne"];
    }

    public void Members(IEnumerable<Person> people)
    {
        foreach (var person in people)
        {
            var section = _sections[_members++ % _sections.Count];
            Insert(
                "members", ("id", _members), ("section_id", section), ("given_name", person.Given), ("family_name", person.Family), ("email", person.Email),
                ("certified", person.Certified), ("name_public", person.NamePublic), ("joined_on", $"{person.Joined:yyyy-MM-dd}"));
            (_sectionMembers.TryGetValue(section, out var members) ? members : _sectionMembers[section] = []).Add(_members);
        }
    }

    public void Event(EventRow row, Random chance)
    {
        var (section, committee) = _homes[row.Town.Name];
        var shown = row.PlacePublic || row.Venue is null;
        Insert(
            "events", ("id", row.Id), ("committee_id", committee), ("organiser_id", Member(section, chance)), ("title", row.Title), ("summary", row.Summary), ("body_html", row.Body),
            ("starts_local", SampleParty.Wall(row.Starts)), ("ends_local", row.Ends is { } ends ? SampleParty.Wall(ends) : null), ("zone", row.Zone), ("place", row.Venue),
            ("address", row.Address), ("postal_code", row.Town.PostalCode), ("territory", row.Territory), ("latitude", shown ? row.Town.Latitude : row.Town.Latitude + 0.004),
            ("longitude", row.Town.Longitude), ("place_public", row.PlacePublic), ("page_url", row.Url), ("online_url", row.OnlineUrl), ("image_url", Picture(row.Image)),
            ("image_alt", row.ImageAlt), ("themes", row.Themes), ("capacity", row.Capacity), ("status", row.Status), ("visibility", row.Visibility),
            ("created_at", SampleParty.Instant(row.Created)), ("updated_at", SampleParty.Instant(row.Updated)));
        for (var member = 1; member <= row.Registrations; member++)
        {
            Insert("registrations", ("event_id", row.Id), ("member_id", member), ("registered_at", SampleParty.Instant(row.Updated)));
        }
    }

    public void Project(ProjectRow row, Random chance)
    {
        var (section, committee) = _homes[row.Town.Name];
        Insert(
            "projects", ("id", row.Id), ("committee_id", committee), ("author_id", Member(section, chance)), ("title", row.Title), ("summary", row.Summary), ("body_html", row.Body),
            ("place", row.Town.Name), ("postal_code", row.Town.PostalCode), ("territory", row.Territory), ("latitude", row.Town.Latitude), ("longitude", row.Town.Longitude),
            ("page_url", row.Url), ("image_url", Picture(row.Image)), ("image_alt", row.ImageAlt), ("themes", row.Themes), ("closes_on", row.ClosesOn is { } day ? $"{day:yyyy-MM-dd}" : null),
            ("status", row.Status), ("visibility", row.Visibility), ("created_at", SampleParty.Instant(row.Created)), ("updated_at", SampleParty.Instant(row.Updated)));
        for (var member = 1; member <= row.Supporters; member++)
        {
            Insert("supports", ("project_id", row.Id), ("member_id", member), ("supported_at", SampleParty.Instant(row.Updated)));
        }
    }

    private int Member(int section, Random chance) => _sectionMembers[section][chance.Next(_sectionMembers[section].Count)];

    private string? Picture(int? number) => number is null || pictures is null ? null : new Uri(pictures, $"pictures/{number}.png").ToString();

    private void Insert(string table, params ReadOnlySpan<(string Column, object? Value)> values)
    {
        using var command = connection.CreateCommand();
        var columns = new List<string>();
        foreach (var (column, value) in values)
        {
            columns.Add(column);
            command.Parameters.AddWithValue("$" + column, value switch { null => DBNull.Value, bool flag => flag ? 1 : 0, _ => value });
        }
#pragma warning disable CA2100 // names of our own tables and columns
        command.CommandText = $"INSERT INTO {table} ({string.Join(", ", columns)}) VALUES ({string.Join(", ", columns.Select(column => "$" + column))})";
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }
}
