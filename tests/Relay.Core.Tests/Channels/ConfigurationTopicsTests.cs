using Microsoft.Extensions.Configuration;
using NUnit.Framework;
using Relay.Core.Channels;

namespace Relay.Core.Tests.Channels;

public sealed class ConfigurationTopicsTests
{
    private static readonly Target Forum = new("-100500", Kind: TargetKind.Group);

    private readonly List<Fault> _faults = [];

    [SetUp]
    public void Clear() => _faults.Clear();

    [Test]
    public void Read_PerThemeWithTopicsThatStand_GivesBoth()
    {
        var topics = Read(true, ("Topics", "Theme"), ("TopicNumbers:0", "Logement = 12"), ("TopicNumbers:1", "a=b=15"));

        Assert.That((topics.IsPerTheme(Forum), _faults.Count), Is.EqualTo((true, 0)));
        Assert.That(topics.Numbers(), Is.EquivalentTo(new Dictionary<string, int> { ["logement"] = 12, ["a=b"] = 15 }));
    }

    [Test]
    public void Read_NothingWritten_IsOff()
    {
        var topics = Read(false);

        Assert.That((topics.IsPerTheme(Forum), topics.Numbers().Count, _faults.Count), Is.EqualTo((false, 0, 0)));
    }

    [TestCase(false, "-100500", "Group", "leave it out")]
    [TestCase(true, "-100500#7", "Group", "Topic names one topic already")]
    [TestCase(true, "@parti", "Public", "TargetKind: Group")]
    public void IsPerTheme_WhereThereCanBeNone_IsAFault(bool hasTopics, string target, string kind, string words)
    {
        Read(hasTopics, ("Topics", "theme")).IsPerTheme(Target.Parse(target, Enum.Parse<TargetKind>(kind)));

        Assert.That(_faults.Single().ToString(), Does.Contain("Relay:Channels:tarn:Topics").And.Contain(words));
    }

    [TestCase("logement", "logement=12")]
    [TestCase("logement=1", "logement=12")]
    [TestCase("=12", "logement=12")]
    [TestCase("logement=x", "logement=12")]
    public void Numbers_NoThemeOrNoTopic_IsAFaultOfItsPlace(string written, string words)
    {
        Read(true, ("Topics", "theme"), ("TopicNumbers:0", written)).Numbers();

        Assert.That(_faults.Single().ToString(), Does.Contain("Relay:Channels:tarn:TopicNumbers:0").And.Contain(words));
    }

    [Test]
    public void Numbers_ThemeTwiceOrWithoutTopics_IsAFault()
    {
        Read(true, ("TopicNumbers:0", "logement=12"), ("TopicNumbers:1", "Logement=13")).Numbers();

        Assert.That(_faults.Select(fault => $"{fault}"), Has.Some.Contains("twice").And.Some.Contains("of no use without Topics"));
    }

    private ConfigurationTopics Read(bool hasTopics, params (string Name, string Value)[] settings)
    {
        var section = new ConfigurationBuilder().AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create($"Relay:Channels:tarn:{setting.Name}", (string?)setting.Value))).Build();
        return new(new ConfigurationValues(section.GetSection("Relay:Channels:tarn"), _faults), hasTopics);
    }
}
