using System.Net;
using System.Net.Sockets;
using Relay.Core.Channels;
using Relay.Core.Deliveries;
using Relay.Testing.Http;

namespace Relay.Networks.Tests.Contract;

/// <summary>What every network must do. A network's fixture says how it answers; the tests are the same for all.</summary>
internal abstract partial class NetworkContract : NetworkFixture
{
    [Test]
    public async Task CreateAsync_Accepted_GivesTheRemoteIds()
    {
        Wire.Always(Accepted.Status, Accepted.Body);

        var outcome = await CreateAsync();

        Assert.That(outcome, Is.TypeOf<Outcome.Done>());
        Assert.That(((Outcome.Done)outcome).RemoteIds, Is.EqualTo(Accepted.Ids));
    }

    [Test]
    public async Task CreateAsync_Refused_HasItsKindAndScope()
    {
        foreach (var (status, body, kind, scope) in Refusals)
        {
            Wire.Always(status, body);

            var failed = await FailAsync();

            Assert.That((failed.Kind, failed.Scope), Is.EqualTo((kind, scope)), body);
            Assert.That(failed.Reason.French, Is.Not.Empty.And.Not.EqualTo(failed.Reason.English));
        }
    }

    [Test]
    public async Task CreateAsync_FirstPartRefused_LogCallsItPartOneAsWhyDoes()
    {
        Wire.Always(Refusals[^2].Status, Refusals[^2].Body);

        await FailAsync();

        Assert.That(Rig.Logs.Lines, Has.Some.Contains("Part 1 of"));
    }

    [Test]
    public async Task CreateAsync_NothingWasSent_IsUnavailableForTheAccount()
    {
        var faults = new Func<Exception>[]
        {
            () => new HttpRequestException(HttpRequestError.ConnectionError, "refused", new SocketException((int)SocketError.ConnectionRefused)),
            () => new HttpRequestException(HttpRequestError.NameResolutionError, "name"),
            () => new HttpRequestException(HttpRequestError.SecureConnectionError, "certificate"),
            () => new TaskCanceledException("connecting", new TimeoutException()),
        };
        foreach (var fault in faults)
        {
            Wire.Throws(fault);

            var failed = await FailAsync();

            Assert.That((failed.Kind, failed.Scope), Is.EqualTo((FailureKind.Unavailable, FailureScope.Account)), fault().ToString());
        }
    }

    [Test]
    public async Task CreateAsync_AnswerLost_IsUnknownForTheDelivery()
    {
        var faults = new Func<Exception>[]
        {
            () => new HttpRequestException(HttpRequestError.ResponseEnded, "cut"),
            () => new HttpRequestException("reset", new IOException("reset", new SocketException((int)SocketError.ConnectionReset))),
            () => new HttpRequestException(HttpRequestError.ConfigurationLimitExceeded, "too long"),
            () => new IOException("cut"),
        };
        foreach (var fault in faults)
        {
            Wire.Throws(fault);

            var failed = await FailAsync();

            Assert.That((failed.Kind, failed.Scope), Is.EqualTo((FailureKind.Unknown, FailureScope.Delivery)), fault().ToString());
        }
    }

    [Test]
    public async Task CreateAsync_NoAnswerInTime_IsUnknown()
    {
        Wire.Hangs();

        var call = FailAsync();
        Rig.Clock.Advance(Account.Timeout + TimeSpan.FromSeconds(1));
        var failed = await call;

        Assert.That(failed.Kind, Is.EqualTo(FailureKind.Unknown));
    }

    [Test]
    public async Task CreateAsync_UnreadableAnswer_IsUnknown()
    {
        const string page = "<html><head><title>502 Bad Gateway</title></head><body>nginx</body></html>";
        var answers = new (int Status, string Body)[]
        {
            (200, page), (500, page), (502, page), (503, page), (403, page), (404, page), (200, ""), (200, "{}"), (200, "{\"da"), (200, "null"), (200, "[]"), (200, "\"ok\""),
            (500, ""), (503, "upstream connect error"), (504, "{}"), (Accepted.Status, Accepted.Body[..(Accepted.Body.Length / 2)]),
        };
        foreach (var (status, body) in answers)
        {
            Wire.Always(status, body);

            var failed = await FailAsync();

            Assert.That((failed.Kind, failed.Scope), Is.EqualTo((FailureKind.Unknown, FailureScope.Delivery)), $"{status} {body}");
        }
    }

