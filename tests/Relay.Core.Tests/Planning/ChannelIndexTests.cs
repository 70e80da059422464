using NUnit.Framework;
using Relay.Core.Items;
using Relay.Core.Planning;
using Relay.Core.Territories;
using Relay.Testing;

namespace Relay.Core.Tests.Planning;

[TestFixture]
internal sealed class ChannelIndexTests
{
    private static readonly HashSet<(string, string)> Nobody = [];

    [TestCase("DEP-33", ItemKind.Event, "everywhere", "gironde", "region")]
    [TestCase("DEP-40", ItemKind.Event, "everywhere", "region")]
    [TestCase("DEP-75", ItemKind.Event, "everywhere")]
    [TestCase("REG-75", ItemKind.Event, "everywhere", "region")]
    [TestCase("DEP-33", ItemKind.Initiative, "everywhere")]
    public void For_Item_GivesTheChannelsNearIt(string territory, ItemKind kind, params string[] expected)
    {
        var channels = Some.Channels(
        [
            Some.Channel("gironde") with { Territories = [Territory.Parse("DEP-33")], Kinds = new HashSet<ItemKind> { ItemKind.Event } },
            Some.Channel("region") with { Territories = [Territory.Parse("REG-75")], Kinds = new HashSet<ItemKind> { ItemKind.Event } },
            Some.Channel("everywhere"),
        ]);
        Item item = kind == ItemKind.Event ? Some.Event() with { Territory = Territory.Parse(territory) } : Some.Initiative() with { Territory = Territory.Parse(territory) };

        Assert.That(new ChannelIndex(channels).For(item, Nobody).Select(channel => channel.Id), Is.EqualTo(expected));
    }

    [Test]
    public void For_ItemThatWasToldElsewhere_GivesThatChannelToo()
    {
        var channels = Some.Channels([Some.Channel("paris", target: "@paris") with { Territories = [Territory.Parse("DEP-75")] }]);

        var found = new ChannelIndex(channels).For(Some.Event(), new HashSet<(string, string)> { ("telegram", "@paris") });

        Assert.That(found.Single().Id, Is.EqualTo("paris"));
    }

    [Test]
    public void Plan_WithoutExplaining_WantsTheSame()
    {
        var codes = new[] { "DEP-33", "DEP-40", "REG-75", "FR", "DEP-2A" };
        var planner = new Planner(Some.Channels(Enumerable.Range(0, 60).Select(number => Some.Channel($"c{number:00}", target: $"@t{number % 25}") with
        {
            Territories = number % 3 == 0 ? [] : [Territory.Parse(codes[number % codes.Length]), Territory.Parse(codes[number % 4])],
            Themes = number % 4 == 0 ? new HashSet<string> { "climat" } : new HashSet<string>(),
            Stage = (Core.Channels.Stage)(number % 3),
        })));
        foreach (var item in codes.Select(code => Some.Event(code) with { Territory = Territory.Parse(code), Themes = code == "FR" ? ["climat"] : [] }))
        {
            var facts = new PlanFacts(new Dictionary<string, DateTimeOffset>(), Nobody, Some.Now);

            var whole = planner.Plan(Some.Stored(item), facts);
            var near = planner.Plan(Some.Stored(item), facts, explain: false);

            Assert.That(near.Wanted.Select(one => (one.Key, one.Channel)), Is.EqualTo(whole.Wanted.Select(one => (one.Key, one.Channel))));
            Assert.That(near.DropRule, Is.EqualTo(whole.DropRule));
            Assert.That(whole.Wanted, Is.Not.Empty);
        }
    }
}
