using Microsoft.Extensions.Configuration;
using Relay.Core.Channels;

namespace Relay.Networks.Setup;

/// <summary>Reads what the accounts of every network have in common: address, time limit, limits, secrets.</summary>
/// <param name="id">Id of the account.</param>
/// <param name="section"><c>Relay:Accounts:{id}</c>.</param>
/// <param name="secrets">Where its secrets are.</param>
/// <param name="faults">Takes every fault.</param>
internal sealed class AccountSection(string id, IConfigurationSection section, ISecrets secrets, ICollection<Fault> faults)
{
    /// <summary>Settings that every network has.</summary>
    public static readonly IReadOnlyList<string> Common = ["BaseAddress", "Timeout", "Limits"];

    private readonly int _before = faults.Count;
    private readonly Dictionary<string, Func<string>> _secrets = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, string> _settings = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The typed reader of the section.</summary>
    public ConfigurationValues Values { get; } = new(section, faults);

    /// <summary>Keeps a setting for the adapter, unless it is null.</summary>
    public void Keep(string name, string? value)
    {
        if (value is not null)
        {
            _settings[name] = value;
        }
    }

    /// <summary>Keeps a way to read a secret, and says whether there is one. A missing one is a fault when it is required.</summary>
    /// <param name="name"><c>Token</c>.</param>
    /// <param name="required">Whether the account is of no use without it.</param>
    /// <param name="wrong">Says what is wrong with a value, in English and French, or null when it looks right; never repeats it.</param>
    public bool Secret(string name, bool required = true, Func<string, (string English, string French)?>? wrong = null)
    {
        var setting = $"{section.Path}:{name}";
        var before = faults.Count;
        var read = required ? secrets.FindRequired(setting, faults) : secrets.Find(setting, faults);
        if (read is null)
        {
            if (required && faults.Count == before)
            {
                Values.Add(name,
                    $"it is missing: give it in the variable {setting.Replace(":", "__", StringComparison.Ordinal)} or in a file named by {name}File.",
                    $"ce secret manque : donnez-le par la variable {setting.Replace(":", "__", StringComparison.Ordinal)} ou dans un fichier nommé par {name}File.");
            }
            return false;
        }
        _secrets[name] = read;
        try
        {
            if (!secrets.WhenUsed && wrong?.Invoke(read().Trim()) is { } why)
            {
                Values.Add(name, why.English, why.French);
            }
        }
        catch (SecretMissingException missing)
        {
            faults.Add(new(setting, missing.Message, missing.French));
        }
        return true;
    }

    /// <summary>The account, or null when a fault was added since this reader was made.</summary>
    /// <param name="network">Key of the network.</param>
    /// <param name="own">The network's own address, with a slash at its end.</param>
    /// <param name="limits">What the network documents.</param>
    public Account? Read(string network, Uri own, AccountLimits limits)
    {
        var address = BaseAddress(own);
        var timeout = Values.Duration("Timeout", TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(2));
        var chosen = LimitSettings.Read(section.GetSection("Limits"), limits, faults);
        return faults.Count > _before
            ? null
            : new Account(id, network, address)
            {
                Secret = name => _secrets.TryGetValue(name, out var read) ? read() : throw new SecretMissingException($"{section.Path}:{name} is not set.", $"{section.Path}:{name} n'est pas donné."),
                IsNetworksOwn = address == own,
                Settings = _settings,
                Timeout = timeout,
                Limits = chosen,
            };
    }

    private Uri BaseAddress(Uri own)
    {
        if (Values.WebAddress("BaseAddress") is not { } given)
        {
            return own;
        }
        if (given.Scheme == Uri.UriSchemeHttp && !given.IsLoopback)
        {
            Values.Add("BaseAddress",
                "http would send the token in the clear: use https, or an address of this machine such as http://127.0.0.1:8081/.",
                "http enverrait le jeton en clair : utilisez https, ou une adresse de cette machine comme http://127.0.0.1:8081/.");
        }
        if (given.Query.Length > 0 || given.Fragment.Length > 0 || given.UserInfo.Length > 0)
        {
            Values.Add("BaseAddress",
                "it must be an address without name, password, ? or #.",
                "il faut une adresse sans nom, mot de passe, ? ni #.");
        }
        return given.AbsoluteUri.EndsWith('/') ? given : new Uri(given.AbsoluteUri + "/");
    }
}
