using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Relay.Core.Deliveries.Halts;
using Relay.Core.Texts;
using Relay.Worker.Cli.Contacts;

namespace Relay.Worker.Cli;

/// <summary>What went wrong, for programs.</summary>
internal sealed record ErrorShown(ErrorBody Error);

/// <summary>Exit code, sentence in the language of the call, and the configuration's faults.</summary>
internal sealed record ErrorBody(int Exit, string Sentence, IReadOnlyList<FaultShown> Faults);

/// <summary>One fault of the configuration.</summary>
internal sealed record FaultShown(string Setting, int? Line, string Sentence);

/// <summary>What <c>check</c> found.</summary>
internal sealed record CheckShown(
    string File, IReadOnlyList<string> Sources, IReadOnlyList<AccountShown> Accounts, IReadOnlyList<ChannelShown> Channels, IReadOnlyList<LadderShown> Ladders, IReadOnlyList<SourceLookShown> SourcesRead);

/// <summary>One look at a source of files or a calendar; without a reason it answered.</summary>
internal sealed record SourceLookShown(string Source, int Good, int Examples, string? Silence, IReadOnlyList<RowShown> Faulty);

/// <summary>What an account can do at a target; without a channel the target is null.</summary>
internal sealed record LadderShown(string Account, string? Target, IReadOnlyList<string> Channels, IReadOnlyList<RungShown> Rungs);

/// <summary>One rung: <c>proven</c>, <c>missing</c>, <c>unknown</c> or <c>not-offered</c>, and when it last held.</summary>
internal sealed record RungShown(string Capability, string Result, string Sentence, DateTimeOffset SeenAt, DateTimeOffset? ProvenAt);

/// <summary>An account; <paramref name="BaseAddress"/> is null when calls go to the network itself.</summary>
internal sealed record AccountShown(string Id, string Network, Uri? BaseAddress);

/// <summary>A channel.</summary>
internal sealed record ChannelShown(string Id, string Account, string Network, string Target, string Stage);

/// <summary>An account that was connected, its new channels, and what a coordinator should know.</summary>
internal sealed record ConnectedShown(string File, string Account, string Title, bool Renewed, IReadOnlyList<NewChannelShown> Channels, IReadOnlyList<string> Remarks)
{
    /// <summary>Where its network was told to call; null when it was not.</summary>
    public Uri? Webhook { get; init; }
}

/// <summary>A channel made for a place.</summary>
internal sealed record NewChannelShown(string Id, string Title, string? Target);

/// <summary>Where accounts and channels are defined; <paramref name="LeftOut"/> are those with faults.</summary>
internal sealed record AccountsShown(string File, IReadOnlyList<DefinedAccountShown> Accounts, IReadOnlyList<FaultShown> LeftOut);

/// <summary>An account, <paramref name="In"/> the <c>file</c> (at <paramref name="Line"/>) or the <c>store</c>.</summary>
internal sealed record DefinedAccountShown(string Id, string Network, Uri? BaseAddress, string In, int? Line, IReadOnlyList<DefinedChannelShown> Channels);

/// <summary>A channel of an account, likewise.</summary>
internal sealed record DefinedChannelShown(string Id, string Target, string Stage, string In, int? Line);

/// <summary>A worker that has started.</summary>
internal sealed record RunShown(int Process, string Configuration, string Store);

