using Relay.Core.Channels;
using Relay.Core.Contacts;
using Relay.Core.Conversations.Settling;
using Relay.Core.Conversations.Understanding;
using Relay.Core.Conversations.Wording;
using Relay.Core.Items;
using Relay.Core.Territories;
using Relay.Core.Texts;

namespace Relay.Core.Conversations.Rules;

/// <summary>Commands of a private chat. Whoever prepares the situation puts what a link leads to into its items, and what is near the place named into what is nearby.</summary>
internal sealed class CommandRules(PartySettings party)
{
    /// <summary>How a payload that leads to a territory begins.</summary>
    public const char TerritoryMark = 't';

    private readonly ListRules _lists = new(party);

    public Decision Decide(Situation s, Command command) => command.Name switch
    {
        CommandName.Start => Started(s, command.Argument),
        CommandName.Events => NearRules.Events(s, command.Argument),
        CommandName.Initiatives => NearRules.Listed(s, isEvent: false),
        CommandName.Subscribe => _lists.Join(s with { Text = command.Argument }),
        CommandName.MyData => Ask.Say(s, "my-data", MenuWords.Data(Kept(s))),
        CommandName.Link => s.LinkCode is { } code ? Ask.Say(s, "link-code", LinkWords.Code(code)) : Ask.Say(s, "menu", MenuWords.Menu),
        CommandName.Spaces => SpaceRules.Asked(s, command.Argument),
        _ => Ask.Say(s, "menu", MenuWords.Menu),
    };

    // Opening the chat is no consent to anything (DP-08).
    private Decision Started(Situation s, string payload)
    {
        var open = s.Items.Where(item => ItemWords.Closed(item, s.Now) is null).ToList();
        if (s.Items.Count > 0)
        {
            return open.Count > 1 ? Ask.Which(s, open, MenuWords.Told) : Show.Item(s, open.Count == 1 ? open[0] : s.Items[0]);
        }
        if (payload.Length > 1 && payload[0] == TerritoryMark && Territory.TryParse(payload[1..], out var territory))
        {
            return _lists.Offered(s, territory);
        }
        return payload.Length > 0
            ? Ask.Say(s, "link-gone", new($"{MenuWords.Gone.French}\n{MenuWords.Menu.French}", $"{MenuWords.Gone.English}\n{MenuWords.Menu.English}"))
            : Ask.Say(s, "menu", new($"{CommonWords.Hello.French}\n{MenuWords.Menu.French}", $"{CommonWords.Hello.English}\n{MenuWords.Menu.English}"));
    }

    private static List<Phrase> Kept(Situation s)
    {
        var lines = new List<Phrase>();
        if (s.State is not null)
        {
            lines.Add(new("votre compte sur ce réseau, le nom affiché, la langue et cet échange", "your account on this network, the name shown, the language and this exchange"));
        }
        Add(s.Details?.Mail, "adresse", "address");
        Add(s.Details?.Phone, "numéro", "number");
        Add(s.Details?.PostalCode, "code postal", "postal code");
        Add(s.Details?.Territory?.Name, "département", "département");
        lines.AddRange(s.Lists.Select(list => new Phrase($"abonnement : {ListWords.Name(list).French}", $"subscription: {ListWords.Name(list).English}")));
        lines.AddRange(s.Answers.Select(answer => new Phrase($"{ItemWords.Title(answer.Item, "fr")} : {Word(answer.Act).French}", $"{ItemWords.Title(answer.Item, "en")}: {Word(answer.Act).English}")));
        lines.AddRange(s.Gestures.Select(act => act switch
        {
            Act.Proposal => new Phrase("une proposition que vous avez faite", "a proposal that you made"),
            { Item: not null } => new Phrase($"une réponse à ce qui n’est plus annoncé : {Word(act).French}", $"an answer to what is no longer announced: {Word(act).English}"),
            _ => Word(act),
        }));
        return lines;

        void Add(string? value, string inFrench, string inEnglish)
        {
            if (value is not null)
            {
                lines.Add(new($"{inFrench} : {value}", $"{inEnglish}: {value}"));
            }
        }
    }

    private static Phrase Word(Act act) => act switch
    {
        Act.Rsvp { Answer: RsvpAnswer.Yes } => new("vous venez", "you are coming"),
        Act.Rsvp { Answer: RsvpAnswer.Waitlist } => new("liste d’attente", "waiting list"),
        Act.Rsvp { Answer: RsvpAnswer.Maybe } => new("peut-être", "maybe"),
        Act.Rsvp => new("vous ne venez pas", "you are not coming"),
        Act.Support => new("vous soutenez", "you support it"),
        _ => new("vous proposez votre aide", "you offer your help"),
    };
}
