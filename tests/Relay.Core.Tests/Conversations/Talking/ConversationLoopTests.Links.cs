using NUnit.Framework;
using Relay.Core.Contacts;
using Relay.Core.Contacts.Suppressions;

namespace Relay.Core.Tests.Conversations.Talking;

/// <content>People who show that another account is theirs too.</content>
public sealed partial class ConversationLoopTests
{
    private const string Elsewhere = "700000008";

    [Test]
    public async Task Settle_CodeOfOneAccountTypedFromTheOther_LinksBothSoThatAStopHoldsForBoth()
    {
        await HearAsync(Said("Bonjour", Elsewhere));
        var code = await CodeAsync();
        await HearAsync(Said($" {code.ToLowerInvariant()} ", Elsewhere));
        await RunAsync();
        Assert.That(await LastAsync(Elsewhere), Does.StartWith("C’est fait : vos deux comptes sont reliés."));

        await SayAsync("STOP");
        await RunAsync();

        Assert.That(await StateAsync(Elsewhere), Is.EqualTo(ContactState.Opposed));
    }

    [Test]
    public async Task Settle_CodeThatNoLongerHoldsOrIsOnesOwn_LinksNothingAndSaysSo()
    {
        var code = await CodeAsync();
        await SayAsync(code);
        await HearAsync(Said(code, Elsewhere));
        await RunAsync();
        await SayAsync("STOP");
        await RunAsync();

        Assert.That(await LastAsync(Elsewhere), Does.StartWith("Ce code ne vaut plus."));
        Assert.That(await StateAsync(Elsewhere), Is.Not.EqualTo(ContactState.Opposed));
    }

    [Test]
    public async Task Settle_LinkMadeAndThenCutOff_IsToldAllTheSame()
    {
        var code = await CodeAsync();
        await HearAsync(Said(code, Elsewhere));
        for (var cut = 1; cut < 9; cut++)
        {
            try
            {
                await Loop(new CutStore(_store.Store.Conversations, cut)).SettleWaitingAsync(default);
            }
            catch (IOException)
            {
                // The worker died here.
            }
        }
        await RunAsync();

        Assert.That(await LastAsync(Elsewhere), Does.StartWith("C’est fait"));
    }

    [TestCase("99 avenue")]
    [TestCase("Je passer")]
    public async Task Settle_EightLettersThatAreNoCode_AreReadAsWords(string text)
    {
        await SayAsync(text);
        await RunAsync();

        Assert.That(await AnswersAsync(), Has.None.Matches<Relay.Core.Deliveries.Delivery>(answer => answer!.Parts[0].Text.Contains("Ce code", StringComparison.Ordinal)));
    }

    /// <summary>The code that the person asks for.</summary>
    private async Task<string> CodeAsync()
    {
        await SayAsync("/lier");
        await RunAsync();
        return (await LastAsync(Person)).Split('\n')[0].Split(' ')[^1];
    }

    private async Task<string> LastAsync(string person) => (await AnswersAsync()).Last(answer => answer.Target.Value == person).Parts[0].Text;

    private async Task<ContactState?> StateAsync(string person)
        => await Book.FindAsync(ContactPoint.OfNetwork("telegram", person), default) is { } identity ? (await _store.Store.Contacts.FindAsync(identity.Contact, default))?.State : null;
}
