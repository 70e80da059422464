using Microsoft.Extensions.Logging;
using Relay.Core.Channels;

namespace Relay.Core.Deliveries.Shadows;

/// <summary>Makes the one call of an attempt in the shadow stage, or none where the network has no place for it: then the log is the place.</summary>
public sealed partial class ShadowCaller(IEnumerable<IShadowPosts> shadows, IChannels channels, ILogger<ShadowCaller> logger)
{
    /// <summary>Stands for the remote id of what was shown in the log only.</summary>
    public const string Unsent = "log";

    private readonly Dictionary<string, IShadowPosts> _shadows = shadows.ToDictionary(one => one.Network, StringComparer.Ordinal);

    /// <summary>Where a shadow is shown; null when it is in the log only.</summary>
    public Target? PlaceOf(Account account, Target target)
    {
        ArgumentNullException.ThrowIfNull(account);
        ArgumentNullException.ThrowIfNull(target);
        return _shadows.GetValueOrDefault(account.Network)?.PlaceOf(account, target.Real);
    }

    /// <summary>Carries out one part of a delivery whose target is a shadow.</summary>
    internal async Task<Outcome> CallAsync(Account account, Delivery delivery, DeliveryPart part, Part call, CancellationToken abort)
    {
        var target = delivery.Target.Real;
        if (_shadows.GetValueOrDefault(delivery.Key.Network) is not { } shadow || shadow.PlaceOf(account, target) is null)
        {
            if (delivery.Operation is Operation.Create or Operation.HandOver)
            {
                Log.Shown(logger, delivery.Channel, delivery.Id, part.Ordinal, part.Text);
            }
            return new Outcome.Done([Unsent]);
        }
        return delivery.Operation switch
        {
            Operation.Create or Operation.HandOver => await shadow.ShowAsync(account, target, call, Heading(delivery.Channel), abort),
            Operation.Delete => await shadow.TakeAwayAsync(account, target, part.RemoteIds, abort),
            _ => new Outcome.Failed(FailureKind.Refused, FailureScope.Delivery, new("À blanc, rien n'est changé ni supprimé.", "Nothing is changed or deleted in the shadow stage.")),
        };
    }

    private string Heading(string channel) => (channels.Channels.GetValueOrDefault(channel)?.Language == "en" ? "Shadow → " : "À blanc → ") + channel;

    private static partial class Log
    {
        [LoggerMessage(3111, LogLevel.Information, "Shadow → {Channel}: delivery {DeliveryId} part {Part} would be published as: {Text}")]
        public static partial void Shown(ILogger logger, string channel, Guid deliveryId, int part, string text);
    }
}
