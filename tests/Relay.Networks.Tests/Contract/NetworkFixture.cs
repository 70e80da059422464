using Relay.Core.Channels;
using Relay.Core.Deliveries;
using Relay.Core.Items;
using Relay.Testing.Http;
using Relay.Testing.Specs;

namespace Relay.Networks.Tests.Contract;

/// <summary>How one network answers, and a rig to ask it by.</summary>
internal abstract class NetworkFixture
{
    private Rig _rig = null!;

    /// <summary>Words that must never be seen again once they were put into a post.</summary>
    protected const string PostText = "Réunion publique à Bordeaux, mardi 3 mars à 19 h";

    protected abstract string Key { get; }

    /// <summary>Settings of an account, secrets among them, without an address.</summary>
    protected abstract IReadOnlyDictionary<string, string> Settings { get; }

    protected abstract Target Target { get; }

    /// <summary>The answer to a create that is accepted, and the ids it gives.</summary>
    protected abstract (int Status, string Body, string[] Ids) Accepted { get; }

    /// <summary>Answers that refuse a create, and what they mean.</summary>
    protected abstract IReadOnlyList<(int Status, string Body, FailureKind Kind, FailureScope Scope)> Refusals { get; }

    /// <summary>The body that comes with 429, or its like.</summary>
    protected abstract (int Status, string Body, FailureScope Scope) Throttled { get; }

    /// <summary>Further forms in which the network says how long to wait.</summary>
    protected virtual IReadOnlyList<(int Status, string Body, (string, string)[] Headers, TimeSpan Wait)> Waits => [];

    /// <summary>The answer to an edit or delete of what is not there; null where the network can't.</summary>
    protected abstract (int Status, string Body) Missing { get; }

    /// <summary>The answer to a delete that is accepted.</summary>
    protected abstract (int Status, string Body) Deleted { get; }

    protected ScriptedHandler Wire { get; } = new();

    protected Rig Rig => _rig;

    protected Account Account { get; private set; } = null!;

    protected IEnumerable<string> Secrets => Settings.Where(setting => _rig.Setup.SecretSettings.Contains(setting.Key)).Select(setting => setting.Value);

    [SetUp]
    public void Build()
    {
        _rig = new Rig(Key, Wire);
        Account = _rig.Account(Settings);
    }

    /// <summary>Whatever a test made the adapter ask, it asked as the network describes.</summary>
    [TearDown]
    public void CleanUp()
    {
        var requests = Wire.Requests.Where(request => request.Address.Host != "parti.example").ToList();
        _rig.Dispose();
        Wire.Dispose();
        if (Specifications.AreHere)
        {
            Assert.That(requests.SelectMany(request => Specifications.Of(Key).SelectMany(specification => specification.Check(request))), Is.Empty);
        }
    }

    protected static Part Part(string text = PostText, params Image[] images)
        => new(Guid.Parse("01900000-0000-7000-8000-000000000001"), 0, text, images, null, new Uri("https://parti.example/e/7"));

    protected Search Search(string? cursor = null)
        => new(Part(), Rig.Clock.GetUtcNow(), null, null, new HashSet<string>(StringComparer.Ordinal), cursor);

    protected Task<Outcome> CreateAsync() => Rig.Network.CreateAsync(Account, Target, Part(), CancellationToken.None);

    protected async Task<Outcome.Failed> FailAsync()
    {
        var outcome = await CreateAsync();
        Assert.That(outcome, Is.TypeOf<Outcome.Failed>());
        return (Outcome.Failed)outcome;
    }

    protected Task<Finding> FindAsync() => ((IFindOwnPosts)Rig.Network).FindAsync(Account, Target, Search(), CancellationToken.None);

    protected Task<Outcome> DeleteAsync() => ((IDeletePosts)Rig.Network).DeleteAsync(Account, Target, Accepted.Ids, CancellationToken.None);

    // Puts an echo into the first words of an error that are for people.
    protected static string Echoing(string body, string echo)
        => System.Text.RegularExpressions.Regex.Replace(body, "(\"(description|message|detail)\":\\s*\")", $"$1{echo} ");
}
