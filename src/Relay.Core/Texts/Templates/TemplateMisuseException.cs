using HandlebarsDotNet;

namespace Relay.Core.Texts.Templates;

/// <summary>A template uses one of our helpers in a way it does not work.</summary>
internal sealed class TemplateMisuseException(Phrase sentence) : HandlebarsException(sentence.English)
{
    /// <summary>What is wrong.</summary>
    public Phrase Sentence { get; } = sentence;
}
