using Relay.Core.Channels;
using Relay.Core.Items;
using Relay.Core.Texts.Fitting;

namespace Relay.Core.Texts.Templates;

/// <summary>Tries every template, of the folder and of the program, with sample items, whole and cut as short as can be.</summary>
internal sealed class TemplateCheck(TemplateShelf shelf, TemplateBook book, IEnumerable<ITextRules> rules)
{
    private static readonly string[] Languages = ["fr", "en"];
    private readonly Dictionary<string, ITextRules> _rules = rules.ToDictionary(one => one.Network, StringComparer.Ordinal);
    private readonly List<Fault> _faults = [];

    public IReadOnlyList<Fault> Run()
    {
        if (shelf.Folder is { } folder && !Directory.Exists(folder))
        {
            return [new Fault(folder, "The folder of templates does not exist.", "Le dossier des modèles n'existe pas.")];
        }
        foreach (var (language, network) in Languages.SelectMany(language => _rules.Keys.Select(network => (language, network))))
        {
            foreach (var name in TemplateName.Shipped)
            {
                Try(language, network, name, () => shelf.Find(language, network, [name]));
            }
        }
        CheckFolder();
        return [.. _faults.Distinct()];
    }

    private void CheckFolder()
    {
        if (shelf.Folder is null)
        {
            return;
        }
        foreach (var path in Directory.EnumerateFiles(shelf.Folder, $"*{TemplateShelf.Extension}", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            var parts = Path.GetRelativePath(shelf.Folder, path).Split(Path.DirectorySeparatorChar);
            var name = Path.GetFileNameWithoutExtension(path);
            var known = parts.Length is 2 or 3 && Languages.Contains(parts[0]) && (parts.Length == 2 || _rules.ContainsKey(parts[1])) && TemplateName.IsOne(name);
            if (!known)
            {
                var (languages, networks) = (string.Join(", ", Languages), string.Join(", ", _rules.Keys.Order(StringComparer.Ordinal)));
                _faults.Add(new Fault(path, $"Nothing uses this file: templates are called like fr/announce.event.hbs or fr/telegram/digest.hbs, with {languages} and {networks}.",
                    $"Rien n'utilise ce fichier : un modèle s'appelle comme fr/announce.event.hbs ou fr/telegram/digest.hbs, avec {languages} et {networks}."));
                continue;
            }
            foreach (var network in parts.Length == 3 ? [parts[1]] : _rules.Keys.ToArray())
            {
                Try(parts[0], network, name, () => shelf.Find(parts[0], network, [name]));
            }
        }
    }

    private void Try(string language, string network, string name, Func<TemplateSource?> find)
    {
        try
        {
            if (find() is { } source && TryOne(book.Compile(source), language, _rules[network], name) is { } fault)
            {
                _faults.Add(new Fault(source.Place, $"For {network}: {fault.English}", $"Pour {network} : {fault.French}"));
            }
        }
        catch (TemplateException fault)
        {
            _faults.Add(new Fault(fault.Line is { } line ? $"{fault.File}, line {line}" : fault.File, fault.Sentence.English, fault.Sentence.French));
        }
    }

    private static Phrase? TryOne(TemplateBook.Template template, string language, ITextRules rules, string name)
    {
        foreach (var item in SampleItems.For(name))
        {
            var channel = SampleItems.Channel(rules.Network, language);
            var rendering = new Rendering(rules, channel, SampleItems.Moment(name), SampleItems.Now);
            object words = name == "digest" ? new DigestWords([item, item], rendering) : new ItemWords(item, rendering);
            var rendered = template.Render(words);
            var whole = Draft.Parse(rendered).Text();
            var half = rules.Measure(whole) / 2;
            var cut = Shortening.Fit(Draft.Parse(rendered), rules, half, text => rules.Measure(text) <= half);
            if ((rules.FindFault(whole) ?? rules.FindFault(cut)) is { } fault)
            {
                return fault;
            }
            if (whole.Length == 0)
            {
                return new Phrase("Il ne dit rien.", "It says nothing.");
            }
        }
        return null;
    }
}