/// <summary>How Relay stands.</summary>
internal sealed record StatusShown(
    string? Process,
    string Store,
    IReadOnlyDictionary<string, ItemsShown> Items,
    IReadOnlyDictionary<string, int> Publications,
    IReadOnlyDictionary<string, int> Deliveries,
    IReadOnlyDictionary<string, int> Shadows,
    int Due,
    int WindowsOpen,
    int Duplicates,
    DateTimeOffset? NextWindow,
    IReadOnlyList<SourceShown> Sources,
    IReadOnlyList<StandingShown> Accounts)
{
    /// <summary>What is halted, furthest first.</summary>
    public IReadOnlyList<HaltShown> Halts { get; init; } = [];

    /// <summary>How far what people write is read, by account.</summary>
    public IReadOnlyList<Core.Inbox.Polling.PollStanding> Reading { get; init; } = [];

    /// <summary>What a person must mend, oldest first.</summary>
    public IReadOnlyList<AlarmShown> Alarms { get; init; } = [];

    /// <summary>What leaves next; null when nothing waits, or nothing that is known.</summary>
    public DepartureShown? NextDeparture { get; init; }

    /// <summary>Why it is not known whether a worker works; null when it is.</summary>
    public string? Unseen { get; init; }

    /// <summary>Test posts, by state; in no other count.</summary>
    public IReadOnlyDictionary<string, int> Tests { get; init; } = new Dictionary<string, int>();

    /// <summary>Whether nothing of this leaves for a real network.</summary>
    public bool Rehearsal { get; init; }

    /// <summary>Those of the deliveries that take a post away, by state, shadows aside.</summary>
    public IReadOnlyDictionary<string, int> Deletions { get; init; } = new Dictionary<string, int>();

    /// <summary>Those that change a post, likewise.</summary>
    public IReadOnlyDictionary<string, int> Corrections { get; init; } = new Dictionary<string, int>();

    /// <summary>Answers to people, likewise.</summary>
    public IReadOnlyDictionary<string, int> Answers { get; init; } = new Dictionary<string, int>();

    /// <summary>Broadcasts that go on.</summary>
    public IReadOnlyList<BroadcastShown> Broadcasts { get; init; } = [];

    /// <summary>Those of the publications that would only be shown to a coordinator, by state.</summary>
    public IReadOnlyDictionary<string, int> ShadowPlans { get; init; } = new Dictionary<string, int>();
}

/// <summary>An alarm, in the language of the call.</summary>
internal sealed record AlarmShown(string Key, DateTimeOffset Since, string What, string Step);

/// <summary>A halt: <c>kill-switch</c>, <c>all</c>, <c>account</c> or <c>channel</c>.</summary>
internal sealed record HaltShown(string Scope, string Id, string By, DateTimeOffset Since)
{
    /// <summary>The scope itself.</summary>
    [JsonIgnore]
    public HaltScope Reach { get; init; }

    /// <summary>Whether it keeps back what a channel would publish.</summary>
    public bool Reaches(string channel, string? account) => Reach switch { HaltScope.Channel => Id == channel, HaltScope.Account => Id == account, _ => true };
}

/// <summary>Items of a kind: ever seen, and in the source now.</summary>
internal sealed record ItemsShown(int All, int Present);

/// <summary>How a source answers.</summary>
internal sealed record SourceShown(string Id, DateTimeOffset? LastGood, string? LastFailure, int Faults, string? Brake, int Braked, IReadOnlyList<RowShown> LeftOut)
{
    /// <summary>When it is read next by a worker; null when it is not configured any more.</summary>
    public DateTimeOffset? NextReading { get; init; }
}

/// <summary>A row left out.</summary>
internal sealed record RowShown(string Kind, string Id, IReadOnlyList<RowFaultShown> Faults);

/// <summary>What is wrong with a column of it.</summary>
internal sealed record RowFaultShown(string Column, string Reason);

/// <summary>How an account fares.</summary>
internal sealed record StandingShown(string Id, string Network, Uri? BaseAddress, int Strikes, DateTimeOffset? HoldUntil, string? Paused, IReadOnlyList<TargetShown> Targets);

/// <summary>A target that waits.</summary>
internal sealed record TargetShown(string Target, DateTimeOffset? HoldUntil, string? Paused);

/// <summary>Why one publication went, waits or did not go.</summary>
internal sealed record WhyShown(string? Publication, string? Delivery, string? Channel, string Subject, string Sentence, string State, IReadOnlyList<PartShown> Parts, IReadOnlyList<AttemptShown> Attempts)
{
    /// <summary>The subject in words.</summary>
    [JsonIgnore]
    public Phrase Name { get; init; } = Phrase.Said(Subject);
}

