using System.Net.Http.Json;
using System.Text.Json.Nodes;
using NUnit.Framework;

namespace Relay.EndToEnd.Tests.Harness;

/// <summary>The public of a rehearsal: does something on a network, by the rehearsal's own door for programs.</summary>
internal sealed class Public(Uri console) : IDisposable
{
    private readonly HttpClient _http = new() { BaseAddress = console };

    /// <summary>Somebody does something.</summary>
    /// <returns>The id of what was written or pressed, and the chat on Telegram; empty where there is none.</returns>
    public async Task<(string Id, string Chat)> DoAsync(string network, string action, object fields)
    {
        using var done = await _http.PostAsJsonAsync($"_sandbox/people/{network}/{action}", fields);
        var said = await done.Content.ReadAsStringAsync();
        Assert.That(done.IsSuccessStatusCode, said);
        var ids = JsonNode.Parse(said) as JsonObject;
        return ($"{ids?["comment"] ?? ids?["post"] ?? ids?["message"] ?? ids?["press"]}", $"{ids?["chat"]}");
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();
}
