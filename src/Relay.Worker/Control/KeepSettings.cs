using System.Text.Json;
using System.Text.Json.Serialization;
using Relay.Core.Audit;
using Relay.Core.Channels.Connecting;
using Relay.Worker.Cli;
using Relay.Worker.Hosting;

namespace Relay.Worker.Control;

/// <summary>Changes kept accounts, channels and secrets: what <c>relay connect</c>, <c>disconnect</c> and <c>channel set</c> send.</summary>
internal sealed class KeepSettings(SettingsDesk desk) : IControlCommand
{
    /// <summary>The key.</summary>
    public const string Name = "settings.change";

    /// <summary>Argument: the change, as JSON. It may hold secrets: never logged.</summary>
    public const string Change = "change";

    /// <inheritdoc/>
    public string Key => Name;

    /// <summary>The request for a change.</summary>
    public static ControlRequest Request(SettingsChange change)
    {
        var wire = new SettingsWire(
            [.. change.Keep.Select(section => new SectionWire(section.Kind.ToString(), section.Id, section.Values))],
            [.. change.Remove.Select(section => new SectionWire(section.Kind.ToString(), section.Id, null))],
            change.Secrets,
            change.Forget);
        return new(Name, new Dictionary<string, string>(StringComparer.Ordinal) { [Change] = JsonSerializer.Serialize(wire, SettingsWireJson.Default.SettingsWire) });
    }

    /// <inheritdoc/>
    public async Task<ControlReply> RunAsync(IReadOnlyDictionary<string, string> arguments, Actor actor, CancellationToken cancel)
    {
        await desk.ChangeAsync(Read(arguments.GetValueOrDefault(Change, "")), actor, cancel);
        return new(ExitCode.Done, "C'est fait.", "Done.", new Dictionary<string, string>());
    }

    private static SettingsChange Read(string text)
    {
        try
        {
            var wire = JsonSerializer.Deserialize(text, SettingsWireJson.Default.SettingsWire) ?? throw new JsonException();
            return new(
                [.. wire.Keep.Select(section => new KeptSection(Kind(section), section.Id, section.Values ?? throw new JsonException()))],
                [.. wire.Remove.Select(section => (Kind(section), section.Id))],
                wire.Secrets) { Forget = wire.Forget ?? [] };
        }
        catch (JsonException)
        {
            throw new CommandFailure(ExitCode.Usage, new("Cette demande n'est pas lisible.", "This request can't be read.")); // never its text: it may hold secrets
        }
    }

    private static SectionKind Kind(SectionWire section) => Enum.TryParse<SectionKind>(section.Kind, out var kind) && Enum.IsDefined(kind) ? kind : throw new JsonException();
}

/// <summary>A change on the wire.</summary>
internal sealed record SettingsWire(IReadOnlyList<SectionWire> Keep, IReadOnlyList<SectionWire> Remove, IReadOnlyDictionary<string, string> Secrets, IReadOnlyList<string>? Forget = null)
{
    /// <summary>Never the secrets.</summary>
    public override string ToString() => $"{Keep.Count} kept, {Remove.Count} removed, {Secrets.Count} secrets";
}

/// <summary>A section on the wire.</summary>
internal sealed record SectionWire(string Kind, string Id, IReadOnlyDictionary<string, string>? Values);

/// <summary>JSON of a change on the wire.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(SettingsWire))]
internal sealed partial class SettingsWireJson : JsonSerializerContext;
