using System.Globalization;
using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using Relay.Core.Channels;
using Relay.Core.Items;
using Relay.Core.Texts;
using Relay.Networks.X;

namespace Relay.Networks.Tests.TextFitting;

/// <summary>What holds for every text, whatever the item. <c>RELAY_SEED</c> repeats a run.</summary>
public sealed partial class TextFittingProperties
{
    private static readonly ulong Seed = ulong.TryParse(Environment.GetEnvironmentVariable("RELAY_SEED"), CultureInfo.InvariantCulture, out var seed) ? seed : (ulong)Random.Shared.NextInt64();
    private static readonly string[] Moments = ["announce", "J-7", "H-2", "cancelled", "digest"];

    [Test]
    public void Compose_AnyItem_StaysWithinTheLimit() => ForAll((text, rules, _, _) =>
        text.Segments.All(segment => segment.Text.Length > 0 && rules.Measure(segment.Text) <= rules.Limit(segment.Images.Count > 0)));

    [Test]
    public void Compose_AnyItem_GivesWellFormedMarkup() => ForAll((text, rules, _, _) =>
        text.Segments.All(segment => rules.FindFault(segment.Text) is null && segment.Text.EnumerateRunes().All(rune => rune.Value != 0xFFFD && rune.Value is not (>= 0xFDD0 and <= 0xFDEF))));

    [Test]
    public void Compose_AnyItem_NeverCutsAnAddress() => ForAll((text, _, channel, items) =>
    {
        var known = items.SelectMany(item => new[] { item.Url, (item as Event)?.OnlineUrl }).Where(url => url is not null)
            .SelectMany(url => new[] { url!.AbsoluteUri, url.AbsoluteUri.TrimEnd('/') })
            .Concat(NastyItems.Addresses).ToHashSet(StringComparer.Ordinal);
        return text.Segments.SelectMany(segment => Address().Matches(segment.Plain)).All(match => known.Any(address => match.Value.StartsWith(address, StringComparison.Ordinal)));
    });

    [Test]
    public void Compose_ItemWithALink_KeepsItWhole() => ForAll((text, rules, channel, items) =>
    {
        if (channel.LinkPolicy == LinkPolicy.None || items is not [{ Url: { } url }] || url.AbsoluteUri.Length > 100)
        {
            return true;
        }
        var holder = text.Segments.Single(segment => segment.Link == url);
        return holder.Plain.Contains(url.AbsoluteUri.TrimEnd('/'), StringComparison.Ordinal);
    });

    [Test]
    public void Compose_ChannelWithoutLinks_HasNoneThatXWouldCharge() => ForAll((text, _, channel, _) =>
        channel.LinkPolicy == LinkPolicy.InText || text.Segments.All(segment => XTextLinks.Find(segment.Plain).Count == 0 && segment.Link is null));

    [Test]
    public void Compose_AnyItem_MentionsNobody() => ForAll((text, _, _, _) => text.Segments.All(segment => !Mention().IsMatch(segment.Plain)));

    [Test]
    public void CutPoints_OfAnyText_LieBetweenGraphemesAndOutsideAddresses() => ForAll((text, rules, _, _) => text.Segments.All(segment =>
    {
        var plain = segment.Plain;
        var starts = StringInfo.ParseCombiningCharacters(plain).ToHashSet();
        var addresses = Address().Matches(plain);
        return rules.CutPoints(segment.Text).All(at =>
        {
            var (head, tail) = rules.Cut(segment.Text, at);
            var place = rules.Plain(head).Length;
            return rules.Plain(head) + rules.Plain(tail) == plain
                && rules.FindFault(head) is null
                && rules.FindFault(tail) is null
                && starts.Contains(place)
                && !addresses.Any(address => address.Index < place && place < address.Index + Math.Min(address.Length, 200));
        });
    }), most: 40);

    private static void ForAll(Func<FittedText, ITextRules, Channel, Item[], bool> holds, int most = 120)
    {
        TestContext.Out.WriteLine($"RELAY_SEED={Seed}");
        var config = Config.QuickThrowOnFailure.WithMaxTest(most).WithReplay(Seed, (Seed << 1) | 1);
        Check.One(config, Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), (Func<int, bool>)(seed => Try(seed, holds))));
    }

    private static bool Try(int seed, Func<FittedText, ITextRules, Channel, Item[], bool> holds)
    {
        var random = new Random(seed);
        var nasty = new NastyItems(random.Next());
        var network = Composing.Networks[random.Next(Composing.Networks.Length)];
        var channel = Composing.Channel(network, random.Next(2) == 0 ? "fr" : "en") with
        {
            LinkPolicy = random.Next(4) == 0 ? LinkPolicy.None : LinkPolicy.InText,
            LongText = random.Next(2) == 0 ? LongText.Thread : LongText.Shorten,
            Images = random.Next(2) == 0,
        };
        var moment = Moments[random.Next(Moments.Length)];
        Item[] items = moment == "digest" ? [.. Enumerable.Range(0, random.Next(2, 30)).Select(_ => nasty.Next())] : moment is "J-7" or "H-2" ? [nasty.Event()] : [nasty.Next()];
        var text = Composing.Compose(channel, moment, items);
        if (holds(text, Composing.RulesOf(network), channel, items))
        {
            return true;
        }
        TestContext.Out.WriteLine($"{network} {moment} {channel.LinkPolicy} {channel.LongText}: {string.Join("\n----\n", text.Segments)}\n{string.Join('\n', items.Select(item => item.Url))}");
        return false;
    }

    [GeneratedRegex(@"https?://[^\s<>«»""]+", RegexOptions.CultureInvariant, 500)]
    private static partial Regex Address();

    [GeneratedRegex(@"(?<![A-Za-z0-9_])[@＠][\w\[]", RegexOptions.CultureInvariant, 500)]
    private static partial Regex Mention();
}
