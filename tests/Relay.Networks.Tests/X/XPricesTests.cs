using Microsoft.Extensions.DependencyInjection;
using Relay.Core.Deliveries;
using Relay.Core.Items;

namespace Relay.Networks.Tests.X;

internal sealed class XPricesTests
{
    private static readonly Image Described = new(new Uri("https://parti.example/1.png"), "Affiche");

    [TestCase("Réunion publique à Bordeaux, jeudi à 19 h", 0.015)]
    [TestCase("Réunion publique https://parti.example/e/7", 0.200)]
    [TestCase("Réunion publique, voir parti.fr", 0.200)]
    [TestCase("Réunion.Publique au 3.5", 0.015)]
    [TestCase("", 0.015)]
    public void CreateUsd_ByItsWords_IsThirteenTimesMoreWithALink(string text, double price) => Assert.That(Prices().CreateUsd(text, []), Is.EqualTo((decimal)price));

    [TestCase(1, 0.020)]
    [TestCase(4, 0.035)]
    [TestCase(6, 0.035)]
    public void CreateUsd_WithDescribedPictures_AddsWhatX_TakesForEachThatItShows(int pictures, double price) =>
        Assert.That(Prices().CreateUsd("Affiche", [.. Enumerable.Repeat(Described, pictures), Described with { AltText = " " }]), Is.EqualTo((decimal)price));

    [Test]
    public void Prices_OfEveryNetwork_AreThereForXAlone()
    {
        using var provider = new ServiceCollection().AddLogging().AddSingleton(TimeProvider.System).AddRelayNetworks().BuildServiceProvider();

        Assert.That(provider.GetServices<IPricePosts>().Select(prices => prices.Network), Is.EqualTo(new[] { "x" }));
    }

    [Test]
    public void DeleteUsd_Always_IsACent() => Assert.That(Prices().DeleteUsd, Is.EqualTo(0.010m));

    private static IPricePosts Prices()
    {
        using var provider = new ServiceCollection().AddLogging().AddSingleton(TimeProvider.System).AddRelayNetworks().BuildServiceProvider();
        return provider.GetRequiredService<IPricePosts>();
    }
}
