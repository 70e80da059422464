using Relay.Core.Channels;
using Relay.Core.Deliveries;
using Relay.Core.Deliveries.Shadows;

namespace Relay.Networks.Telegram;

/// <summary>Shows what a bot's channels would publish in the coordinator's own chat, under a line that says for which channel.</summary>
internal sealed class TelegramShadow(TelegramNetwork network, TelegramText rules) : IShadowPosts
{
    public string Network => TelegramNetwork.NetworkKey;

    public Target? PlaceOf(Account account, Target target) => account.Settings.TryGetValue(TelegramSetup.CoordinatorSetting, out var chat) ? new(chat, Kind: TelegramTargets.KindOf(chat)) : null;

    public Task<Outcome> ShowAsync(Account account, Target target, Part part, string heading, CancellationToken abort)
        => PlaceOf(account, target) is { } chat ? network.CreateAsync(account, chat, Under(heading, part), abort) : Task.FromResult<Outcome>(NoChat());

    public Task<Outcome> TakeAwayAsync(Account account, Target target, IReadOnlyList<string> remoteIds, CancellationToken abort)
        => PlaceOf(account, target) is { } chat ? network.DeleteAsync(account, chat, remoteIds, abort) : Task.FromResult<Outcome>(NoChat());

    /// <summary>The part with the heading above it. What was fitted to the last letter has no room for it: a caption becomes a message that previews its picture, a message loses its end.</summary>
    private Part Under(string heading, Part part)
    {
        var head = $"<b>{rules.Escape(heading, links: false)}</b>\n\n";
        var text = head + part.Text;
        if (rules.Measure(text) <= rules.Limit(part.Images.Count > 0))
        {
            return part with { Text = text };
        }
        var messageLimit = rules.Limit(withPictures: false);
        if (rules.Measure(text) > messageLimit)
        {
            var room = messageLimit - rules.Measure(head) - rules.Ellipsis.Length;
            var at = rules.CutPoints(part.Text).LastOrDefault(point => rules.Measure(part.Text[..point]) <= room);
            text = head + rules.Cut(part.Text, at).Head + rules.Ellipsis;
        }
        return part with { Text = text, Images = [], Link = part.Images.Count > 0 ? part.Images[0].Url : part.Link };
    }

    private static Outcome.Failed NoChat()
        => new(FailureKind.Refused, FailureScope.Delivery, new(
            $"Le compte n'a pas de {TelegramSetup.CoordinatorSetting} à qui la montrer.", $"The account has no {TelegramSetup.CoordinatorSetting} to show it to."));
}
