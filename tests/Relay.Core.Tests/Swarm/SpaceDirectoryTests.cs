using NUnit.Framework;
using Relay.Core.Channels;
using Relay.Core.Swarm;
using Relay.Core.Territories;
using Relay.Testing;

namespace Relay.Core.Tests.Swarm;

/// <summary>Which spaces are near somebody: the commune's before the département's, the region's, the country's.</summary>
public sealed class SpaceDirectoryTests
{
    private static readonly Territory Gironde = Territory.Parse("DEP-33");

    private static readonly Space[] All =
    [
        Of("pays"), Of("pays-eau") with { Themes = Set("eau") }, Of("france", "FR"), Of("aquitaine", "REG-75"), Of("gironde", "DEP-33"), Of("gironde-eau", "DEP-33") with { Themes = Set("eau") },
        Of("bordeaux", "DEP-33") with { PostalCodes = Set("33000") }, Of("merignac", "DEP-33") with { PostalCodes = Set("33700") }, Of("dordogne", "DEP-24"), Of("abroad", "ABR"),
    ];

    [TestCase("DEP-33", "33000", "", "bordeaux gironde gironde-eau merignac aquitaine pays france pays-eau")]
    [TestCase("DEP-33", null, "", "gironde gironde-eau bordeaux merignac aquitaine pays france pays-eau")]
    [TestCase("DEP-33", null, "eau", "gironde-eau gironde bordeaux merignac aquitaine pays-eau pays france")]
    [TestCase("DEP-24", null, "", "dordogne aquitaine pays france pays-eau")]
    [TestCase("REG-75", null, "", "aquitaine gironde bordeaux merignac dordogne gironde-eau pays france pays-eau")]
    [TestCase("DEP-75", null, "", "pays france pays-eau")]
    [TestCase(null, null, "", "pays france pays-eau")]
    public void Near_APlace_ListsTheNearestFirst(string? place, string? postalCode, string theme, string expected)
        => Assert.That(string.Join(' ', SpaceDirectory.Near(All, place is null ? null : Territory.Parse(place), postalCode, theme.Length == 0 ? [] : [theme]).Select(space => space.Name)), Is.EqualTo(expected));

    [Test]
    public void Of_Channels_ListsPublicPagesOfLiveOnesAndNeverTheNumberOfAChat()
    {
        var channels = Some.Channels(
        [
            Some.Channel() with { Territories = [Gironde] }, Some.Channel("closed", target: "-1001234567"), Some.Channel("shadow", target: "@essai") with { Stage = Stage.Shadow }, Some.Channel("page", "facebook", "100200300") with { Territories = [Gironde] },
            Some.Channel("x", "x", "@parti_33"), Some.Channel("groupe-bordeaux", "assisted", "https://www.facebook.com/groups/33"), Some.Channel("whatsapp", "assisted", "https://chat.whatsapp.com/AbCd"),
        ]);

        Assert.That(SpaceDirectory.Of(channels).Select(space => $"{space.Name} {space.Page}"), Is.EqualTo(new[]
        {
            "Telegram · @parti_33 https://t.me/parti_33", "Facebook · groupe-bordeaux https://www.facebook.com/groups/33", "Facebook · Gironde https://www.facebook.com/100200300", "X · @parti_33 https://x.com/parti_33",
        }));
    }

    [Test]
    public void Of_ChannelThatTheFileNames_IsListedOnceUnderThatName()
    {
        var channels = new Named(Some.Channels([Some.Channel()]), [new("Le canal de la Gironde", new Uri("https://t.me/Parti_33/")) { Territories = [Gironde] }]);

        Assert.That(SpaceDirectory.Of(channels).Select(space => space.Name), Is.EqualTo(new[] { "Le canal de la Gironde" }));
    }

    private static Space Of(string name, params string[] territories) => new(name, new Uri($"https://parti.example/{name}")) { Territories = [.. territories.Select(Territory.Parse)] };

    private static HashSet<string> Set(string one) => new(StringComparer.Ordinal) { one };

    private sealed record Named(IChannels Inner, IReadOnlyList<Space> Spaces) : IChannels
    {
        public IReadOnlyDictionary<string, Channel> Channels => Inner.Channels;

        public IReadOnlyDictionary<string, Account> Accounts => Inner.Accounts;
    }
}
