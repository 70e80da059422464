namespace Relay.Core.Texts.Templates;

/// <summary>The text of one template and where it stands.</summary>
/// <param name="Place">The path of the file, or <c>shipped:fr/announce.event.hbs</c>.</param>
/// <param name="Text">Its text, line ends as <c>\n</c>.</param>
internal sealed record TemplateSource(string Place, string Text);
