using Relay.Core.Channels;

namespace Relay.Core.Deliveries.Hands;

/// <summary>What is said all over the engine of channels where a person publishes by hand.</summary>
public static class ByHand
{
    /// <summary>Key of the network on which Relay hands over and a person publishes.</summary>
    public const string Network = "assisted";

    /// <summary>Moment of a correction: the text of something published has changed since. The occurrence names the text.</summary>
    public const string Changed = "changed";

    /// <summary>Name of the setting with the account that carries the messages.</summary>
    public const string BotSetting = "Bot";

    /// <summary>Name of the setting with the person's name.</summary>
    public const string NameSetting = "Name";

    /// <summary>Name of the setting with the time after which she is reminded, once.</summary>
    public const string RemindSetting = "RemindAfter";

    /// <summary>Default of <see cref="RemindSetting"/>.</summary>
    public static readonly TimeSpan RemindAfter = TimeSpan.FromHours(4);

    /// <summary>Where a delivery stands when its last part has arrived: with the person, where it is handed over; else it is done.</summary>
    public static DeliveryState Ends(Delivery delivery)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        return delivery.Operation == Operation.HandOver && !delivery.Target.IsShadow ? DeliveryState.HandedOver : DeliveryState.Confirmed;
    }

    /// <summary>Who has it, as people know her; the account's id where no name is configured.</summary>
    public static string Person(IChannels channels, Delivery delivery)
    {
        ArgumentNullException.ThrowIfNull(channels);
        ArgumentNullException.ThrowIfNull(delivery);
        return channels.Accounts.GetValueOrDefault(delivery.Account)?.Settings.GetValueOrDefault(NameSetting) ?? delivery.Account;
    }
}
