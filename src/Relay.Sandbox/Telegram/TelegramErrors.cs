using System.Text.Json.Nodes;
using Relay.Sandbox.Wire;

namespace Relay.Sandbox.Telegram;

/// <summary>The Bot API server's refusals. Source: the strings of tdlib/telegram-bot-api, Client.cpp.</summary>
internal static class TelegramErrors
{
    public static WireAnswer Unauthorized() => Error(401, "Unauthorized");

    public static WireAnswer TooMany(TimeSpan wait)
    {
        var seconds = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds));
        return Error(429, $"Too Many Requests: retry after {seconds}", new JsonObject { ["retry_after"] = seconds }).With([new("Retry-After", $"{seconds}")]);
    }

    public static WireAnswer Error(int code, string description, JsonObject? parameters = null)
    {
        var body = new JsonObject { ["ok"] = false, ["error_code"] = code, ["description"] = description };
        if (parameters is not null)
        {
            body["parameters"] = parameters;
        }
        return new WireAnswer(code, body);
    }

    public static RefusedException Bad(string what) => new(Error(400, "Bad Request: " + what));

    public static RefusedException Forbidden(string what) => new(Error(403, "Forbidden: " + what));
}
