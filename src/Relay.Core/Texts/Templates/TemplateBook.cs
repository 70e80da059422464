using System.Collections.Concurrent;
using HandlebarsDotNet;
using HandlebarsDotNet.Compiler;

namespace Relay.Core.Texts.Templates;

/// <summary>Finds, compiles and keeps templates. Each is read once.</summary>
internal sealed class TemplateBook(TemplateShelf shelf)
{
    // Made at the first template: a worker at rest renders none, and the library takes megabytes.
    private readonly Lazy<IHandlebars> _handlebars = new(Create);
    private readonly ConcurrentDictionary<(string Language, string Network, string Names), Template> _compiled = new();

    /// <summary>Renders the most particular template of a moment, marks included.</summary>
    /// <exception cref="TemplateException">When there is none, or it has a fault.</exception>
    public string Render(string language, string network, IReadOnlyList<string> names, object words)
    {
        var template = _compiled.GetOrAdd(
            (language, network, names.Count == 1 ? names[0] : string.Join('|', names)),
            (key, wanted) => Compile(key.Language, key.Network, wanted),
            names);
        return template.Render(words);
    }

    /// <summary>Compiles a template; throws when it can't be.</summary>
    public Template Compile(TemplateSource source)
    {
        TemplateScan.Check(source);
        try
        {
            return new Template(source, _handlebars.Value.Compile(new StringReader(source.Text)));
        }
        catch (Exception cause) when (cause is HandlebarsException or HandlebarsCompilerException)
        {
            throw new TemplateException(source.Place, null, FirstSentence(cause), cause);
        }
    }

    private Template Compile(string language, string network, IReadOnlyList<string> names)
    {
        var source = shelf.Find(language, network, names)
            ?? throw new TemplateException(
                $"{language}/{network}/{names[0]}{TemplateShelf.Extension}",
                null,
                new("Ce modèle n'existe ni dans le dossier des modèles ni dans le programme.", "There is no such template, neither in the folder of templates nor in the program."));
        return Compile(source);
    }

    /// <summary>Our own helpers' sentence, or what the template engine says.</summary>
    private static Phrase FirstSentence(Exception cause)
    {
        if (cause is TemplateMisuseException ours)
        {
            return ours.Sentence;
        }
        var line = cause.Message.Split('\n', 2)[0].Trim();
        return new($"Le moteur de modèles dit : « {line.TrimEnd('.')} ».", line.EndsWith('.') ? line : line + ".");
    }

    private static IHandlebars Create()
    {
        // Values come ready in the network's markup, so nothing is escaped here; a name that does not exist is a fault, not an empty place.
        var handlebars = Handlebars.Create(new HandlebarsConfiguration { NoEscape = true, ThrowOnUnresolvedBindingExpression = true });
        TemplateHelpers.Register(handlebars);
        return handlebars;
    }

    /// <summary>One compiled template.</summary>
    internal sealed class Template(TemplateSource source, HandlebarsTemplate<TextWriter, object, object> run)
    {
        public string Render(object words)
        {
            using var writer = new StringWriter(System.Globalization.CultureInfo.InvariantCulture);
            try
            {
                run(writer, words, null!);
            }
            catch (HandlebarsUndefinedBindingException cause)
            {
                throw new TemplateException(source.Place, TemplateScan.LineOf(source, cause.Path), new($"« {cause.Path} » n'a pas de sens à cet endroit.", $"'{cause.Path}' has no meaning at this place."), cause);
            }
            catch (HandlebarsException cause)
            {
                throw new TemplateException(source.Place, LineOf(cause), FirstSentence(cause), cause);
            }
            return writer.ToString();
        }

        // Helpers name themselves in quotes.
        private int? LineOf(HandlebarsException cause)
            => cause.Message.Split('\'') is [_, var word, ..] ? TemplateScan.LineOf(source, word.Trim('{', '}')) : null;
    }
}
