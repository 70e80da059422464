using System.Runtime.InteropServices;

namespace Relay.Core.Conversations.Understanding.Learned;

/// <summary>Something seen in a message, and how much of it.</summary>
/// <param name="Key">The hash of its name.</param>
/// <param name="Value">How much it counts in this message: the more there are of a kind, the less each.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Feature(uint Key, float Value);
