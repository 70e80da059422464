using Microsoft.Extensions.Configuration;
using Relay.Core.Inbox.Webhooks;

namespace Relay.Core.Channels;

/// <summary>Reads <c>Relay:Webhooks</c>: where networks call, if they do.</summary>
internal static class ConfigurationWebhooks
{
    /// <summary>A word for each account that has a secret for being called, where nobody listens: whoever gave it believes that it is.</summary>
    /// <param name="relay"><c>Relay</c>.</param>
    /// <param name="accounts">Those that were read.</param>
    /// <param name="secretOf">Name of that secret; null when an account has none.</param>
    public static IEnumerable<Fault> Unheard(IConfigurationSection relay, IEnumerable<Account> accounts, Func<Account, string?> secretOf)
        => relay.GetSection("Webhooks").GetChildren().Any() ? [] : accounts.Select(account => (account.Id, Secret: secretOf(account))).Where(one => one.Secret is not null).Select(one => new Fault(
            $"{relay.Path}:Accounts:{one.Id}:{one.Secret}",
            $"this secret proves a network that calls, but Relay listens nowhere: give {relay.Path}:Webhooks (docs/webhooks.md), or take the secret away.",
            $"ce secret prouve qu'un réseau appelle, mais Relay n'écoute nulle part : donnez {relay.Path}:Webhooks (docs/webhooks.md), ou retirez ce secret."));

    /// <summary>Reads it.</summary>
    /// <param name="section"><c>Relay:Webhooks</c>.</param>
    /// <param name="faults">Takes every fault.</param>
    /// <returns>Null when nothing listens, or when there is a fault.</returns>
    public static WebhookSettings? Read(IConfigurationSection section, ICollection<Fault> faults)
    {
        if (!section.GetChildren().Any())
        {
            return null;
        }
        var before = faults.Count;
        var values = new ConfigurationValues(section, faults);
        values.OnlyKnown([nameof(WebhookSettings.Listen), nameof(WebhookSettings.PublicUrl)]);
        foreach (var name in new[] { nameof(WebhookSettings.Listen), nameof(WebhookSettings.PublicUrl) })
        {
            values.Text(name, required: true);
        }
        if (faults.Count > before)
        {
            return null;
        }
        var (listen, open) = (values.WebAddress(nameof(WebhookSettings.Listen)), values.WebAddress(nameof(WebhookSettings.PublicUrl)));
        if (listen is not null && !(listen.Scheme == Uri.UriSchemeHttp && listen.IsLoopback && listen.PathAndQuery == "/"))
        {
            values.Add(nameof(WebhookSettings.Listen),
                "it must be an address of this machine with a port, like http://127.0.0.1:8430: a reverse proxy with the certificate stands before it.",
                "il faut une adresse de cette machine avec un port, comme http://127.0.0.1:8430 : un serveur mandataire avec le certificat se tient devant.");
        }
        if (open is not null && !(open.Scheme == Uri.UriSchemeHttps && open.Query.Length + open.Fragment.Length + open.UserInfo.Length == 0))
        {
            values.Add(nameof(WebhookSettings.PublicUrl),
                "it must be an https address without name, password, ? or #: networks call no other.",
                "il faut une adresse https sans nom, mot de passe, ? ni # : les réseaux n'en appellent pas d'autre.");
        }
        return faults.Count > before || listen is null || open is null ? null : new(listen, open.AbsoluteUri.EndsWith('/') ? open : new Uri(open.AbsoluteUri + "/"));
    }
}
