namespace Relay.Networks.Transport;

/// <summary>A server that a network itself runs, and millions of programs call over connections that they keep.</summary>
/// <param name="Authority">Its name, and its port where it is not the usual one.</param>
internal sealed record OwnServer(string Authority);
