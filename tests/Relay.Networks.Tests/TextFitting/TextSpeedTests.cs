using System.Diagnostics;
using Relay.Core.Items;
using Relay.Testing;

namespace Relay.Networks.Tests.TextFitting;

/// <summary>How many texts a second are composed; a figure to read, with a floor that only a blunder misses.</summary>
[NonParallelizable]
public sealed class TextSpeedTests
{
    [TestCase("facebook")]
    [TestCase("x")]
    [TestCase("telegram")]
    public void Compose_OrdinaryEvents_TakesLittleTime(string network)
    {
        var channel = Composing.Channel(network);
        var body = string.Concat(Enumerable.Repeat("Nous parlerons du quartier, de l’eau et des écoles : venez nombreux, avec vos idées (voir https://parti.example/eau).\n\n", 20));
        var item = Some.Event() with { Summary = body[..400], Body = body, Organiser = "Section de Bordeaux", Image = new Image(new Uri("https://parti.example/a.jpg")) };
        Compose(500);

        using var process = Process.GetCurrentProcess();
        var before = process.TotalProcessorTime;
        Compose(2000);

        process.Refresh();
        var rate = 2000 / (process.TotalProcessorTime - before).TotalSeconds;
        TestContext.Out.WriteLine($"{network}: {rate:0} texts a second of one core");
        Assert.That(rate, Is.GreaterThan(100));

        void Compose(int times)
        {
            for (var turn = 0; turn < times; turn++)
            {
                Composing.Compose(channel, turn % 2 == 0 ? "announce" : "J-1", item);
            }
        }
    }
}
