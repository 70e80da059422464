using Microsoft.Extensions.Configuration;
using Relay.Core.Channels;

namespace Relay.Networks.Setup;

/// <summary>Reads <c>Limits</c> of an account. What is not set keeps the network's documented value; 0 lifts a limit.</summary>
internal static class LimitSettings
{
    private static readonly string[] Names = ["PerSecond", "PerMinute", "PerHour", "PerTargetPerSecond", "PerTargetPerMinute", "PerGroupPerMinute", "InFlight"];

    private static readonly (string Name, TimeSpan Period)[] OfAccount =
        [("PerSecond", TimeSpan.FromSeconds(1)), ("PerMinute", TimeSpan.FromMinutes(1)), ("PerHour", TimeSpan.FromHours(1))];

    private static readonly (string Name, TimeSpan Period)[] OfTarget =
        [("PerTargetPerSecond", TimeSpan.FromSeconds(1)), ("PerTargetPerMinute", TimeSpan.FromMinutes(1))];

    private static readonly (string Name, TimeSpan Period)[] OfGroup = [("PerGroupPerMinute", TimeSpan.FromMinutes(1))];

    // Where the network counts private messages apart from everything else.
    private static readonly (string Name, TimeSpan Period)[] OfPrivate = [("PrivatePerQuarterHour", TimeSpan.FromMinutes(15)), ("PrivatePerDay", TimeSpan.FromDays(1))];

    /// <summary>The documented limits, changed by what the section sets.</summary>
    public static AccountLimits Read(IConfigurationSection section, AccountLimits documented, ICollection<Fault> faults)
    {
        var values = new ConfigurationValues(section, faults);
        values.OnlyKnown(documented.PerPrivate is null ? Names : [.. Names, .. OfPrivate.Select(bucket => bucket.Name)]);
        var chosen = OfAccount.Where(bucket => section[bucket.Name] is not null).ToArray();
        if (chosen.Length > 1)
        {
            values.Add(chosen[1].Name, "an account has one limit: keep one of PerSecond, PerMinute and PerHour.", "un compte a une seule limite : gardez PerSecond, PerMinute ou PerHour.");
        }
        var account = chosen.Length == 0 ? documented.PerAccount : Buckets(section, values, chosen, []).FirstOrDefault();
        return new AccountLimits(
            account,
            Buckets(section, values, OfTarget, documented.PerTarget),
            Buckets(section, values, OfGroup, documented.PerGroup),
            values.Whole("InFlight", documented.InFlight, 1, 64)) { PerPrivate = documented.PerPrivate is { } apart ? Buckets(section, values, OfPrivate, apart) : null };
    }

    private static List<RateLimit> Buckets(IConfigurationSection section, ConfigurationValues values, (string Name, TimeSpan Period)[] names, IReadOnlyList<RateLimit> documented)
    {
        var found = new List<RateLimit>();
        foreach (var (name, period) in names)
        {
            var own = documented.FirstOrDefault(limit => limit.Period == period);
            var calls = section[name] is null ? own?.Calls ?? 0 : values.Whole(name, own?.Calls ?? 0, 0, 100_000);
            if (calls > 0)
            {
                found.Add(new RateLimit(calls, period));
            }
        }
        return [.. found, .. documented.Where(limit => names.All(name => name.Period != limit.Period))];
    }
}