/// <summary>One create call.</summary>
internal sealed record PartShown(int Index, string State, IReadOnlyList<string> RemoteIds, Uri? Link);

/// <summary>One attempt; without an end it was cut off.</summary>
internal sealed record AttemptShown(int Number, int Part, DateTimeOffset StartedAt, DateTimeOffset? EndedAt, string? Result, string? Reason);

/// <summary>An uncertain publication; <paramref name="Ask"/> says why a person must look, <paramref name="CutOff"/> that its call was under way when the last worker ended and none runs now.</summary>
internal sealed record DoubtShown(string Delivery, string Subject, string Account, int Part, DateTimeOffset? AttemptedAt, int NegativeReads, DateTimeOffset? NextLook, string? Ask, bool CutOff)
{
    /// <summary>What keeps Relay from looking further; null when it looks.</summary>
    public string? Waits { get; init; }

    /// <summary>The subject in words.</summary>
    [JsonIgnore]
    public Phrase Name { get; init; } = Phrase.Said(Subject);

    /// <summary>Zone of the channel's readers.</summary>
    [JsonIgnore]
    public string? Zone { get; init; }
}

/// <summary>A mass disappearance that waits.</summary>
internal sealed record BrakeShown(string Source, int Items, string Reason);

/// <summary>Whether the audit's chain holds.</summary>
internal sealed record AuditShown(long Entries, long? BrokenAt);

/// <summary>What a plan holds, in the order of its windows.</summary>
/// <param name="Change"><c>new</c>, <c>moved</c>, <c>dropped</c> or <c>same</c> against the ledger.</param>
/// <param name="PriceUsd">What the network will bill; null where posts cost nothing.</param>
internal sealed record PlannedShown(
    string Change, string Network, string Target, string Channel, string Stage, string Subject, string Moment, DateTimeOffset From, DateTimeOffset Until, DateTimeOffset? Expires, string? Text, string? Reason, decimal? PriceUsd)
{
    /// <summary>When its channel opens, where that is only after its window has begun: it leaves no sooner; null else.</summary>
    public DateTimeOffset? Opens { get; init; }

    /// <summary>Whether the channel's gap and daily maximum count for it.</summary>
    [JsonIgnore]
    public bool Paced { get; init; }
}

/// <summary>What a channel would publish once it is live.</summary>
/// <param name="Total">All that is known now.</param>
/// <param name="Now">Of these, leave at once.</param>
/// <param name="Soon">Of these, within 7 days.</param>
/// <param name="CostUsd">Of all; null where posts cost nothing.</param>
/// <param name="CostSoonUsd">Of those within 7 days.</param>
/// <param name="Texts">The first, as fitted.</param>
/// <param name="Faults">Texts that can't be composed.</param>
internal sealed record GoLiveShown(
    string Channel, string Stage, string Network, string Target, int Total, int Now, int Soon, int MaximumPerDay, decimal? CostUsd, decimal? CostSoonUsd, IReadOnlyList<TextShown> Texts, IReadOnlyList<string> Faults)
{
    /// <summary>Of <see cref="Total"/>, those whose time has come and that wait for a slot, a gap or the next day: they leave at the channel's pace.</summary>
    public int InTurn { get; init; }

    /// <summary>When the channel opens; null while it is open, or when it never is.</summary>
    public DateTimeOffset? Opens { get; init; }

    /// <summary>When the first leaves, at the earliest; null when nothing would.</summary>
    public DateTimeOffset? FirstLeaves { get; init; }
}

/// <summary>When something leaves next, at the earliest, and on which channel; <paramref name="Closed"/> when it waits for that channel to open.</summary>
internal sealed record DepartureShown(DateTimeOffset At, string Channel, bool Shadow, bool Closed);

