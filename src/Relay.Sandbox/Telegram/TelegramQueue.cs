using System.Text.Json.Nodes;
using Relay.Sandbox.Militants;
using Relay.Sandbox.Wire;

namespace Relay.Sandbox.Telegram;

/// <summary>What waits for one bot until it confirms it, for 24 hours at most; and its webhook. Rules from tdlib/telegram-bot-api, Client.cpp. Thread-safe.</summary>
internal sealed class TelegramQueue(DisorderBoard disorder, Callbacks callbacks, TimeProvider clock)
{
    private const int LongestPoll = 50;
    private static readonly TimeSpan Kept = TimeSpan.FromDays(1);

    // Named by nobody, these are left out.
    private static readonly string[] OnlyWhenNamed = ["chat_member", "message_reaction", "message_reaction_count"];

    private readonly Lock _gate = new();
    private readonly List<(long Id, DateTimeOffset At, JsonObject Update)> _waiting = [];
    private TaskCompletionSource<string?>? _poll;
    private HashSet<string>? _allowed;
    private long _last = 800_000_000;
    private string? _secret;

    /// <summary>Where updates would be sent; empty for none.</summary>
    public string Webhook { get; private set; } = "";

    /// <summary>Keeps an update, unless its kind is not wanted.</summary>
    public void Add(string kind, JsonObject what)
    {
        lock (_gate)
        {
            if (_allowed is { } wanted ? wanted.Contains(kind) : !OnlyWhenNamed.Contains(kind))
            {
                foreach (var told in disorder.Broken(what).Prepend(what))
                {
                    _waiting.Add((++_last, clock.GetUtcNow(), new JsonObject { ["update_id"] = _last, [kind] = told }));
                }
                _poll?.TrySetResult(null);
            }
        }
        Push.Start();
    }

    /// <summary>Carries out <c>getUpdates</c>.</summary>
    public async Task<JsonNode> TakeAsync(TelegramCall call, CancellationToken cancel)
    {
        var limit = Math.Clamp(call.Integer("limit") ?? 100, 1, 100);
        var patience = TimeSpan.FromSeconds(Math.Clamp(call.Integer("timeout") ?? 0, 0, LongestPoll));
        var mine = new TaskCompletionSource<string?>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            if (Webhook.Length > 0)
            {
                throw Conflict("can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first");
            }
            Name(call.Array("allowed_updates"));
            Forget(call.Long("offset") ?? 0);
            _poll?.TrySetResult("terminated by other getUpdates request; make sure that only one bot instance is running");
            if (_waiting.Count > 0 || patience == TimeSpan.Zero)
            {
                _poll = null;
                return Page(limit);
            }
            _poll = mine;
        }
        var conflict = await FirstAsync(mine.Task, patience, cancel);
        lock (_gate)
        {
            _poll = _poll == mine ? null : _poll;
            return conflict is null ? Page(limit) : throw Conflict(conflict);
        }
    }

    /// <summary>Carries out <c>setWebhook</c>, or <c>deleteWebhook</c> with an empty address.</summary>
    public JsonNode Set(TelegramCall call)
    {
        var address = call.Text("url") ?? "";
        if (address.Length > 0 && !address.StartsWith("https://", StringComparison.OrdinalIgnoreCase) && !(Uri.TryCreate(address, UriKind.Absolute, out var own) && own.IsLoopback))
        {
            throw TelegramErrors.Bad("bad webhook: An HTTPS URL must be provided for webhook");
        }
        lock (_gate)
        {
            Webhook = address;
            _secret = call.Text("secret_token");
            Name(call.Array("allowed_updates"));
            if (call.Flag("drop_pending_updates"))
            {
                _waiting.Clear();
            }
            if (address.Length > 0)
            {
                _poll?.TrySetResult("terminated by setWebhook request");
            }
        }
        Push.Start();
        return JsonValue.Create(true);
    }

    public JsonNode Info()
    {
        lock (_gate)
        {
            var json = new JsonObject { ["url"] = Webhook, ["has_custom_certificate"] = false, ["pending_update_count"] = _waiting.Count };
            if (_allowed is { Count: > 0 })
            {
                json["allowed_updates"] = new JsonArray([.. _allowed.Select(kind => (JsonNode)kind)]);
            }
            return json;
        }
    }

    private async Task<string?> FirstAsync(Task<string?> heard, TimeSpan patience, CancellationToken cancel)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        return await Task.WhenAny(heard, Task.Delay(patience, clock, over.Token)) == heard ? await EndAsync() : null;

        async Task<string?> EndAsync()
        {
            await over.CancelAsync();
            return await heard;
        }
    }

    private static RefusedException Conflict(string what) => new(TelegramErrors.Error(409, "Conflict: " + what));

    private void Name(JsonArray? kinds)
    {
        if (kinds is not null)
        {
            _allowed = kinds.Count == 0 ? null : [.. kinds.Select(kind => kind!.GetValue<string>())];
        }
    }

    /// <summary>A positive offset confirms everything before it; a negative one everything but that many of the last.</summary>
    private void Forget(long offset)
    {
        var limit = clock.GetUtcNow() - Kept;
        _waiting.RemoveAll(update => update.At < limit || (offset > 0 && update.Id < offset));
        if (offset < 0)
        {
            _waiting.RemoveRange(0, (int)Math.Max(0, _waiting.Count + offset));
        }
    }

    private JsonArray Page(int limit) => new([.. disorder.Pass([.. _waiting.Take(limit).Select(update => (JsonNode)update.Update.DeepClone())], breaks: false)]);

    private TelegramPush Push
    {
        get
        {
            lock (_gate)
            {
                return field ??= new TelegramPush(callbacks, clock, Next, Taken);
            }
        }
    }

    private (string Address, string? Secret, long Id, JsonObject Update)? Next()
    {
        lock (_gate)
        {
            Forget(0);
            return Webhook.Length == 0 || _waiting.Count == 0 ? null : (Webhook, _secret, _waiting[0].Id, (JsonObject)_waiting[0].Update.DeepClone());
        }
    }

    private void Taken(long id)
    {
        lock (_gate)
        {
            _waiting.RemoveAll(update => update.Id == id);
        }
    }
}
