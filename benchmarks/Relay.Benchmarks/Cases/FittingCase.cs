using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Relay.Core.Channels;
using Relay.Core.Items;
using Relay.Core.Texts;
using Relay.Networks;
using Relay.Testing;

namespace Relay.Benchmarks.Cases;

/// <summary>Composing an announcement and fitting it to a network. History: characters of the item's body.</summary>
/// <param name="network">Key of the network.</param>
/// <param name="longText">Shortened, or a thread.</param>
internal sealed class FittingCase(string network, LongText longText) : ICase
{
    private readonly ServiceProvider _services = new ServiceCollection().AddLogging().AddSingleton(TimeProvider.System).AddRelayNetworks().AddRelayTexts().BuildServiceProvider();
    private readonly Bench _bench = new();
    private ITextComposer _composer = null!;
    private TextRequest _request = null!;
    private string _words = "";

    public string Name => $"fitting: an announcement for {network}, {(longText == LongText.Thread ? "thread" : "shortened")}";

    public string Bare => "walking the body's graphemes once";

    public int Items => 50;

    public Task PrepareAsync(int history)
    {
        const string Sentence = "Parlons du quartier, des écoles 👩‍🏫 et des transports : https://parti.example/projet/12. ";
        _words = string.Concat(Enumerable.Repeat(Sentence, 1 + (history / Sentence.Length)))[..history];
        var meeting = _bench.Meeting(1) with { Summary = null, Body = _words };
        _composer = _services.GetRequiredService<ITextComposer>();
        _request = new TextRequest { Channel = Some.Channel(network: network) with { LongText = longText }, Items = [meeting], MomentKey = "announce", Now = _bench.Now };
        return Task.CompletedTask;
    }

    public Task RoundAsync() => Task.CompletedTask;

    public Task OursAsync()
    {
        for (var item = 0; item < Items; item++)
        {
            if (_composer.Compose(_request).Segments.Count == 0)
            {
                throw new InvalidOperationException("No text came out.");
            }
        }
        return Task.CompletedTask;
    }

    public Task BareAsync()
    {
        var graphemes = 0;
        for (var item = 0; item < Items; item++)
        {
            for (var at = 0; at < _words.Length; graphemes++)
            {
                at += StringInfo.GetNextTextElementLength(_words, at);
            }
        }
        return graphemes > 0 ? Task.CompletedTask : throw new InvalidOperationException("There is no text.");
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await _bench.DisposeAsync();
    }
}
