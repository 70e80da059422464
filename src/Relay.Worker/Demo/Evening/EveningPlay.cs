#pragma warning disable CA5394 // a seed gives the same evening again, which is the point
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Relay.Core.Items;
using Relay.Sandbox;

namespace Relay.Worker.Demo.Evening;

/// <summary>Plays the parts of an evening through the door that the rehearsal has for its public.</summary>
/// <param name="networks">Where.</param>
/// <param name="stage">What stands there to be commented on.</param>
/// <param name="seed">Which evening.</param>
/// <param name="time">The clock.</param>
internal sealed class EveningPlay(SandboxHost networks, EveningStage stage, int seed, TimeProvider time) : IDisposable
{
    // People who write at the same time.
    private const int AtOnce = 12;

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);

    /// <summary>How long somebody waits for an answer before going on.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(25);

    private readonly HttpClient _http = new() { BaseAddress = networks.Console };
    private readonly Random _chance = new(seed + 1);
    private readonly Lock _gate = new();
    private readonly List<EveningMessage> _messages = [];
    private int _robots;

    /// <summary>Everything that was written or pressed, in that order.</summary>
    public IReadOnlyList<EveningMessage> Messages
    {
        get
        {
            lock (_gate)
            {
                return [.. _messages];
            }
        }
    }

    /// <summary>Plays all of it.</summary>
    public async Task RunAsync(EveningCast cast, CancellationToken cancel)
    {
        using var places = new SemaphoreSlim(AtOnce);
        var playing = new List<Task>();
        // Where each line is said is drawn before anything is, so that the pace has no part in it.
        foreach (var (part, spot) in cast.Parts.Select(part => (part, part.Line is { } line ? Spot(line) : null)).ToList())
        {
            await places.WaitAsync(cancel);
            playing.Add(Task.Run(async () =>
            {
                try
                {
                    await (spot is null ? PlayAsync(part, cancel) : SayAsync(part, spot, cancel));
                }
                finally
                {
                    places.Release();
                }
            }, cancel));
        }
        await Task.WhenAll(playing);
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    /// <summary>A place that fits a line.</summary>
    private EveningSpot Spot(PublicLine line) => line.Where switch
    {
        Place.Mention => new("x", "mention", "@" + stage.Profile.Username, new() { ["profile"] = stage.Profile.Id }, null),
        Place.Group => new("telegram", "write", stage.Group.Title, new() { ["chat"] = $"{stage.Group.Id}" }, null),
        Place.Robot => (_robots++ % 3) switch
        {
            0 => new("x", "mention", "@" + stage.Profile.Username, new() { ["profile"] = stage.Profile.Id }, null),
            1 => new("telegram", "message", "en privé", new(), null),
            _ => stage.Events.First(post => post.Network == "telegram"),
        },
        Place.Initiative => Any(stage.Initiatives),
        _ => Any(stage.Events),
    };

    private EveningSpot Any(IReadOnlyList<EveningSpot> spots) => spots[_chance.Next(spots.Count)];

    private async Task SayAsync(Part part, EveningSpot spot, CancellationToken cancel)
    {
        var message = Keep(new(part, null) { Network = spot.Network, Where = spot.Name, Event = spot.Event });
        await DoAsync(message, spot.Action, new(spot.Fields) { ["text"] = part.Line!.Text, ["person"] = part.Person }, cancel);
    }

    private async Task PlayAsync(Part part, CancellationToken cancel)
    {
        var scene = part.Scene!;
        var chat = "";
        foreach (var turn in scene.Turns)
        {
            var message = Keep(new(part, turn) { Network = "telegram", Where = scene.Name });
            var heard = Heard(chat);
            if (turn.IsPress)
            {
                if (heard.LastOrDefault(post => post.Buttons.Contains(turn.Text)) is not { } asked)
                {
                    message.Fault = $"there is no button \"{turn.Text}\"";
                    return;
                }
                await DoAsync(message, "press", new() { ["chat"] = chat, ["message"] = asked.Id, ["button"] = turn.Text }, cancel);
            }
            else
            {
                chat = await DoAsync(message, "message", new() { ["text"] = await stage.WordsAsync(turn.Text, cancel), ["person"] = part.Person, ["language"] = scene.InEnglish ? "en" : "fr" }, cancel);
            }
            var since = time.GetTimestamp();
            while (turn.Answer is not null && Heard(chat).Count == heard.Count && time.GetElapsedTime(since) < Patience)
            {
                await Task.Delay(Look, time, cancel);
            }
            foreach (var post in Heard(chat).Skip(heard.Count))
            {
                message.Answers.Add(post.Text);
                message.Buttons.AddRange(post.Buttons);
            }
        }
    }

    /// <summary>What the bot has written to somebody so far.</summary>
    private List<Post> Heard(string chat) => chat.Length == 0 ? [] : [.. networks.World.Posts().Where(post => post.Network == "telegram" && post.Target == chat)];

    private EveningMessage Keep(EveningMessage message)
    {
        lock (_gate)
        {
            _messages.Add(message);
        }
        return message;
    }

    /// <returns>The chat, on Telegram.</returns>
    private async Task<string> DoAsync(EveningMessage message, string action, Dictionary<string, string> fields, CancellationToken cancel)
    {
        using var done = await _http.PostAsJsonAsync($"_sandbox/people/{message.Network}/{action}", fields, cancel);
        var said = await done.Content.ReadAsStringAsync(cancel);
        if (!done.IsSuccessStatusCode)
        {
            throw new InvalidOperationException($"Nobody could {action}: {said}");
        }
        var ids = JsonNode.Parse(said)!;
        var chat = $"{ids["chat"]}";
        message.Id = EveningMessage.Name(message.Network, chat, $"{ids["comment"] ?? ids["post"] ?? ids["message"] ?? ids["press"]}");
        return chat;
    }
}

/// <summary>Where somebody can say something.</summary>
/// <param name="Network">On which network.</param>
/// <param name="Action">What is done there.</param>
/// <param name="Name">For people to read.</param>
/// <param name="Fields">With which fields.</param>
/// <param name="Event">What is spoken of, where it is an event.</param>
internal sealed record EveningSpot(string Network, string Action, string Name, Dictionary<string, string> Fields, Event? Event);
