using Microsoft.Extensions.DependencyInjection;
using Relay.Core.Channels;
using Relay.Core.Items;
using Relay.Core.Texts;
using Relay.Networks.Facebook;
using Relay.Networks.Telegram;
using Relay.Networks.X;
using Relay.Testing;

namespace Relay.Networks.Tests.TextFitting;

/// <summary>The composer with the rules of the real networks.</summary>
internal static class Composing
{
    public static ITextRules[] Rules { get; } = [new FacebookText(), new XText(), new TelegramText()];

    public static ITextComposer Composer { get; } = With(null);

    public static string[] Networks { get; } = [.. Rules.Select(rules => rules.Network)];

    public static ITextComposer With(string? folder)
    {
        var services = new ServiceCollection();
        foreach (var rules in Rules)
        {
            services.AddSingleton(rules);
        }
        return services.AddRelayTexts(options => options.TemplateFolder = folder).BuildServiceProvider().GetRequiredService<ITextComposer>();
    }

    public static ITextRules RulesOf(string network) => Rules.Single(rules => rules.Network == network);

    public static Channel Channel(string network, string language = "fr", string zone = "Europe/Paris")
        => Some.Channel(network: network) with { Language = language, Zone = zone };

    public static FittedText Compose(Channel channel, string moment, params Item[] items)
        => Composer.Compose(new TextRequest { Channel = channel, Items = items, MomentKey = moment, Now = Some.Now });
}
