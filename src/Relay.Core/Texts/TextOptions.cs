namespace Relay.Core.Texts;

/// <summary>Settings of the texts.</summary>
public sealed class TextOptions
{
    /// <summary>
    /// Folder with templates that stand over the shipped ones, such as <c>fr/telegram/announce.event.hbs</c> or, for every network, <c>fr/announce.event.hbs</c>.
    /// Absolute. Null (the default) uses the shipped ones only.
    /// </summary>
    public string? TemplateFolder { get; set; }
}
