using Relay.Core.Channels;
using Relay.Networks.Tests.Contract;
using Relay.Testing.Http;

namespace Relay.Networks.Tests.Setup;

[TestFixture]
internal sealed class AccountSettingsTests
{
    private readonly ScriptedHandler _wire = new();
    private readonly Rig _rig;

    public AccountSettingsTests() => _rig = new Rig("telegram", _wire);

    [TearDown]
    public void CleanUp()
    {
        _rig.Dispose();
        _wire.Dispose();
    }

    [Test]
    public void ReadAccount_NoLimits_KeepsWhatTelegramDocuments()
    {
        var limits = Read().Limits;

        Assert.That(limits.PerAccount, Is.EqualTo(new RateLimit(30, TimeSpan.FromSeconds(1))));
        Assert.That(limits.PerTarget, Is.EqualTo(new[] { new RateLimit(1, TimeSpan.FromSeconds(1)) }));
        Assert.That(limits.PerGroup, Is.EqualTo(new[] { new RateLimit(20, TimeSpan.FromMinutes(1)) }));
        Assert.That(limits.InFlight, Is.EqualTo(4));
    }

    [Test]
    public void ReadAccount_Limits_AreThoseThatAreSet()
    {
        var limits = Read(("Limits:PerMinute", "100"), ("Limits:PerTargetPerSecond", "0"), ("Limits:PerTargetPerMinute", "15"), ("Limits:PerGroupPerMinute", "5"), ("Limits:InFlight", "2")).Limits;

        Assert.That(limits.PerAccount, Is.EqualTo(new RateLimit(100, TimeSpan.FromMinutes(1))));
        Assert.That(limits.PerTarget, Is.EqualTo(new[] { new RateLimit(15, TimeSpan.FromMinutes(1)) }));
        Assert.That(limits.PerGroup, Is.EqualTo(new[] { new RateLimit(5, TimeSpan.FromMinutes(1)) }));
        Assert.That(limits.InFlight, Is.EqualTo(2));
    }

    [TestCase(null, null, 15, 1440)]
    [TestCase("30", null, 30, 1440)]
    [TestCase("0", "100", null, 100)]
    [TestCase("0", "0", null, null)]
    public void ReadAccount_PrivateMessagesOfX_AreCountedApartWhateverIsSet(string? quarter, string? day, int? inAQuarter, int? inADay)
    {
        using var rig = new Rig("x", _wire);
        var settings = new Dictionary<string, string> { ["ConsumerKey"] = "a", ["ConsumerSecret"] = "b", ["Token"] = "42-c", ["TokenSecret"] = "d" };
        foreach (var (name, value) in new[] { ("PrivatePerQuarterHour", quarter), ("PrivatePerDay", day) }.Where(pair => pair.Item2 is not null))
        {
            settings[$"Limits:{name}"] = value!;
        }

        var limits = rig.Account(settings).Limits;

        int? In(TimeSpan period) => limits.PerPrivate!.FirstOrDefault(limit => limit.Period == period)?.Calls;
        Assert.That((In(TimeSpan.FromMinutes(15)), In(TimeSpan.FromDays(1))), Is.EqualTo((inAQuarter, inADay)));
        Assert.That((limits.IsApart(new("7001", Kind: TargetKind.Private)), limits.IsApart(new("@parti_33")), Read().Limits.IsApart(new("7001", Kind: TargetKind.Private))), Is.EqualTo((true, false, false)));
    }

    [TestCase("http://127.0.0.1:8081", "http://127.0.0.1:8081/")]
    [TestCase("http://localhost:8081/bot-api", "http://localhost:8081/bot-api/")]
    [TestCase("https://bot.parti.example/", "https://bot.parti.example/")]
    public void ReadAccount_OtherAddress_IsShownAsNotTheNetworksOwn(string written, string address)
    {
        var account = Read(("BaseAddress", written));

        Assert.That((account.BaseAddress.AbsoluteUri, account.IsNetworksOwn), Is.EqualTo((address, false)));
        Assert.That(account.ToString(), Does.Contain(address));
    }

