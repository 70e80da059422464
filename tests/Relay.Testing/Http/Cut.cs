namespace Relay.Testing.Http;

/// <summary>How a server cuts a connection.</summary>
public enum Cut
{
    /// <summary>It reads the request, then resets the connection.</summary>
    Reset,

    /// <summary>It reads the request, then ends the connection politely.</summary>
    End,

    /// <summary>It resets the connection when a request comes, and reads nothing of it.</summary>
    Unread,

    /// <summary>It answers, and ends the connection at once without having said so.</summary>
    AfterAnswer,
}