    [Test]
    public async Task CreateAsync_Redirected_IsNotFollowedAndNeedsAnOperator()
    {
        Wire.Always(302, "", ("Location", "https://elsewhere.example/"));

        var failed = await FailAsync();

        Assert.That((failed.Kind, failed.Scope, Wire.Requests.Count), Is.EqualTo((FailureKind.Misconfigured, FailureScope.Account, 1)));
    }

    [Test]
    public async Task CreateAsync_AnyOutcome_MakesOneRequestOnly()
    {
        foreach (var (status, body) in Refusals.Select(refusal => (refusal.Status, refusal.Body)).Append((500, "")).Append((Accepted.Status, Accepted.Body)))
        {
            var before = Wire.Requests.Count;
            Wire.Always(status, body);

            await CreateAsync();

            Assert.That(Wire.Requests, Has.Count.EqualTo(before + 1), body);
        }
    }

    [Test]
    public async Task CreateAsync_Throttled_KeepsTheWaitInEachForm()
    {
        var now = Rig.Clock.GetUtcNow();
        var forms = new (int, string, (string, string)[], TimeSpan?)[]
        {
            (Throttled.Status, Throttled.Body, [("Retry-After", "37")], TimeSpan.FromSeconds(37)),
            (Throttled.Status, Throttled.Body, [("Retry-After", now.AddSeconds(90).ToString("R", System.Globalization.CultureInfo.InvariantCulture))], TimeSpan.FromSeconds(90)),
            (Throttled.Status, Throttled.Body, [("Retry-After", "1.5")], TimeSpan.FromSeconds(1.5)),
            (Throttled.Status, Throttled.Body, [("Retry-After", "999999999")], TimeSpan.FromDays(1)),
            (Throttled.Status, Throttled.Body, [], null),
        };
        foreach (var (status, body, headers, wait) in forms.Concat(Waits.Select(form => (form.Status, form.Body, form.Headers, (TimeSpan?)form.Wait))))
        {
            Wire.Always(status, body, headers);

            var failed = await FailAsync();

            Assert.That((failed.Kind, failed.Scope, failed.RetryAfter), Is.EqualTo((FailureKind.Throttled, Throttled.Scope, wait)), $"{body} {string.Join(' ', headers)}");
        }
    }