    [Test]
    public void ReadAccount_OwnAddressWrittenOut_IsTheNetworksOwn()
        => Assert.That(Read(("BaseAddress", "https://API.telegram.org")).IsNetworksOwn, Is.True);

    [TestCase("BaseAddress", "http://bot.parti.example/")]
    [TestCase("BaseAddress", "https://user:pass@bot.parti.example/")]
    [TestCase("BaseAddress", "https://bot.parti.example/?a=1")]
    [TestCase("BaseAddress", "bot.parti.example")]
    [TestCase("Timeout", "00:10:00")]
    [TestCase("Journal", "the journal")]
    [TestCase("Coordinator", "@parti_gironde")]
    [TestCase("Coordinator", "Camille")]
    [TestCase("Token", "not-a-token")]
    [TestCase("Limits:PerHour", "-5")]
    [TestCase("Limits:PerHours", "5")]
    [TestCase("Limits:InFlight", "65")]
    [TestCase("Limits:PrivatePerDay", "65")]
    public void ReadAccount_Fault_NamesTheSettingAndNeverTheSecret(string name, string value)
    {
        var faults = new List<Fault>();

        var account = _rig.Read(Settings((name, value)), faults);

        Assert.That(account, Is.Null);
        Assert.That(faults.Select(fault => fault.Setting), Is.EqualTo(new[] { $"Relay:Accounts:test:{name}" }));
        Assert.That(faults[0].French, Is.Not.Null);
        Assert.That(faults[0].ToString(), name is "Token" ? Does.Not.Contain(value) : Is.Not.Empty);
    }

    [TestCase("@Parti_Gironde", "@parti_gironde", TargetKind.Public)]
    [TestCase("https://t.me/Parti_Gironde", "@parti_gironde", TargetKind.Public)]
    [TestCase("t.me/s/Parti_Gironde/", "@parti_gironde", TargetKind.Public)]
    [TestCase("-1001234567890", "-1001234567890", TargetKind.Public)]
    [TestCase("-1234567890", "-1234567890", TargetKind.Group)]
    [TestCase(" 1234567890 ", "1234567890", TargetKind.Private)]
    public void ReadTarget_AnyForm_HasOneName(string written, string key, TargetKind kind)
    {
        var faults = new List<Fault>();

        var target = _rig.ReadTarget(Read(), faults, ("Target", written));

        Assert.That(faults, Is.Empty);
        Assert.That((target!.Key, target.Kind), Is.EqualTo((key, kind)));
    }

    [Test]
    public void ReadTarget_Topic_IsPartOfTheKeyAndMakesAGroup()
    {
        var target = _rig.ReadTarget(Read(), [], ("Target", "@parti"), ("Topic", "7"));

        Assert.That((target!.Key, target.Kind), Is.EqualTo(("@parti#7", TargetKind.Group)));
    }

    [TestCase("parti gironde")]
    [TestCase("0")]
    [TestCase("-1009876543210")]
    public void ReadTarget_NoChatOrTheJournal_IsAFault(string written)
    {
        var faults = new List<Fault>();

        Assert.That(_rig.ReadTarget(Read(), faults, ("Target", written)), Is.Null);
        Assert.That(faults.Select(fault => fault.Setting), Is.EqualTo(new[] { "Relay:Channels:test:Target" }));
    }

    private Account Read(params (string Name, string Value)[] settings) => _rig.Account(Settings(settings));

    private static Dictionary<string, string> Settings(params (string Name, string Value)[] settings)
    {
        var all = new Dictionary<string, string> { ["Token"] = "123456789:AAE-secret_secret_secret_secret_1234", ["Journal"] = "-1009876543210" };
        foreach (var (name, value) in settings)
        {
            all[name] = value;
        }
        return all;
    }
}
