using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using Relay.Core.Channels;
using Relay.Core.Deliveries.Budgets;
using Relay.Networks.Setup;
using Relay.Networks.X.Access;
using Relay.Networks.X.Inbox;

namespace Relay.Networks.X;

/// <summary>Settings of an X account, and of its profile as a target. Told to coordinators in docs/networks/x.md.</summary>
internal sealed partial class XSetup : INetworkSetup
{
    /// <summary>Names the app of OAuth 2.0; with it the account has tokens that are renewed, without it keys of OAuth 1.0a.</summary>
    public const string ClientId = "ClientId";

    /// <summary>What the tokens of OAuth 2.0 may do, as X said when it gave them, parted by spaces.</summary>
    public const string Scopes = "Scopes";

    /// <summary>The profile, <c>@name</c>.</summary>
    public const string Handle = "Handle";

    /// <summary>X's own address.</summary>
    public static readonly Uri Own = new("https://api.x.com/");
    private static readonly string[] Keys = ["ConsumerKey", "ConsumerSecret", "Token", "TokenSecret"];
    private static readonly string[] Tokens = ["ClientSecret", XKeptTokens.AccessToken, XKeptTokens.RefreshToken, XKeptTokens.AccessTokenExpires];
    private static readonly string[] MayBeMissing = ["ClientSecret", XKeptTokens.AccessTokenExpires];

    // X tells what is left with every answer; the pump obeys that. Private messages have windows of their own: docs.x.com, rate limits.
    private static readonly AccountLimits Documented = new(null, [], []) { PerPrivate = [new(15, TimeSpan.FromMinutes(15)), new(1440, TimeSpan.FromHours(24))] };

    public string Network => XNetwork.NetworkKey;

    public IReadOnlyCollection<string> AccountSettings { get; } = [.. Keys, .. Tokens, ClientId, Scopes, Handle, XTimeline.Setting, XStreams.Vocabulary, BudgetBook.Setting, .. AccountSection.Common];

    public IReadOnlyCollection<string> SecretSettings { get; } = [.. Keys, .. Tokens];

    public Account? ReadAccount(string id, IConfigurationSection section, ISecrets secrets, ICollection<Fault> faults)
    {
        var read = new AccountSection(id, section, secrets, faults);
        var client = read.Values.Text(ClientId);
        read.Keep(ClientId, client);
        read.Keep(Scopes, read.Values.Text(Scopes));
        foreach (var key in client is null ? Keys : [.. Tokens, XHearing.Secret])
        {
            var had = read.Secret(key, required: !MayBeMissing.Contains(key) && (client is null || key != XHearing.Secret), wrong: value => value.Any(letter => letter is <= ' ' or > '~')
                ? ("it holds a space or a letter that no key of X has: copy it anew.", "il contient une espace ou une lettre qu'aucune clé de X n'a : recopiez-le.")
                : null);
            read.Keep(XHearing.HasSecret, had && key == XHearing.Secret ? "true" : null);
        }
        if (read.Values.Text(Handle) is { } handle)
        {
            read.Keep(Handle, Canonical(handle));
            CheckProfile(read.Values, Handle, handle);
        }
        if (read.Values.Text(XTimeline.Setting) is { } user)
        {
            read.Keep(XTimeline.Setting, user);
            if (!UserNumber().IsMatch(user))
            {
                read.Values.Add(XTimeline.Setting, $"'{user}' must be the number of the user, digits only.", $"« {user} » doit être le numéro de l'utilisateur, en chiffres.");
            }
        }
        if (read.Values.Text(XStreams.Vocabulary) is { } names)
        {
            read.Keep(XStreams.Vocabulary, names);
            if (names is not ("tweet" or XStreams.New))
            {
                read.Values.Add(XStreams.Vocabulary, $"'{names}' must be 'tweet' or 'post'.", $"« {names} » doit être « tweet » ou « post ».");
            }
        }
        if (read.Values.Text(BudgetBook.Setting) is { } budget)
        {
            read.Keep(BudgetBook.Setting, budget);
            if (!decimal.TryParse(budget, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _))
            {
                read.Values.Add(BudgetBook.Setting, $"'{budget}' must be an amount in US dollars like 40.0.", $"« {budget} » doit être un montant en dollars, comme 40.0.");
            }
        }
        return read.Read(Network, Own, Documented);
    }

    // Keys of OAuth 1.0a sign with it as well.
    public string? SecretOfCalls(Account account) => XKeptTokens.AreUsedBy(account) && account.Settings.ContainsKey(XHearing.HasSecret) ? XHearing.Secret : null;

    public Target? ReadTarget(Account account, IConfigurationSection section, ICollection<Fault> faults)
    {
        var before = faults.Count;
        var values = new ConfigurationValues(section, faults);
        var own = account.Settings.GetValueOrDefault(Handle);
        var written = values.Text("Target", required: own is null);
        if (written is not null)
        {
            CheckProfile(values, "Target", written);
        }
        var target = written is null ? own : Canonical(written);
        if (own is not null && target is not null && target != own)
        {
            values.Add("Target",
                $"account {account.Id} posts to {own} and nowhere else: leave Target out, or use another account.",
                $"le compte {account.Id} publie sur {own} et nulle part ailleurs : retirez Target, ou utilisez un autre compte.");
        }
        ChannelSection.RefuseTopic(values, "X");
        return faults.Count > before || target is null ? null : new Target(target);
    }

    private static void CheckProfile(ConfigurationValues values, string name, string written)
    {
        if (Canonical(written) is null)
        {
            values.Add(name, $"'{written}' is not a profile: write @name.", $"« {written} » n'est pas un profil : écrivez @nom.");
        }
    }

    /// <summary>A profile as it is kept, <c>@name</c> in small letters; null when it is none.</summary>
    internal static string? Canonical(string written)
    {
        var name = Name().Match(written.Trim());
        return name.Success ? "@" + name.Groups["name"].Value.ToLowerInvariant() : null;
    }

    [GeneratedRegex(@"^(@|(https?://)?(www\.|mobile\.)?(x|twitter)\.com/)?(?<name>[A-Za-z0-9_]{1,15})/?$", RegexOptions.ExplicitCapture, 5_000)]
    private static partial Regex Name();

    [GeneratedRegex(@"^[0-9]{1,19}$", RegexOptions.None, 5_000)]
    private static partial Regex UserNumber();
}
