namespace Relay.Core.Texts;

/// <summary>A template cannot be used.</summary>
/// <param name="file">The file, or <c>shipped:fr/announce.event.hbs</c> for one of the program's own.</param>
/// <param name="line">From 1; null when no line is to blame.</param>
/// <param name="sentence">One clear sentence.</param>
public sealed class TemplateException(string file, int? line, Phrase sentence, Exception? cause = null)
    : Exception(line is null ? $"{file}: {sentence.English}" : $"{file}, line {line}: {sentence.English}", cause)
{
    /// <summary>The file.</summary>
    public string File { get; } = file;

    /// <summary>The line, from 1; null when no line is to blame.</summary>
    public int? Line { get; } = line;

    /// <summary>What is wrong, without the place.</summary>
    public Phrase Sentence { get; } = sentence;

    /// <summary>What is wrong, with its place.</summary>
    public Phrase Words => new(Line is null ? $"{File} : {Sentence.French}" : $"{File}, ligne {Line} : {Sentence.French}", Message);
}
