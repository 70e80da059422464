using System.Text.Json.Nodes;
using NUnit.Framework;

namespace Relay.Sandbox.Tests.People;

/// <summary>What the public does, by the control endpoint.</summary>
internal static class Public
{
    /// <summary>Does it and gives what came of it.</summary>
    public static async Task<Reply> DoAsync(this Rehearsal rehearsal, string network, string action, object fields)
    {
        var done = await rehearsal.ControlAsync(HttpMethod.Post, $"people/{network}/{action}", fields);
        Assert.That(done.Status, Is.EqualTo(200), done.Text);
        return done;
    }

    /// <summary>A Page's or profile's new post; its id.</summary>
    public static async Task<string> PostAsync(this Rehearsal rehearsal, string network, string text = "Réunion jeudi à 19 h")
    {
        var done = network == "facebook" ? await rehearsal.FacebookAsync(HttpMethod.Post, $"{rehearsal.Page.Id}/feed", new { message = text }) : await rehearsal.XAsync(HttpMethod.Post, "2/tweets", new { text });
        return done["id"] ?? done["data/id"]!;
    }

    public static IReadOnlyList<string?> Each(this Reply reply, string list, string field) => [.. ((JsonArray?)reply.Json![list] ?? []).Select(item => item![field]?.ToString())];
}
