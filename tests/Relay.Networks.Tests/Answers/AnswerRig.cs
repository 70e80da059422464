using Relay.Core.Channels;
using Relay.Core.Deliveries;
using Relay.Core.Deliveries.Answers;
using Relay.Networks.Tests.Contract;
using Relay.Testing.Http;
using Relay.Testing.Specs;

namespace Relay.Networks.Tests.Answers;

/// <summary>One network's answers in front of a scripted wire; whatever was asked was asked as the network describes, and no secret and no word of ours was seen.</summary>
internal sealed class AnswerRig : IDisposable
{
    public const string Words = "La réunion est à 19 h, salle des fêtes. <3 & à bientôt";

    private static readonly Dictionary<string, Dictionary<string, string>> Accounts = new(StringComparer.Ordinal)
    {
        ["telegram"] = new() { ["Token"] = "123456789:AAE-secret_secret_secret_secret_1234" },
        ["facebook"] = new() { ["PageId"] = "100000000000002", ["Token"] = "EAAB-secret-page-token", ["AppSecret"] = "0123456789abcdef0123456789abcdef" },
        ["x"] = new() { ["ConsumerKey"] = "ck-secret", ["ConsumerSecret"] = "cs-secret", ["Token"] = "42-token-secret", ["TokenSecret"] = "ts-secret" },
    };

    private readonly string _network;
    private readonly Rig _rig;

    public AnswerRig(string network)
    {
        (_network, Wire) = (network, new ScriptedHandler());
        _rig = new Rig(network, Wire);
        Account = _rig.Account(Accounts[network]);
    }

    public ScriptedHandler Wire { get; }

    public Account Account { get; }

    /// <summary>Answers once.</summary>
    public async Task<Outcome> AnswerAsync(Target target, AnswerPart answer)
    {
        var outcome = await ((IAnswerPeople)_rig.Network).AnswerAsync(Account, target, answer, CancellationToken.None);

        Assert.That(Wire.Requests.SelectMany(request => Specifications.Of(_network).SelectMany(specification => specification.Check(request))), Is.Empty);
        var seen = string.Join("\n", _rig.Logs.Lines) + outcome;
        Assert.That(Accounts[_network].Values.Where(value => value.Contains("secret", StringComparison.Ordinal)).Append("salle des fêtes").Where(secret => seen.Contains(secret, StringComparison.Ordinal)), Is.Empty);
        return outcome;
    }

    public static AnswerPart Part(AnswerForm form, string? inReplyTo = null, params Button[] buttons) => new(Guid.NewGuid(), form, Words, inReplyTo, "fr", buttons);

    public static Target Person(string id) => new(id, Kind: TargetKind.Private);

    public void Dispose() => _rig.Dispose();
}
