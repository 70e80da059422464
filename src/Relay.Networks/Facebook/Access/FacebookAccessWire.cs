using System.Text.Json.Serialization;
using Relay.Networks.Transport;

namespace Relay.Networks.Facebook.Access;

/// <summary>Any answer may be an error instead.</summary>
internal interface IGraphAnswer
{
    GraphError? Error { get; }
}

// What comes back. Sources: developers.facebook.com, access token guides, debug_token, user/accounts, page/subscribed_apps, page/roles; recorded answers of other people's programs.
internal sealed record TokenGiven(string? AccessToken, string? TokenType, long? ExpiresIn, GraphError? Error) : IGraphAnswer;

internal sealed record AppRead(string? Id, string? Name, GraphError? Error) : IGraphAnswer;

internal sealed record TokenRead(TokenFacts? Data, GraphError? Error) : IGraphAnswer;

internal sealed record TokenFacts(
    string? AppId, string? Type, string? Application, long? ExpiresAt, long? DataAccessExpiresAt, bool? IsValid, IReadOnlyList<string>? Scopes,
    IReadOnlyList<GrantedScope>? GranularScopes, string? ProfileId, string? UserId, TokenFault? Error);

internal sealed record GrantedScope(string? Scope, IReadOnlyList<string>? TargetIds);

internal sealed record TokenFault(int? Code, int? Subcode, string? Message);

internal sealed record PagesRead(IReadOnlyList<ManagedPage>? Data, GraphPaging? Paging, GraphError? Error) : IGraphAnswer;

internal sealed record ManagedPage(string? Id, string? Name, string? AccessToken, string? Category, IReadOnlyList<string>? Tasks);

internal sealed record PageRead(string? Id, string? Name, bool? IsPublished, GraphError? Error) : IGraphAnswer;

internal sealed record ItemsRead(IReadOnlyList<ItemRead>? Data, GraphError? Error) : IGraphAnswer;

internal sealed record ItemRead(string? Id, IReadOnlyList<string>? SubscribedFields, IReadOnlyList<string>? Tasks);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    NumberHandling = JsonNumberHandling.AllowReadingFromString,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(TolerantText), typeof(TolerantFlag)])]
[JsonSerializable(typeof(TokenGiven))]
[JsonSerializable(typeof(AppRead))]
[JsonSerializable(typeof(TokenRead))]
[JsonSerializable(typeof(PagesRead))]
[JsonSerializable(typeof(PageRead))]
[JsonSerializable(typeof(ItemsRead))]
internal sealed partial class FacebookAccessJson : JsonSerializerContext;
