using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization;
using Relay.Load.Reports;

namespace Relay.Load.Sink;

/// <summary>What a workflow builder does: post, read the message's id, go on. It keeps nothing, checks nothing, and its connections stay open.</summary>
internal static class BareLoop
{
    /// <summary>Posts so many with so many calls under way at a time.</summary>
    public static Task<Pace> RunAsync(HttpClient http, Uri address, string text, int posts, int atOnce)
        => Rounds.TimeAsync(posts, async () =>
        {
            var left = posts;
            await Task.WhenAll(Enumerable.Range(0, atOnce).Select(async worker =>
            {
                var call = new Uri($"{address.AbsoluteUri}bot{worker}:token/sendMessage");
                while (Interlocked.Decrement(ref left) >= 0)
                {
                    using var answer = await http.PostAsJsonAsync(call, new Message($"@parti_{worker}", text, "HTML"), BareJson.Default.Message);
                    var said = await answer.Content.ReadFromJsonAsync(BareJson.Default.Answer);
                    if (said is not { Ok: true, Result.MessageId: > 0 })
                    {
                        throw new InvalidOperationException("The sink did not answer as Telegram does.");
                    }
                }
            }));
        });
}

internal sealed record Message(string ChatId, string Text, string ParseMode);

internal sealed record Answer(bool Ok, Sent? Result);

internal sealed record Sent(long MessageId);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(Message))]
[JsonSerializable(typeof(Answer))]
internal sealed partial class BareJson : JsonSerializerContext;
