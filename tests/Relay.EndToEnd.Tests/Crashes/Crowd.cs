using Relay.EndToEnd.Tests.Harness;

namespace Relay.EndToEnd.Tests.Crashes;

/// <summary>People who write on three networks, at the pace that the kills come, and what must become of each of their words.</summary>
internal sealed class Crowd(Rehearsal rehearsal, Public people, Random chance, IReadOnlyList<string> posts)
{
    private const int MostAskersOnAPost = 4;
    private const string Privately = " in private ";
    private const string Yes = "Oui, je m’abonne";

    private readonly Dictionary<string, int> _askers = [];
    private readonly Dictionary<string, int> _expecting = new(StringComparer.Ordinal);
    private readonly HashSet<string> _pressed = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);
    private readonly List<string> _written = [];
    private readonly Dictionary<string, string> _words = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _strokes = new(0);
    private readonly List<string> _acts = [];
    private int _people;

    /// <summary>Everything that was written, named as the inbox names it.</summary>
    public IReadOnlyList<string> Written => _written;

    /// <summary>What must have come of it at the party: kind, and the name as shown; of who opposed without the name.</summary>
    public IReadOnlyList<string> Acts => _acts;

    /// <summary>How many must be answered.</summary>
    public int Expecting => _expecting.Values.Sum();

    /// <summary>What was written, for messages.</summary>
    public string Words(string name) => _words.GetValueOrDefault(name, "");

    /// <summary>How the inbox and these lists name something.</summary>
    public static string Name(string network, string place, string id) => network == "telegram" ? $"telegram {place} {id}" : $"{network} {id}";

    /// <summary>The worker has been killed once more: more is written.</summary>
    public void Killed() => _strokes.Release();

    /// <summary>Writes something all the time, and a burst after each kill, twice over and out of order for the readers.</summary>
    public async Task PourAsync(int bursts, CancellationToken enough)
    {
        for (var burst = 0; burst < bursts && !enough.IsCancellationRequested; burst++)
        {
            foreach (var network in new[] { "facebook", "x", "telegram" })
            {
                await people.DoAsync(network, "disorder", new { lists = 2, repeat = 2, shuffle = network != "telegram", seed = chance.Next(1, 1000) });
            }
            for (var deed = 0; deed < 12; deed++)
            {
                await DeedAsync();
                await Eventually.PassAsync(TimeSpan.FromMilliseconds(chance.Next(0, 150)));
            }
            await _strokes.WaitAsync(TimeSpan.FromSeconds(8), CancellationToken.None);
        }
    }

    /// <summary>Who waits in vain, and who was answered more often than there was to answer.</summary>
    public (IReadOnlyList<string> Missing, IReadOnlyList<string> Twice) Answers(IReadOnlyList<SandboxPost> all)
    {
        var answers = all.Select(Answered).OfType<string>().GroupBy(name => name, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.Count(), StringComparer.Ordinal);
        return (
            [.. _expecting.SelectMany(one => Enumerable.Repeat(one.Key, Math.Max(0, one.Value - answers.GetValueOrDefault(one.Key))))],
            [.. answers.Where(one => one.Value > _expecting.GetValueOrDefault(one.Key)).Select(one => $"{one.Key} {one.Value} times")]);
    }

    /// <summary>Whether somebody who waits was written to in private, where a doubt cannot be looked into.</summary>
    public static bool IsPrivate(string answer) => answer.StartsWith("telegram ", StringComparison.Ordinal) || answer.Contains(Privately, StringComparison.Ordinal);

    // To whom a post of ours is an answer; null for what is none.
    private static string? Answered(SandboxPost post) => post.Network == "telegram" ? $"telegram {post.Target}"
        : post.PrivateWith is { } person ? $"{post.Network}{Privately}{person}"
        : post.ReplyTo is { } said ? $"{post.Network} {said}" : null;

    private Task DeedAsync() => chance.Next(12) switch
    {
        < 3 => CommentAsync(),
        < 5 => MentionAsync(),
        < 7 => PressAsync(),
        < 10 => WriteAsync(),
        10 => ConfideAsync("facebook", new() { ["page"] = rehearsal.World.Pages[0].Id }),
        _ => ConfideAsync("x", new() { ["profile"] = rehearsal.Profile(0) }),
    };

    private string Somebody() => $"Riveraine {++_people}";

    private async Task CommentAsync()
    {
        var post = posts[chance.Next(posts.Count)];
        var asks = chance.Next(2) == 0 && _askers.GetValueOrDefault(post) < MostAskersOnAPost;
        var text = asks ? Any("C'est à quelle heure ?", "Ça commence quand ?", "C'est quel jour s'il vous plaît ?") : Any("Bravo à vous", "Super initiative !", "👏👏");
        var (id, _) = await people.DoAsync("facebook", "comment", new { post, person = Somebody(), text });
        _written.Add(Name("facebook", "", id));
        _words[Name("facebook", "", id)] = text;
        if (asks)
        {
            _askers[post] = _askers.GetValueOrDefault(post) + 1;
            Expect($"facebook {id}");
        }
    }

    private async Task MentionAsync()
    {
        var asks = chance.Next(2) == 0;
        var (id, _) = await people.DoAsync("x", "mention", new { profile = rehearsal.Profile(0), person = Somebody(), text = asks ? Any("Comment je fais pour m'abonner à vos infos ?", "Je veux bien donner un coup de main", "Je viens à votre prochaine réunion") : Any("Bravo", "Merci à toute l'équipe !") });
        _written.Add(Name("x", "", id));
        if (asks)
        {
            Expect($"x {id}");
        }
    }

    /// <summary>Somebody writes to the Page or to the profile in private.</summary>
    private async Task ConfideAsync(string network, Dictionary<string, string> fields)
    {
        var person = Somebody();
        var stops = chance.Next(3) == 0;
        var text = stops ? Any("STOP", "Stop !", "désabonnez-moi") : Any("bonjour", "Je voudrais parler à quelqu'un", "Comment je fais pour m'abonner à vos infos ?");
        var (id, _) = await people.DoAsync(network, "message", new Dictionary<string, string>(fields) { ["person"] = person, ["text"] = text });
        _written.Add(Name(network, "", id));
        _words[$"{network}{Privately}{person}"] = text;
        Expect($"{network}{Privately}{person}");
        if (stops)
        {
            _acts.Add("opposition ");
        }
    }

    private async Task WriteAsync()
    {
        var person = Somebody();
        var stops = chance.Next(3) == 0;
        var (id, chat) = await people.DoAsync("telegram", "message", new { person, text = stops ? Any("STOP", "/stop", "Stop !") : Any("/initiatives", "/abonner 33000", "/abonner 75", "bonjour", "Je voudrais parler à quelqu'un") });
        _names[chat] = person;
        _written.Add(Name("telegram", chat, id));
        Expect($"telegram {chat}");
        if (stops)
        {
            _acts.Add("opposition ");
        }
    }

    /// <summary>Somebody who was asked whether to subscribe says yes, or writes where nobody was asked yet.</summary>
    private async Task PressAsync()
    {
        if ((await rehearsal.Sandbox.PostsAsync()).FirstOrDefault(post => _names.ContainsKey(post.Target) && post.Buttons.Contains(Yes) && !_pressed.Contains(post.Target)) is not { Target: var chat } asked)
        {
            await WriteAsync();
            return;
        }
        _pressed.Add(chat);
        var (id, _) = await people.DoAsync("telegram", "press", new { chat, message = asked.Id, button = Yes });
        _written.Add(Name("telegram", "", id));
        Expect($"telegram {chat}");
        _acts.Add($"subscription {_names[chat]}");
    }

    private void Expect(string answer) => _expecting[answer] = _expecting.GetValueOrDefault(answer) + 1;

    private string Any(params string[] words) => words[chance.Next(words.Length)];
}
