using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Relay.EndToEnd.Tests.Harness;

/// <summary>The rehearsal networks as an operator reaches them: <c>/_sandbox/posts</c> and <c>/_sandbox/faults</c>.</summary>
internal sealed class SandboxClient(Uri console, Uri telegram) : IDisposable
{
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    private readonly HttpClient _http = new() { BaseAddress = console };

    /// <summary>Base address of the console.</summary>
    public Uri Console => console;

    /// <summary>Base address of the Bot API.</summary>
    public Uri Telegram => telegram;

    /// <summary>Everything that the three networks hold, oldest first; not the journal.</summary>
    public async Task<IReadOnlyList<SandboxPost>> PostsAsync()
        => await _http.GetFromJsonAsync<List<SandboxPost>>("_sandbox/posts", Web) ?? [];

    /// <summary>Lets faults loose.</summary>
    public async Task InjectAsync(params JsonObject[] faults)
    {
        using var body = JsonContent.Create(new JsonArray([.. faults]));
        using var reply = await _http.PostAsync("_sandbox/faults", body);
        if (!reply.IsSuccessStatusCode)
        {
            throw new InvalidOperationException(await reply.Content.ReadAsStringAsync());
        }
    }

    /// <summary>How many requests the faults of a kind have struck.</summary>
    public async Task<int> StruckAsync(string kind)
    {
        var faults = await _http.GetFromJsonAsync<JsonArray>("_sandbox/faults") ?? [];
        return faults.Where(fault => fault!["kind"]!.GetValue<string>() == kind).Sum(fault => fault!["struck"]!.GetValue<int>());
    }

    /// <summary>Takes every fault away, with its counts.</summary>
    public async Task HealAsync()
    {
        using var reply = await _http.DeleteAsync("_sandbox/faults");
        reply.EnsureSuccessStatusCode();
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();
}

/// <summary>One post of a rehearsal network.</summary>
internal sealed record SandboxPost(string Network, string Target, string Text, DateTimeOffset Time, string Id)
{
    /// <summary>The post that it answers; null for the first of a thread.</summary>
    public string? ReplyTo { get; init; }

    /// <summary>The file that goes with it; null for none.</summary>
    public SandboxFile? File { get; init; }

    /// <summary>Labels of the buttons under it, in order.</summary>
    public IReadOnlyList<string> Buttons { get; init; } = [];

    /// <summary>Where those buttons lead that open a page.</summary>
    public IReadOnlyDictionary<string, string> Links { get; init; } = new Dictionary<string, string>();

    /// <summary>Name of the person with whom it is a private conversation; null for what everybody can read.</summary>
    public string? PrivateWith { get; init; }

    /// <summary>Whether it was deleted since.</summary>
    public bool Deleted { get; init; }

    /// <summary>Whether the public sees it.</summary>
    public bool Published { get; init; } = true;
}

/// <summary>A file of a post.</summary>
internal sealed record SandboxFile(string Name, string Content);
