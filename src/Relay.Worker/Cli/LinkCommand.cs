using System.CommandLine;
using Relay.Core.Channels;
using Relay.Core.Conversations.Buttons;
using Relay.Core.Items;
using Relay.Core.Swarm;
using Relay.Core.Texts;
using Relay.Worker.Hosting;

namespace Relay.Worker.Cli;

/// <summary><c>relay link</c>: the address that opens a private chat with a bot, at one item: for a poster, a mail or another network. Reads only.</summary>
internal static class LinkCommand
{
    public static Command Create(GlobalOptions globals, Surroundings around)
    {
        var item = new Argument<string>("item") { Description = globals.Of("Un élément comme party/event/42, ou 42 s'il est seul à s'appeler ainsi.", "An item like party/event/42, or 42 where it alone is called so.") };
        var command = new Command("link", globals.Of("Donner l'adresse qui ouvre une conversation privée avec un bot, sur cet élément.", "Give the address that opens a private chat with a bot, at this item.")) { item };
        command.SetAction(async (parsed, cancel) =>
        {
            var screen = globals.ScreenOf(parsed, around);
            var (_, configuration) = await ConfigurationLoader.LoadAsync(parsed.GetValue(globals.Config), around, cancel);
            screen.Follow(configuration);
            await using var store = await StoreAccess.OpenReadOnlyAsync(configuration, around.Time, cancel);
            var asked = await ItemNames.WholeAsync(parsed.GetRequiredValue(item), configuration.Sources.Keys, store, cancel);
            if (KeyOf(asked) is not { } key || await store.Items.FindAsync(key, cancel) is null)
            {
                throw new CommandFailure(ExitCode.Refused, new($"Aucun élément ne s'appelle « {asked} ». relay plan montre ceux qu'il y a.", $"No item is called '{asked}'. relay plan shows those that there are."));
            }
            var shown = new LinkShown($"{key}", [.. Links(configuration, key, new Tokens(store.Conversations.FindSigningKey() ?? throw NoKey()))]);
            if (shown.Links.Count == 0)
            {
                throw new CommandFailure(ExitCode.Configuration, new(
                    "Aucun bot Telegram n'est connecté avec son nom (Handle) : relay connect telegram le fait.", "No Telegram bot is connected with its name (Handle): relay connect telegram does it."));
            }
            foreach (var link in shown.Links)
            {
                screen.Say($"{link}", $"{link}");
            }
            screen.Answer(shown, CliJson.Out.LinkShown);
            return ExitCode.Done;
        });
        return command;
    }

    private static IEnumerable<Uri> Links(ConfigurationInForce configuration, ItemKey item, Tokens tokens) => configuration.Accounts.Values
        .OrderBy(account => account.Id, StringComparer.Ordinal).Select(Bots.HandleOf).OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase)
        .Select(handle => new Uri($"https://t.me/{handle}?start={tokens.LinkTo(item)}"));

    private static CommandFailure NoKey() => new(ExitCode.Store, new(
        "La clé des liens n'est pas encore faite : lancez relay run une fois.", "The key of links has not been made yet: start relay run once."));

    private static ItemKey? KeyOf(string text)
    {
        try
        {
            return ItemKey.Parse(text);
        }
        catch (FormatException)
        {
            return null; // told above, with what there is
        }
    }
}

/// <summary>Addresses that lead to one item.</summary>
/// <param name="Item">Its key.</param>
/// <param name="Links">One for each bot.</param>
internal sealed record LinkShown(string Item, IReadOnlyList<Uri> Links);
