using System.Security.Cryptography;
using Relay.Core.Channels;
using Relay.Core.Channels.Connecting;
using Relay.Core.Inbox.Webhooks;
using Relay.Worker.Hosting;

namespace Relay.Worker.Cli.Connect;

/// <summary>Where Relay listens (<c>Relay:Webhooks</c>), offers that the network call it for the account. The secret is kept with the account, and the network is told once all is kept: some call at once.</summary>
/// <param name="network">Is told.</param>
/// <param name="dialogue">With the coordinator.</param>
/// <param name="around">The machine.</param>
internal sealed class CallsStep(IRegisterWebhooks network, CommandDialogue dialogue, Surroundings around)
{
    /// <summary>Whether the network shall call.</summary>
    public static readonly Question Wanted = new("webhook", new(
        "Le réseau doit-il appeler Relay dès que quelqu'un écrit, au lieu d'attendre qu'il regarde ? (là où Relay:Webhooks est réglé)",
        "Shall the network call Relay as soon as somebody writes, rather than wait until it looks? (where Relay:Webhooks is set)"), QuestionKind.Confirm) { Default = "yes" };

    /// <summary>What proves its calls.</summary>
    public static readonly Question Secret = new("webhook-secret", new("Secret qui prouve les appels du réseau", "Secret that proves the network's calls"), QuestionKind.Secret) { Optional = true };

    /// <summary>Asks whether, and for the secret unless it is known; where we make it up, she needs not.</summary>
    /// <param name="loaded">Says where Relay listens.</param>
    /// <param name="connection">What the network brought.</param>
    /// <param name="before">The account as it was; null for a new one.</param>
    /// <param name="cancel">Gives up.</param>
    /// <returns>Secrets to keep beside the account's; null when the network shall not call.</returns>
    /// <exception cref="ConnectException">When it is wished and can't be.</exception>
    public async Task<IReadOnlyDictionary<string, string>?> AskAsync(LoadedConfiguration loaded, Connection connection, Account? before, CancellationToken cancel)
    {
        if (loaded.InForce.Webhooks is null)
        {
            return dialogue.IsAnswered(Wanted) && await dialogue.ConfirmAsync(Wanted, cancel) ? throw new ConnectException(new(
                "--webhook : Relay n'écoute nulle part ; donnez d'abord Relay:Webhooks (docs/webhooks.md).", "--webhook: Relay listens nowhere; give Relay:Webhooks first (docs/webhooks.md)."), Wanted.Key) : null;
        }
        var (name, words, isOurs) = network.Secret;
        var isKnown = connection.Secrets.ContainsKey(name) || IsKnown(before, name);
        if (!await dialogue.ConfirmAsync(Wanted with { Default = isKnown || isOurs ? "yes" : "no" }, cancel))
        {
            return null;
        }
        var (french, english) = isKnown ? (" (rien pour garder l'actuel)", " (nothing to keep the present one)") : isOurs ? (" (rien : Relay en fabrique un)", " (nothing: Relay makes one)") : ("", "");
        var given = connection.Secrets.ContainsKey(name) ? ""
            : (await dialogue.AskAsync(Secret with { Words = new($"{words.French}{french}", $"{words.English}{english}"), Optional = isKnown || isOurs }, cancel)).Trim();
        return given.Length > 0 ? new Dictionary<string, string>(StringComparer.Ordinal) { [name] = given }
            : isKnown ? new Dictionary<string, string>()
            : new Dictionary<string, string>(StringComparer.Ordinal) { [name] = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32)) };
    }

    /// <summary>Tells the network, and says what became of it. That it could not be told undoes nothing: <c>relay webhooks set</c> tells it again.</summary>
    /// <returns>The address that is called; null when it is not.</returns>
    public async Task<Uri?> TellAsync(LoadedConfiguration before, string id, CancellationToken cancel)
    {
        var loaded = await ConfigurationLoader.LoadAsync(before.File.Path, around, cancel);
        if (loaded.InForce.Accounts.GetValueOrDefault(id) is not { Webhook: { } address } account)
        {
            return null; // left out, which is said with its faults
        }
        var (calls, refused) = await network.SetAsync(account, address, loaded.InForce.Accounts.Values, cancel);
        if (refused is { } failure)
        {
            dialogue.Say(new(
                $"  Le compte est gardé, mais le réseau n'appelle pas encore {address} : {failure.Reason.French} Pour recommencer : « relay webhooks set {id} ».",
                $"  The account is kept, but the network does not call {address} yet: {failure.Reason.English} To try again: \"relay webhooks set {id}\"."));
            return null;
        }
        await WebhooksCommand.NoteAsync(loaded, account, calls, around, cancel);
        dialogue.Say(new($"  Le réseau appelle {calls}.", $"  The network calls {calls}."));
        if (network.ByHand(account, address) is { } rest)
        {
            dialogue.Say(new($"  {rest.French}", $"  {rest.English}"));
        }
        return calls;
    }

    private static bool IsKnown(Account? account, string name)
    {
        try
        {
            return account?.Secret(name).Trim().Length > 0;
        }
        catch (SecretMissingException)
        {
            return false; // it is asked for
        }
    }
}
