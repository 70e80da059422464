namespace Relay.Core.Deliveries.Answers;

/// <summary>A file that goes with an answer, on networks that carry them; others show the words alone.</summary>
/// <param name="Name">As people see it: ASCII letters, digits, dots and dashes.</param>
/// <param name="MediaType">What it is, <c>text/calendar</c>.</param>
/// <param name="Content">Its text; sent in UTF-8.</param>
public sealed record AnswerFile(string Name, string MediaType, string Content);
