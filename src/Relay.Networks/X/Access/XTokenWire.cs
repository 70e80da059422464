using System.Text.Json;
using System.Text.Json.Serialization;
using Relay.Networks.Transport;

namespace Relay.Networks.X.Access;

// What the token endpoint says. Source: docs.x.com oauth-2-0/user-access-token; RFC 6749 §5.
internal sealed record XTokenReply(string? TokenType, string? AccessToken, string? RefreshToken, double? ExpiresIn, string? Scope, string? Error, string? ErrorDescription);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    NumberHandling = JsonNumberHandling.AllowReadingFromString,
    Converters = [typeof(TolerantText)])]
[JsonSerializable(typeof(XTokenReply))]
internal sealed partial class XTokenJson : JsonSerializerContext;
