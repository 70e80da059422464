using System.Text.Json.Serialization;

namespace Relay.Worker.Cli;

/// <summary>What went wrong, for programs.</summary>
internal sealed record ErrorShown(ErrorBody Error);

/// <summary>Exit code, sentence in the language of the call, and the configuration's faults.</summary>
internal sealed record ErrorBody(int Exit, string Sentence, IReadOnlyList<FaultShown> Faults);

/// <summary>One fault of the configuration.</summary>
internal sealed record FaultShown(string Setting, int? Line, string Sentence);

/// <summary>What <c>check</c> found.</summary>
internal sealed record CheckShown(string File, IReadOnlyList<string> Sources, IReadOnlyList<AccountShown> Accounts, IReadOnlyList<ChannelShown> Channels);

/// <summary>An account; <paramref name="BaseAddress"/> is null when calls go to the network itself.</summary>
internal sealed record AccountShown(string Id, string Network, Uri? BaseAddress);

/// <summary>A channel.</summary>
internal sealed record ChannelShown(string Id, string Account, string Network, string Target, string Stage);

/// <summary>JSON of the command line: camel case, stable names.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, WriteIndented = false)]
[JsonSerializable(typeof(ErrorShown))]
[JsonSerializable(typeof(CheckShown))]
internal sealed partial class CliJson : JsonSerializerContext;