    [Test]
    public void CreateAsync_Aborted_Throws()
    {
        Wire.Hangs();
        using var abort = new CancellationTokenSource();

        var call = Rig.Network.CreateAsync(Account, Target, Part(), abort.Token);
        abort.Cancel();
        Assert.That(async () => await call, Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public async Task CreateAsync_SecretMissing_NeedsAnOperator()
    {
        Wire.Always(Accepted.Status, Accepted.Body);
        var without = Account with { Secret = name => throw new SecretMissingException($"{name} is gone.", $"{name} is gone.") };

        var outcome = await Rig.Network.CreateAsync(without, Target, Part(), CancellationToken.None);

        Assert.That((outcome as Outcome.Failed)?.Kind, Is.EqualTo(FailureKind.Misconfigured));
        Assert.That(Wire.Requests, Is.Empty);
    }

    [Test]
    public async Task EveryCall_WhateverHappens_TellsNoSecretAndNoText()
    {
        var seen = new List<string>();
        // A delete carries no text that an answer could echo.
        var calls = new (Func<Task<object>> Call, IEnumerable<string> Echoed)[]
        {
            (async () => await CreateAsync(), Secrets.Append(PostText)), (async () => await FindAsync(), Secrets.Append(PostText)), (async () => await DeleteAsync(), Secrets),
        };
        foreach (var (call, echoed) in calls)
        {
            var echo = string.Join(' ', echoed);
            var answers = new List<Action>
            {
                () => Wire.Always(Accepted.Status, Accepted.Body),
                () => Wire.Always(400, Echoing(Missing.Body, echo)),
                () => Wire.Always(500, $"<html>{echo}</html>"),
                () => Wire.Throws(() => new HttpRequestException(HttpRequestError.ConnectionError, "refused")),
                () => Wire.Throws(() => new IOException("cut")),
            };
            answers.AddRange(Refusals.Select<(int Status, string Body, FailureKind, FailureScope), Action>(refusal => () => Wire.Always(refusal.Status, Echoing(refusal.Body, echo))));
            foreach (var answer in answers)
            {
                answer();
                seen.Add((await call()).ToString()!);
            }
        }

        var told = string.Join('\n', seen.Concat(Rig.Logs.Lines));
        Assert.That(Rig.Logs.Lines, Is.Not.Empty);
        Assert.That(Secrets.Where(secret => told.Contains(secret, StringComparison.OrdinalIgnoreCase)), Is.Empty, told);
        Assert.That(told, Does.Not.Contain(PostText));
    }

    [Test]
    public async Task CreateAsync_Always_SaysWhoCallsAndCarriesABody()
    {
        Wire.Always(Accepted.Status, Accepted.Body);

        await CreateAsync();

        var request = Wire.Requests.Single();
        Assert.That(request.Headers.UserAgent.ToString(), Does.Match(@"^Relay/\d[\w.-]* \(\+https://parti\.example/donnees\)$"));
        Assert.That(request.Body, Is.Not.Null.And.Not.Empty);
    }

    [TestCase(Cut.Reset)]
    [TestCase(Cut.End)]
    [TestCase(Cut.Unread)]
    public async Task CreateAsync_ConnectionCutUnderTheRequest_IsUnknownAndNotSentAgain(Cut cut)
    {
        await using var server = new CuttingServer(number => number == 2 ? null : Accepted.Body, cut);
        using var rig = new Rig(Key, own: server);
        var account = rig.Account(new Dictionary<string, string>(Settings) { ["BaseAddress"] = server.Address.ToString() });

        var first = await rig.Network.CreateAsync(account, Target, Part(), CancellationToken.None);
        var second = await rig.Network.CreateAsync(account, Target, Part(), CancellationToken.None);

        Assert.That(first, Is.TypeOf<Outcome.Done>());
        Assert.That(second, Is.TypeOf<Outcome.Failed>());
        Assert.That(((Outcome.Failed)second).Kind, Is.EqualTo(FailureKind.Unknown));
        Assert.That((server.Arrived, server.Connections), Is.EqualTo((2, 1)), "sent once, over the connection of the call before");

        var further = new List<Outcome>();
        for (var call = 0; call < 3; call++)
        {
            further.Add(await rig.Network.CreateAsync(account, Target, Part(), CancellationToken.None));
        }
        Assert.That(further, Has.All.TypeOf<Outcome.Done>());
        Assert.That((server.Arrived, server.Connections), Is.EqualTo((5, 4)), "a server that cuts connections gets a new one for each call");

        Assert.That(server.Requests, Has.All.Match(@"\r\nContent-Length: [1-9]\d+\r\n").And.All.Not.Contain("chunked"));
        Assert.That(server.Requests.Select(request => request.Split("\r\n\r\n", 2)[1]), Has.All.Not.Empty);
    }

    [Test]
    public async Task CreateAsync_ServerIsNotTheNetworksOwn_HasAConnectionForEachCall()
    {
        // Servers that reset what they have kept have been seen; none may cost a doubt.
        await using var server = new CuttingServer(_ => Accepted.Body);
        using var rig = new Rig(Key);
        var account = rig.Account(new Dictionary<string, string>(Settings) { ["BaseAddress"] = server.Address.ToString() });

        var outcomes = new List<Outcome>();
        for (var call = 0; call < 4; call++)
        {
            outcomes.Add(await rig.Network.CreateAsync(account, Target, Part(), CancellationToken.None));
        }

        Assert.That(outcomes, Has.All.TypeOf<Outcome.Done>());
        Assert.That((server.Arrived, server.Connections), Is.EqualTo((4, 4)));
    }

    [Test]
    public async Task CreateAsync_ConnectionEndedSinceTheAnswer_GoesOverANewOne()
    {
        await using var server = new CuttingServer(_ => Accepted.Body, Cut.AfterAnswer);
        using var rig = new Rig(Key, own: server);
        var account = rig.Account(new Dictionary<string, string>(Settings) { ["BaseAddress"] = server.Address.ToString() });

        var first = await rig.Network.CreateAsync(account, Target, Part(), CancellationToken.None);
        await server.FirstEnd;
        var second = await rig.Network.CreateAsync(account, Target, Part(), CancellationToken.None);

        Assert.That(new[] { first, second }, Has.All.TypeOf<Outcome.Done>());
        Assert.That((server.Arrived, server.Connections), Is.EqualTo((2, 2)));
    }
}
