using NUnit.Framework;
using Relay.Core.Contacts.Suppressions;
using Relay.Core.Contacts;
using Relay.Core.Inbox.Arrivals;
using Relay.Core.Inbox;

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
        await ConfirmAsync();
        Assert.That(await LastAsync(Elsewhere), Does.StartWith("C’est fait : vos deux comptes sont reliés."));

        await SayAsync("STOP");
        await RunAsync();

        Assert.That(await StateAsync(Elsewhere), Is.EqualTo(ContactState.Opposed));
    }

    [Test]
    public async Task Settle_CodeOfSomebodyElsePastedWithoutKnowingWhatItDoes_LinksNothingUntilItIsConfirmed()
    {
        await HearAsync(Said(await CodeAsync(), Elsewhere));
        await RunAsync();
        Assert.That(await LastAsync(Elsewhere), Does.Contain("un autre compte : Telegram").And.Contain("celui-ci (Telegram)").And.Contain("ne confirmez pas"));

        await SayAsync("STOP");
        await RunAsync();

        Assert.That(await StateAsync(Elsewhere), Is.Not.EqualTo(ContactState.Opposed));
    }

    [Test]
    public async Task Settle_YesWithTheCodeInWords_LinksBoth()
    {
        var code = await CodeAsync();
        await HearAsync(Said(code, Elsewhere));
        await RunAsync();
        await HearAsync(Said($"Oui {code}", Elsewhere));
        await RunAsync();

        Assert.That(await LastAsync(Elsewhere), Does.StartWith("C’est fait"));
    }

    [Test]
    public async Task Settle_AccountLinkedAfterAStop_IsOpposedTooAndToldSo()
    {
        var code = await CodeAsync();
        await SayAsync("STOP");
        await HearAsync(Said(code, Elsewhere));
        await RunAsync();
        await ConfirmAsync();

        Assert.That(await LastAsync(Elsewhere), Does.Contain("vous avez dit STOP : cela vaut désormais pour les deux"));
        Assert.That(await StateAsync(Elsewhere), Is.EqualTo(ContactState.Opposed));
    }

    [Test]
    public async Task Settle_CodeOfAnAccountThatIsAChilds_LinksAndSaysNothing()
    {
        var code = await CodeAsync();
        await HearAsync(Said(code, Elsewhere));
        await SayAsync("j'ai 12 ans");
        await RunAsync();
        var before = await LastAsync(Elsewhere);
        await ConfirmAsync();

        Assert.That(await StateAsync(Elsewhere), Is.EqualTo(ContactState.Minor));
        Assert.That(await LastAsync(Elsewhere), Is.EqualTo(before));
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
        await HearAsync(Said(await CodeAsync(), Elsewhere));
        await RunAsync();
        await HearAsync(await ConfirmationAsync());
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

    // Presses the button under the question to the other account.
    private async Task ConfirmAsync()
    {
        await HearAsync(await ConfirmationAsync());
        await RunAsync();
    }

    private async Task<Happening> ConfirmationAsync()
    {
        var data = (await AnswersAsync()).Last(answer => answer.Target.Value == Elsewhere).Answer!.Buttons[0].Data!;
        return new Happening.Pressed(new("telegram:7", "", InteractionRealm.Press, $"{++_number}"), new Author(Elsewhere), new Press($"{_number}", data, Elsewhere, Elsewhere, "1", "fr"));
    }

    private async Task<string> LastAsync(string person) => (await AnswersAsync()).Last(answer => answer.Target.Value == person).Parts[0].Text;

    private async Task<ContactState?> StateAsync(string person)
        => await Book.FindAsync(ContactPoint.OfNetwork("telegram", person), default) is { } identity ? (await _store.Store.Contacts.FindAsync(identity.Contact, default))?.State : null;
}
