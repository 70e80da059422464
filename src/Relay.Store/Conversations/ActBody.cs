using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Relay.Core.Conversations.Settling;
using Relay.Core.Conversations.Understanding;
using Relay.Core.Items;
using Relay.Core.Swarm;
using Relay.Store.Engines;

namespace Relay.Store.Conversations;

/// <summary>An act as JSON: in the row of its own what no column holds, in a dialog and for the party the whole of it.</summary>
internal sealed record ActBody(string Kind)
{
    public string? Item { get; init; }

    public string? Answer { get; init; }

    public int? Heads { get; init; }

    public string? List { get; init; }

    public bool Withdrawn { get; init; }

    public string? Wording { get; init; }

    public string? Mail { get; init; }

    public string? Phone { get; init; }

    public string? PostalCode { get; init; }

    public string? Territory { get; init; }

    public bool IsEvent { get; init; }

    public string? Words { get; init; }

    /// <summary>Of an opposition, why; null stands for an objection.</summary>
    public string? Reason { get; init; }

    public static ActBody Of(Act act)
    {
        var body = new ActBody(TalkKeys.Acts[act.Kind]) { Item = act.Item?.ToString(), Withdrawn = act.IsWithdrawal };
        return act switch
        {
            Act.Rsvp rsvp => body with { Answer = TalkKeys.Answers[rsvp.Answer], Heads = rsvp.Heads },
            Act.Subscription list => body with { List = list.List, Wording = list.Wording.Length == 0 ? null : list.Wording },
            Act.ContactData data => body with { Mail = data.Mail, Phone = data.Phone, PostalCode = data.PostalCode, Territory = data.Territory },
            Act.Proposal proposal => body with { IsEvent = proposal.IsEvent, Words = proposal.Words },
            _ => body,
        };
    }

    public Act ToAct() => TalkKeys.Acts.Read(Kind) switch
    {
        ActKind.Support => new Act.Support(ItemKey.Parse(Item!), Withdrawn),
        ActKind.Rsvp => new Act.Rsvp(ItemKey.Parse(Item!), TalkKeys.Answers.Read(Answer!), Heads ?? 1),
        ActKind.Subscription => new Act.Subscription(List!, Wording ?? "", Withdrawn),
        ActKind.Volunteer => new Act.Volunteer(Item is null ? null : ItemKey.Parse(Item)),
        ActKind.Contact => new Act.ContactData(Mail, Phone, PostalCode, Territory),
        ActKind.Proposal => new Act.Proposal(IsEvent, Words ?? ""),
        ActKind.Opposition => new Act.Opposition(),
        var kind => throw new InvalidDataException($"The store holds an act that is {kind}."),
    };

    public string Write() => JsonSerializer.Serialize(this, TalkJson.Stored.ActBody).Keepable()!;

    public static ActBody Read(string json) => JsonSerializer.Deserialize(json, TalkJson.Stored.ActBody) ?? throw new InvalidDataException("The store holds an act without a body.");
}

/// <summary>Where a private conversation stands, as JSON.</summary>
internal sealed record DialogBody(string? Topic, string? About, IReadOnlyList<string>? Choices, ActBody? Pending, string? For)
{
    public CameByBody? By { get; init; }

    public IReadOnlyList<string>? Offered { get; init; }

    public int? Party { get; init; }

    public static string Write(Dialog dialog) => JsonSerializer.Serialize(
        new DialogBody(
            dialog.Topic?.ToString(), dialog.Question is { } question ? Intents.KeyOf(question.Asked.About) : null, dialog.Question?.Asked.Choices.Select(Intents.KeyOf).ToList(),
            dialog.Question?.Pending is { } pending ? ActBody.Of(pending) : null, dialog.Question is { } asked ? TalkKeys.Acts[asked.For] : null) { By = CameByBody.Of(dialog.By), Offered = dialog.Question?.Offered?.Select(key => $"{key}").ToList(), Party = dialog.Question?.Party },
        TalkJson.Stored.DialogBody).Keepable()!;

    public static Dialog Read(string json, DateTimeOffset at)
    {
        var body = JsonSerializer.Deserialize(json, TalkJson.Stored.DialogBody) ?? throw new InvalidDataException("The store holds a dialog without a body.");
        return new(
            body.Topic is null ? null : ItemKey.Parse(body.Topic),
            body.About is null ? null : new Question(new Asked(IntentOf(body.About), [.. (body.Choices ?? []).Select(IntentOf)]), body.Pending?.ToAct(), body.For is null ? ActKind.None : TalkKeys.Acts.Read(body.For))
            {
                Offered = body.Offered?.Select(ItemKey.Parse).ToList(), Party = body.Party,
            },
            at) { By = body.By?.Read() };
    }

    private static Intent IntentOf(string key) => Intents.TryParse(key, out var intent) ? intent : throw new InvalidDataException($"The store holds '{key}', which is no intent that this program knows.");
}

/// <summary>The copy that somebody came by, as JSON.</summary>
internal sealed record CameByBody(string Copy, IReadOnlyDictionary<string, string> Counted)
{
    public static CameByBody? Of(CameBy? by) => by is null ? null : new($"{by.Copy}", by.Counted.ToDictionary(counted => TalkKeys.Steps[counted.Key], counted => counted.Value, StringComparer.Ordinal));

    public CameBy Read() => new(Guid.ParseExact(Copy, "D"), Counted.ToDictionary(counted => TalkKeys.Steps.Read(counted.Key), counted => counted.Value));
}

[JsonSerializable(typeof(ActBody))]
[JsonSerializable(typeof(DialogBody))]
internal sealed partial class TalkJson : JsonSerializerContext
{
    public static TalkJson Stored { get; } = new(new JsonSerializerOptions(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
    });
}
