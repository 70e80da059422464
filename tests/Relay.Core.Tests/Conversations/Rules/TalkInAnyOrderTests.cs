using NUnit.Framework;
using Relay.Core.Contacts;
using Relay.Core.Conversations.Rules;
using static Relay.Core.Tests.Conversations.Rules.Rehearsed;

namespace Relay.Core.Tests.Conversations.Rules;

/// <summary>What becomes of one person's words depends on that person's words alone, whoever else writes in between and however often they come again.</summary>
public sealed class TalkInAnyOrderTests
{
    private static readonly string[][] People =
    [
        ["Je viens avec deux amis", "oui", "merci"],
        ["Je viens", "non", "Finalement on sera 4", "oui"],
        ["C'est où ?", "STOP", "C'est où ?", "STOP"],
        ["stop c'est trop je sais pas", "non", "Je veux parler à quelqu'un"],
        ["bande de connards", "merci", "C'est quand ?"],
        ["Abonnez-moi à vos nouvelles", "33000", "oui"],
        ["Mon adresse mail : claire@example.org", "oui"],
    ];

    [Test]
    public void Decide_PeopleInterleavedAndRepeated_EachHearsTheSame([Range(1, 40)] int seed)
    {
        var random = new Random(seed);
        var alone = People.Select((_, person) => Play(person, People[person])).ToList();

        var (next, talks, settled) = (new int[People.Length], People.Select((_, person) => new Talk(person)).ToList(), new HashSet<(int, int)>());
        while (next.Select((at, person) => at < People[person].Length).Any(more => more))
        {
            var person = random.Next(People.Length);
            // Something that was settled comes again, now and then.
            var at = next[person] > 0 && random.Next(3) == 0 ? random.Next(next[person]) : next[person];
            if (at < People[person].Length && settled.Add((person, at)))
            {
                talks[person].Say(People[person][at]);
                next[person] = at + 1;
            }
        }

        Assert.That(talks.Select(talk => talk.Heard), Is.EqualTo(alone));
        Assert.That(alone.SelectMany(heard => heard), Is.Not.All.StartsWith("nothing"));
    }

    private static List<string> Play(int person, IEnumerable<string> words)
    {
        var talk = new Talk(person);
        foreach (var said in words)
        {
            talk.Say(said);
        }
        return talk.Heard;
    }

    private sealed class Talk(int person)
    {
        private Situation _situation = Private("", Meeting($"e{person}")) with { NoticeGiven = false };

        public List<string> Heard { get; } = [];

        public void Say(string text)
        {
            var decision = Decide(_situation with { Text = text });
            Heard.Add($"{decision.Why} {string.Join('+', decision.Acts.Select(act => act.Kind))} {decision.Cause} {decision.Reply?.Text}");
            _situation = _situation with
            {
                Dialog = decision.Dialog ?? _situation.Dialog,
                State = decision.Cause is { } cause ? ContactTransitions.After(_situation.State!.Value, cause) : _situation.State,
                NoticeGiven = _situation.NoticeGiven || decision.Notice,
                IsQuiet = _situation.IsQuiet || decision.Quiet,
                Insults = _situation.Insults + (decision.Insult ? 1 : 0),
            };
        }
    }
}
