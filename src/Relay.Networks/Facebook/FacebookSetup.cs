using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using Relay.Core.Channels;
using Relay.Networks.Facebook.Inbox;
using Relay.Networks.Setup;

namespace Relay.Networks.Facebook;

/// <summary>Settings of a Facebook Page. Told to coordinators in docs/networks/facebook.md.</summary>
internal sealed partial class FacebookSetup : INetworkSetup
{
    /// <summary>Kept with the account when it has an app's secret.</summary>
    public const string HasAppSecret = "HasAppSecret";

    /// <summary>Number of the Page.</summary>
    public const string PageId = "PageId";

    /// <summary>Number of the app that the token was given to.</summary>
    public const string AppId = "AppId";

    /// <summary>The Graph API's own address.</summary>
    public static readonly Uri Own = new("https://graph.facebook.com/");

    // Facebook tells how much is used up with its answers; the pump obeys that.
    private static readonly AccountLimits Documented = new(null, [], []);

    public string Network => FacebookNetwork.NetworkKey;

    public IReadOnlyCollection<string> AccountSettings { get; } = [PageId, AppId, "Token", "AppSecret", FacebookHearing.VerifyToken, .. AccountSection.Common];

    public IReadOnlyCollection<string> SecretSettings { get; } = ["Token", "AppSecret", FacebookHearing.VerifyToken];

    public Account? ReadAccount(string id, IConfigurationSection section, ISecrets secrets, ICollection<Fault> faults)
    {
        var read = new AccountSection(id, section, secrets, faults);
        read.Secret("Token", wrong: OddLetters);
        if (read.Secret("AppSecret", required: false, OddLetters))
        {
            read.Keep(HasAppSecret, "true");
        }
        if (read.Secret(FacebookHearing.VerifyToken, required: false, OddLetters))
        {
            read.Keep(FacebookHearing.HasVerifyToken, "true");
        }
        if (read.Values.Text(PageId, required: true) is { } page)
        {
            read.Keep(PageId, Canonical(page));
            CheckPage(read.Values, PageId, page);
        }
        if (read.Values.Text(AppId) is { } app)
        {
            read.Keep(AppId, app);
            if (!app.All(char.IsAsciiDigit))
            {
                read.Values.Add(AppId,
                    $"'{app}' is not the number of an app: it stands at the top of the app's page at developers.facebook.com.",
                    $"« {app} » n'est pas le numéro d'une application : il est en haut de la page de l'application sur developers.facebook.com.");
            }
        }
        return read.Read(Network, Own, Documented);
    }

    public string? SecretOfCalls(Account account) => account.Settings.ContainsKey(FacebookHearing.HasVerifyToken) ? FacebookHearing.VerifyToken : null;

    public Target? ReadTarget(Account account, IConfigurationSection section, ICollection<Fault> faults)
    {
        var before = faults.Count;
        var values = new ConfigurationValues(section, faults);
        var own = account.Settings.GetValueOrDefault(PageId);
        var written = values.Text("Target");
        if (written is not null && CheckPage(values, "Target", written) && Canonical(written) != own)
        {
            values.Add("Target",
                $"account {account.Id} posts to Page {own} and nowhere else: leave Target out, or use the account of that Page.",
                $"le compte {account.Id} publie sur la Page {own} et nulle part ailleurs : retirez Target, ou utilisez le compte de cette Page.");
        }
        ChannelSection.RefuseTopic(values, "Facebook");
        return faults.Count > before || own is null ? null : new Target(own);
    }

    private static bool CheckPage(ConfigurationValues values, string name, string written)
    {
        if (Canonical(written) is not null)
        {
            return true;
        }
        values.Add(name,
            $"'{written}' is not the number of a Page: Facebook shows it under About, Page transparency.",
            $"« {written} » n'est pas le numéro d'une Page : Facebook le montre sous À propos, Transparence de la Page.");
        return false;
    }

    private static (string, string)? OddLetters(string value) => value.Any(letter => letter is <= ' ' or > '~')
        ? ("it holds a space or a letter that no token of Facebook has: copy it anew.", "il contient une espace ou une lettre qu'aucun jeton de Facebook n'a : recopiez-le.")
        : null;

    private static string? Canonical(string written)
    {
        var page = Page().Match(written.Trim());
        return page.Success ? page.Groups["id"].Value : null;
    }

    [GeneratedRegex(@"^((https?://)?(www\.)?facebook\.com/(profile\.php\?id=)?)?(?<id>[0-9]{5,20})/?$", RegexOptions.ExplicitCapture, 5_000)]
    private static partial Regex Page();
}
