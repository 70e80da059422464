using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;
using Relay.Core.Items;
using Relay.Core.Texts;
using Relay.Testing;

namespace Relay.Core.Tests.Texts;

/// <summary>The operator's own templates.</summary>
public sealed class TemplateTests
{
    private readonly string _folder = Directory.CreateTempSubdirectory("relay-templates-").FullName;

    [TearDown]
    public void DeleteFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void Compose_FileOfTheNetwork_StandsOverTheCommonOneAndTheShipped()
    {
        Write("fr/announce.event.hbs", "commun");
        Write("fr/plain/announce.event.hbs", "réseau : {{title}}");

        Assert.That(Said("announce"), Is.EqualTo("réseau\u00A0: Réunion publique"));
    }

    [Test]
    public void Compose_CommonFile_StandsOverTheShipped()
    {
        Write("fr/announce.event.hbs", "commun");

        Assert.That(Said("announce"), Is.EqualTo("commun"));
    }

    [Test]
    public void Compose_FileOfAMoment_StandsOverThatOfItsFamily()
    {
        Write("fr/days.event.hbs", "famille");
        Write("fr/J-1.event.hbs", "veille");

        Assert.That(Said("J-1"), Is.EqualTo("veille"));
        Assert.That(Said("J-7"), Is.EqualTo("famille"));
    }

    [Test]
    public void Compose_MomentWithoutTemplate_SaysWhichFileIsMissing()
        => Assert.That(() => Said("anniversary"), Throws.TypeOf<TemplateException>().With.Message.Contains("fr/plain/anniversary.event.hbs"));

    [Test]
    public void Compose_ValueWithMarkOfTemplates_IsNotRead()
    {
        Write("fr/announce.event.hbs", "{{title}}");

        Assert.That(Said("announce", Some.Event() with { Title = "{{title}} {{#if x}}" }), Is.EqualTo("{{title}} {{#if x}}"));
    }

    [TestCase("{{title}}\n\n{{titel}}", 3, "'titel' is not a name")]
    [TestCase("a\n{{#if title}}\nb", 2, "never closed")]
    [TestCase("a\nb {{title", 2, "not closed")]
    [TestCase("a\n{{/if}}", 2, "closes a block that is not open")]
    [TestCase("{{#if title}}{{#shorten}}\n{{/if}}{{/shorten}}", 2, "'{{/if}}'")]
    [TestCase("a\n{{#bold}}x{{/bold}}", 2, "'{{#bold}}' is not a block")]
    [TestCase("a\n{{> foot}}", 2, "cannot include")]
    [TestCase("a\n{{}}", 2, "empty")]
    [TestCase("a\n\n\n{{count}}", 4, "'count' has no meaning")]
    [TestCase("a\n{{#shorten keep=many}}x{{/shorten}}", 2, "many")]
    [TestCase("a\n{{#when status}}x{{/when}}", null, "two things")]
    public void Compose_FaultyTemplate_NamesFileAndLine(string template, int? line, string words)
    {
        Write("fr/announce.event.hbs", template);

        var fault = Assert.Throws<TemplateException>(() => Said("announce"));

        Assert.That(fault.Message, Does.Contain("announce.event.hbs").And.Contain(words));
        Assert.That(line is null || fault.Line == line, $"line {fault.Line}: {fault.Message}");
    }

    [Test]
    public void Check_SeveralFaults_TellsAllOfThem()
    {
        Write("fr/announce.event.hbs", "{{titel}}");
        Write("en/digest.hbs", "{{#each items}}");
        Write("fr/elsewhere/announce.event.hbs", "x");
        Write("fr/announce.hbs", "x");
        Write("fr/J-3.event.hbs", "\n{{nope}}");

        var faults = Composer().Check();

        Assert.That(faults.Select(fault => $"{fault}"), Has.Some.Contains("fr/announce.event.hbs, line 1")
            .And.Some.Contains("en/digest.hbs, line 1").And.Some.Contains("fr/elsewhere/announce.event.hbs").And.Some.Contains("fr/announce.hbs").And.Some.Contains("J-3.event.hbs, line 2"));
        Assert.That(faults, Has.Count.EqualTo(5));
    }

    [Test]
    public void Check_GoodFolder_HasNoFault()
    {
        Write("fr/announce.event.hbs", "{{#shorten}}{{title}}{{/shorten}} {{range}}{{#when status \"confirmed\"}} {{place}}{{else}} ?{{/when}} {{link}} {{!-- {{nope}} --}}");
        Write("fr/plain/digest.hbs", "{{#each items}}{{#unless @first}}, {{/unless}}{{title}} {{date short=true}}{{/each}} {{count}}");

        Assert.That(Composer().Check(), Is.Empty);
    }

    private void Write(string path, string text)
    {
        var file = Path.Combine([_folder, .. path.Split('/')]);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }

    private string Said(string moment, Event? item = null) => Composer().Compose(new TextRequest
    {
        Channel = Some.Channel(network: "plain"),
        Items = [item ?? Some.Event()],
        MomentKey = moment,
        Now = Some.Now,
    }).Segments[0].Text;

    private ITextComposer Composer()
        => new ServiceCollection().AddSingleton<ITextRules>(new PlainRules(300, 5)).AddRelayTexts(options => options.TemplateFolder = _folder).BuildServiceProvider().GetRequiredService<ITextComposer>();
}
