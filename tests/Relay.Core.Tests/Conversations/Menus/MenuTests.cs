using Microsoft.Extensions.Logging.Abstractions;
using NUnit.Framework;
using Relay.Core.Channels;
using Relay.Core.Conversations.Menus;
using Relay.Core.Conversations.Rules;
using Relay.Core.Deliveries;
using Relay.Testing;

namespace Relay.Core.Tests.Conversations.Menus;

/// <summary>The commands that bots show, and that each shows them once for each start.</summary>
public sealed class MenuTests
{
    private readonly ManualTime _time = new(Some.Now);

    [TestCase("fr")]
    [TestCase("en")]
    public void In_Language_NamesCommandsThatAreUnderstood(string language)
    {
        var entries = Menu.In(language);

        Assert.That(entries.Select(entry => entry.Word), Is.Unique.And.All.Match("^[a-z0-9_]{1,32}$"));
        Assert.That(entries.Select(entry => entry.Says.Length), Is.All.InRange(1, 256));
        Assert.That(entries.Where(entry => entry.Word is not ("aide" or "help")).Select(entry => Command.Read($"/{entry.Word}")!.Name), Has.None.EqualTo(CommandName.Help).And.Unique);
    }

    [Test]
    public async Task Show_BotThatIsConnected_ShowsFrenchForAllAndBothLanguagesOnce()
    {
        var network = new Shower();
        var keeper = new MenuKeeper(Some.Channels([], [Some.Account()]), [network], _time, NullLogger<MenuKeeper>.Instance);

        await keeper.ShowAsync(default);
        await keeper.ShowAsync(default);

        Assert.That(network.Shown, Is.EqualTo(new[] { "7  evenements", "7 fr evenements", "7 en events" }));
        network.Bot = "8";
        await keeper.ShowAsync(default);
        Assert.That(network.Shown, Has.Count.EqualTo(6), "another bot under the same account has to be told");
    }

    [Test]
    public async Task Show_Refused_TriesAgainLaterAndNotAtOnce()
    {
        var network = new Shower { Failure = new(FailureKind.Throttled, FailureScope.Account, new("trop", "too many"), TimeSpan.FromMinutes(20)) };
        var keeper = new MenuKeeper(Some.Channels([], [Some.Account()]), [network], _time, NullLogger<MenuKeeper>.Instance);

        await keeper.ShowAsync(default);
        _time.Advance(TimeSpan.FromMinutes(19));
        await keeper.ShowAsync(default);
        Assert.That(network.Shown, Has.Count.EqualTo(1));

        network.Failure = null;
        _time.Advance(TimeSpan.FromMinutes(2));
        await keeper.ShowAsync(default);
        Assert.That(network.Shown, Has.Count.EqualTo(4));
    }

    private sealed class Shower : IShowMenus
    {
        public List<string> Shown { get; } = [];

        public string Bot { get; set; } = "7";

        public Outcome.Failed? Failure { get; set; }

        public string Network => "telegram";

        public string BotOf(Account account) => Bot;

        public Task<Outcome.Failed?> ShowAsync(Account account, string? language, IReadOnlyList<MenuEntry> entries, CancellationToken abort)
        {
            Shown.Add($"{Bot} {language} {entries[0].Word}");
            return Task.FromResult(Failure);
        }
    }
}
