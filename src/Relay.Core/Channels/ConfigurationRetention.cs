using Microsoft.Extensions.Configuration;
using Relay.Core.Contacts.Retention;

namespace Relay.Core.Channels;

/// <summary>Reads <c>Relay:Retention</c>: how long what is known of people is kept, within the bounds of <see cref="RetentionSettings"/>.</summary>
internal static class ConfigurationRetention
{
    /// <summary>Reads it.</summary>
    public static RetentionSettings Read(IConfigurationSection section, ICollection<Fault> faults)
    {
        var values = new ConfigurationValues(section, faults);
        values.OnlyKnown([.. RetentionSettings.Bounds.Keys]);
        var usual = new RetentionSettings();
        return new()
        {
            PassageDays = Whole(nameof(usual.PassageDays), usual.PassageDays),
            OccasionalMonths = Whole(nameof(usual.OccasionalMonths), usual.OccasionalMonths),
            RegularMonths = Whole(nameof(usual.RegularMonths), usual.RegularMonths),
            MemberMonths = Whole(nameof(usual.MemberMonths), usual.MemberMonths),
            SuppressionMonths = Whole(nameof(usual.SuppressionMonths), usual.SuppressionMonths),
            DeceasedDays = Whole(nameof(usual.DeceasedDays), usual.DeceasedDays),
            BlockedMonths = Whole(nameof(usual.BlockedMonths), usual.BlockedMonths),
        };

        int Whole(string name, int fallback) => values.Whole(name, fallback, RetentionSettings.Bounds[name].Least, RetentionSettings.Bounds[name].Most);
    }
}