/// <summary>What became of a test post; without a link none can be seen, and <paramref name="Posted"/> is null when nobody knows.</summary>
internal sealed record TestPostShown(string Channel, string Delivery, Uri? Link, bool? Posted, bool Deleted);

/// <summary>A text as it would appear.</summary>
internal sealed record TextShown(DateTimeOffset From, string Moment, string Subject, string Text);

/// <summary>A rehearsal that has begun: the address to open, the list of posts, and the configuration for other commands.</summary>
internal sealed record DemoOpened(Uri Open, Uri Posts, string Configuration, int Seed);

/// <summary>What a rehearsal came to, once nothing was due any more.</summary>
internal sealed record DemoShown(int Items, int Publications, int Confirmed, int Uncertain, int Refused, int Duplicates);

/// <summary>What an evening came to, see <see cref="Demo.Evening.EveningSum"/>.</summary>
internal sealed record EveningShown(
    int Messages, int AnsweredInPublic, int AnsweredInPrivate, int Handed, double HandedPercent, int NothingToAnswer, int Lost, int PublicReplies, int WrongInPublic, int WrongInPrivate, string Transcript)
{
    public static EveningShown Of(Demo.Evening.EveningSum sum, string transcript) => new(
        sum.Messages, sum.AnsweredInPublic, sum.AnsweredInPrivate, sum.Handed, sum.HandedPercent, sum.NothingToAnswer, sum.Lost, sum.PublicReplies, sum.WrongInPublic, sum.WrongInPrivate, transcript);
}

/// <summary>JSON of the command line: camel case, stable names.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ErrorShown))]
[JsonSerializable(typeof(EveningShown))]
[JsonSerializable(typeof(CheckShown))]
[JsonSerializable(typeof(RunShown))]
[JsonSerializable(typeof(ConnectedShown))]
[JsonSerializable(typeof(AccountsShown))]
[JsonSerializable(typeof(StatusShown))]
[JsonSerializable(typeof(List<WhyShown>))]
[JsonSerializable(typeof(IReadOnlyList<DoubtShown>))]
[JsonSerializable(typeof(IReadOnlyList<BrakeShown>))]
[JsonSerializable(typeof(AuditShown))]
[JsonSerializable(typeof(IReadOnlyList<PlannedShown>))]
[JsonSerializable(typeof(GoLiveShown))]
[JsonSerializable(typeof(TestPostShown))]
[JsonSerializable(typeof(DemoOpened))]
[JsonSerializable(typeof(DemoShown))]
[JsonSerializable(typeof(IReadOnlyDictionary<string, string>))]
[JsonSerializable(typeof(IReadOnlyDictionary<string, JsonElement>))]
[JsonSerializable(typeof(IReadOnlyList<string>))]
[JsonSerializable(typeof(InboxShown))]
[JsonSerializable(typeof(PurgeShown))]
[JsonSerializable(typeof(LinkShown))]
[JsonSerializable(typeof(WebhookShown))]
[JsonSerializable(typeof(FoundShown))]
[JsonSerializable(typeof(ContactShown))]
[JsonSerializable(typeof(AttendanceShown))]
[JsonSerializable(typeof(SpreadShown))]
[JsonSerializable(typeof(IReadOnlyList<RegisterShown>))]
[JsonSerializable(typeof(IReadOnlyList<ContactLinkShown>))]
[JsonSerializable(typeof(IReadOnlyList<RequestShown>))]
[JsonSerializable(typeof(UnderstoodShown))]
[JsonSerializable(typeof(TerritoryShown))]
[JsonSerializable(typeof(AskShown))]
[JsonSerializable(typeof(IReadOnlyList<BroadcastShown>))]
[JsonSerializable(typeof(BroadcastPreviewShown))]
internal sealed partial class CliJson : JsonSerializerContext
{
    /// <summary>Accents and emoji as they are: the output is read by people too, and never stands in a web page.</summary>
    public static CliJson Out { get; } = new(new JsonSerializerOptions { PropertyNamingPolicy = JsonNamingPolicy.CamelCase, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
