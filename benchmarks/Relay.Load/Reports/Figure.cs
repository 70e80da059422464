namespace Relay.Load.Reports;

/// <summary>One line of the table.</summary>
/// <param name="Case">What was done.</param>
/// <param name="Ours">What Relay reached, with its unit.</param>
/// <param name="Against">What it is compared with, and what that reached.</param>
/// <param name="Ratio">Relay's figure divided by the other.</param>
/// <param name="Aim">What was aimed at, in words; null when nothing was.</param>
/// <param name="Holds">Whether the aim was reached; null without one.</param>
internal sealed record Figure(string Case, string Ours, string Against, double Ratio, string? Aim = null, bool? Holds = null);
