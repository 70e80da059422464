namespace Relay.Sandbox.Pictures;

/// <summary>A picture as a network keeps it.</summary>
/// <param name="Key">Hash of its bytes.</param>
/// <param name="Type"><c>image/png</c> …</param>
/// <param name="Width">Pixels.</param>
/// <param name="Height">Pixels.</param>
/// <param name="Bytes">The file.</param>
internal sealed record Picture(string Key, string Type, int Width, int Height, byte[] Bytes);
