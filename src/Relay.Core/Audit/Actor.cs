namespace Relay.Core.Audit;

/// <summary>Who did it. Every change of state names one.</summary>
/// <param name="Kind">System, coordinator or person.</param>
/// <param name="Name">For a coordinator the account on this machine, for the system its part; never a public person's name.</param>
public sealed record Actor(ActorKind Kind, string Name)
{
    /// <summary>Relay itself.</summary>
    public static Actor System { get; } = new(ActorKind.System, "relay");

    /// <summary>The stored and printed form, <c>coordinator:claire</c>.</summary>
    public override string ToString() => Kind switch
    {
        ActorKind.System => $"system:{Name}",
        ActorKind.Coordinator => $"coordinator:{Name}",
        _ => $"person:{Name}",
    };
}

/// <summary>Kinds of actors.</summary>
public enum ActorKind
{
    /// <summary>Relay itself.</summary>
    System,

    /// <summary>Somebody of the federation, by command or in the console.</summary>
    Coordinator,

    /// <summary>Somebody on a network, by a keyed hash only.</summary>
    Person,
}
