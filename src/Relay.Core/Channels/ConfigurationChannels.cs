using Microsoft.Extensions.Configuration;
using Relay.Core.Deliveries.Hands;
using Relay.Core.Items;
using Relay.Core.Planning.Moments;
using Relay.Core.Territories;

namespace Relay.Core.Channels;

/// <summary>Reads <c>Relay:Channels</c>.</summary>
/// <param name="networks">By key.</param>
/// <param name="accounts">By id; null where the account has faults of its own.</param>
/// <param name="faults">Takes every fault.</param>
internal sealed class ConfigurationChannels(
    IReadOnlyDictionary<string, INetworkSetup> networks,
    IReadOnlyDictionary<string, Account?> accounts,
    ICollection<Fault> faults)
{
    /// <summary>Every setting of a channel.</summary>
    public static readonly string[] Settings =
    [
        "Account", "Target", "Topic", "TargetKind", "Stage", "Kinds", "Territories", "Themes", "Moments", "Language", "Zone", "Slots",
        "MinimumGap", "MaximumPerDay", "LinkPolicy", "LongText", "Approval", "Images", "Invite", "Backlog", "TextLike",
        "Topics", "TopicNumbers",
    ];

    private static readonly TimeSpan Week = TimeSpan.FromDays(7);

    public Dictionary<string, Channel> Read(IConfigurationSection section)
    {
        var channels = new Dictionary<string, Channel>(StringComparer.Ordinal);
        foreach (var child in ConfigurationReader.Named(section, faults))
        {
            var before = faults.Count;
            var channel = ReadOne(child);
            if (channel is not null && faults.Count == before)
            {
                channels[child.Key] = channel;
            }
        }
        return channels;
    }

    private Channel? ReadOne(IConfigurationSection section)
    {
        var values = new ConfigurationValues(section, faults);
        values.OnlyKnown(Settings);
        var account = ReadAccount(values);
        var target = account is null ? null : networks[account.Network].ReadTarget(account, section, faults);
        values.Choice("Approval", "none", ["none"]); // the one way there is today; any other word is a fault
        var topics = new ConfigurationTopics(values, account is not null && networks[account.Network].HasTopics);
        var channel = new Channel
        {
            Id = section.Key,
            Account = account?.Id ?? "",
            Network = account?.Network ?? "",
            Target = target ?? new Target("-"),
            Stage = Enum.Parse<Stage>(values.Choice("Stage", "shadow", ["draft", "shadow", "live"]), ignoreCase: true),
            Kinds = values.Choices("Kinds", ["event", "initiative"], required: true).Select(kind => Enum.Parse<ItemKind>(kind, ignoreCase: true)).ToHashSet(),
            Territories = [.. values.List("Territories").Select(entry => ReadTerritory(values, entry.Name, entry.Text)).OfType<Territory>().Distinct()],
            Themes = values.List("Themes").Select(entry => entry.Text.ToLowerInvariant()).ToHashSet(StringComparer.Ordinal),
            Moments = [.. values.List("Moments", required: true).Where(entry => IsMoment(values, entry.Name, entry.Text)).Select(entry => entry.Text).Distinct(StringComparer.Ordinal)],
            Language = values.Choice("Language", "fr", ["fr", "en"]),
            Zone = ConfigurationReader.Zone(values, "Zone"),
            Slots = ReadSlots(values),
            MinimumGap = values.Duration("MinimumGap", TimeSpan.FromMinutes(20), TimeSpan.Zero, Week),
            MaximumPerDay = values.Whole("MaximumPerDay", 6, 1, 100_000),
            LinkPolicy = Enum.Parse<LinkPolicy>(values.Choice("LinkPolicy", "inText", ["inText", "none"]), ignoreCase: true),
            LongText = Enum.Parse<LongText>(values.Choice("LongText", "shorten", ["shorten", "thread"]), ignoreCase: true),
            Images = values.Flag("Images", true),
            Invite = values.Flag("Invite", true),
            TextLike = ReadTextLike(values, account),
            TopicPerTheme = topics.IsPerTheme(target),
            TopicNumbers = topics.Numbers(),
            Backlog = values.Duration("Backlog", TimeSpan.FromDays(21), TimeSpan.Zero, TimeSpan.FromDays(366)),
        };
        return target is null ? null : channel;
    }

    private Account? ReadAccount(ConfigurationValues values)
    {
        // An account with faults of its own is known all the same: saying that it is not would send people looking in the wrong place.
        var id = values.Choice("Account", "", [.. accounts.Keys], required: true);
        return accounts.GetValueOrDefault(id);
    }

    /// <summary>Which network's rules a text follows that a person publishes by hand; elsewhere there is no choice.</summary>
    private static string? ReadTextLike(ConfigurationValues values, Account? account)
    {
        if (account?.Network == ByHand.Network)
        {
            return values.Choice("TextLike", "facebook", ["facebook", "x"]);
        }
        if (account is not null && values.Text("TextLike") is not null)
        {
            values.Add("TextLike", "only a channel on an assisted account has it: leave it out.", "seul un canal d'un compte assisté l'a : retirez-le.");
        }
        return null;
    }

    /// <summary>A typed territory code; what is none is a fault that names the nearest.</summary>
    internal static Territory? ReadTerritory(ConfigurationValues values, string name, string text)
    {
        if (Territory.TryParse(text, out var territory))
        {
            return territory;
        }
        var meant = Territory.TryParse($"DEP-{text.PadLeft(2, '0')}", out var departement)
            ? departement.Code
            : ConfigurationNames.Nearest(text, Territory.All.Select(known => known.Code));
        values.Add(name,
            meant is null ? $"'{text}' is not a territory: write a typed code like DEP-33, REG-75, COL-987, FR or ABR." : $"'{text}' is not a territory: did you mean {meant}?",
            meant is null ? $"« {text} » n'est pas un territoire : écrivez un code typé comme DEP-33, REG-75, COL-987, FR ou ABR." : $"« {text} » n'est pas un territoire : vouliez-vous écrire {meant} ?");
        return null;
    }

    private static bool IsMoment(ConfigurationValues values, string name, string text)
    {
        if (MomentBook.TryFind(text, out _))
        {
            return true;
        }
        var nearest = ConfigurationNames.Nearest(text, ["announce", "cancelled", "J-7", "J-1", "H-2"]);
        var forms = MomentBook.Forms;
        values.Add(name,
            nearest is null ? $"'{text}' is not a moment: there are {forms}." : $"'{text}' is not a moment: did you mean {nearest}?",
            nearest is null ? $"« {text} » n'est pas un moment : il y a {forms.Replace(" to ", " à ", StringComparison.Ordinal)}." : $"« {text} » n'est pas un moment : vouliez-vous écrire {nearest} ?");
        return false;
    }

    private static WeeklySlots ReadSlots(ConfigurationValues values)
    {
        var entries = values.List("Slots", required: true);
        var slots = WeeklySlots.Read([.. entries.Select(entry => entry.Text)], out var wrong);
        foreach (var (index, sentence) in wrong)
        {
            values.Add(entries[index].Name, sentence,
                $"« {entries[index].Text} » n'est pas un créneau : écrivez jours et heures comme « Mon-Fri 08:00-20:00 » ou « Sat,Sun 09:00-19:00 ».");
        }
        return slots;
    }
}
