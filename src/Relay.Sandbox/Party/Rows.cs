namespace Relay.Sandbox.Party;

/// <summary>A row of the table of events; nulls and nonsense are possible, as in life.</summary>
internal sealed record EventRow
{
    public required string Id { get; init; }

    public required Place Town { get; init; }

    public string? Title { get; init; }

    public string? Summary { get; init; }

    public string? Body { get; init; }

    public DateTime Starts { get; init; }

    public DateTime? Ends { get; init; }

    public required string Zone { get; init; }

    public string? Venue { get; init; }

    public string? Address { get; init; }

    public required string Territory { get; init; }

    public bool PlacePublic { get; init; } = true;

    public string? Url { get; init; }

    public string? OnlineUrl { get; init; }

    public int? Image { get; init; }

    public string? ImageAlt { get; init; }

    public string Themes { get; init; } = "";

    public int? Capacity { get; init; }

    public int Registrations { get; init; }

    public string Status { get; init; } = "confirmed";

    public string Visibility { get; init; } = "public";

    public required DateTimeOffset Created { get; init; }

    public required DateTimeOffset Updated { get; init; }
}

/// <summary>A row of the table of projects.</summary>
internal sealed record ProjectRow
{
    public required string Id { get; init; }

    public required Place Town { get; init; }

    public string? Title { get; init; }

    public string? Summary { get; init; }

    public string? Body { get; init; }

    public required string Territory { get; init; }

    public string? Url { get; init; }

    public int? Image { get; init; }

    public string? ImageAlt { get; init; }

    public string Themes { get; init; } = "";

    public DateOnly? ClosesOn { get; init; }

    public int Supporters { get; init; }

    public string Status { get; init; } = "open";

    public string Visibility { get; init; } = "public";

    public required DateTimeOffset Created { get; init; }

    public required DateTimeOffset Updated { get; init; }
}
