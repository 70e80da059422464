using NUnit.Framework;
using Relay.Core.Channels;
using Relay.Core.Deliveries.Answers;
using Relay.Core.Inbox.Arrivals;
using Relay.Testing;

namespace Relay.Core.Tests.Deliveries;

public sealed class AnswerAddressTests
{
    [TestCase("telegram", "telegram:7", "700000007", InteractionRealm.Private, AnswerForm.PrivateMessage, "700000007", null, TargetKind.Private)]
    [TestCase("telegram", "telegram:7", "-100500", InteractionRealm.Public, AnswerForm.PublicReply, "-100500#5", "41", TargetKind.Group)]
    [TestCase("facebook", "facebook:1234", "900", InteractionRealm.Private, AnswerForm.PrivateMessage, "900", null, TargetKind.Private)]
    [TestCase("facebook", "facebook:1234", "", InteractionRealm.Public, AnswerForm.PublicReply, "1234", "41", TargetKind.Public)]
    [TestCase("facebook", "facebook:1234", "", InteractionRealm.Public, AnswerForm.PrivateReply, "900", "41", TargetKind.Private)]
    [TestCase("x", "x:42", "", InteractionRealm.Public, AnswerForm.PublicReply, "42", "41", TargetKind.Public)]
    [TestCase("x", "x:42", "", InteractionRealm.Private, AnswerForm.PrivateMessage, "900", null, TargetKind.Private)]
    public void Of_WordsThatCanBeAnsweredSo_IsWhereTheyAreRead(string network, string reader, string chat, InteractionRealm realm, AnswerForm form, string target, string? reply, TargetKind kind)
    {
        var address = AnswerAddress.Of(Some.Account(network: network), Said(reader, chat, realm), form);

        Assert.That((address!.Target.Key, address.Target.Kind, address.InReplyTo), Is.EqualTo((target, kind, reply)));
    }

    [TestCase("telegram", InteractionRealm.Private, AnswerForm.PublicReply)]
    [TestCase("telegram", InteractionRealm.Public, AnswerForm.PrivateMessage)]
    [TestCase("telegram", InteractionRealm.Public, AnswerForm.PrivateReply)]
    [TestCase("x", InteractionRealm.Public, AnswerForm.PrivateReply)]
    [TestCase("mastodon", InteractionRealm.Public, AnswerForm.PublicReply)]
    public void Of_WordsThatCannotBeAnsweredSo_IsNone(string network, InteractionRealm realm, AnswerForm form)
        => Assert.That(AnswerAddress.Of(Some.Account(network: network), Said($"{network}:7", "-100", realm), form), Is.Null);

    [Test]
    public void Of_AuthorWithheld_LeavesOnlyThePublicWayAndTheComment()
    {
        var said = Said("facebook:1234", "", InteractionRealm.Public) with { Author = Author.Withheld };
        var account = Some.Account(network: "facebook");

        Assert.That(AnswerAddress.Of(account, said, AnswerForm.PrivateReply)!.Target.Value, Is.EqualTo("41"));
        Assert.That(AnswerAddress.Of(account, Said("facebook:1234", "900", InteractionRealm.Private) with { Author = Author.Withheld }, AnswerForm.PrivateMessage), Is.Null);
    }

    [Test]
    public void Of_ProfileWithAName_IsThePlaceOfItsChannels()
    {
        var account = Some.Account(network: "x") with { Settings = new Dictionary<string, string> { ["Handle"] = "@parti_33" } };

        Assert.That(AnswerAddress.Of(account, Said("x:42", "", InteractionRealm.Public), AnswerForm.PublicReply)!.Target.Key, Is.EqualTo("@parti_33"));
    }

    [TestCase(InteractionKind.Mention, true)]
    [TestCase(InteractionKind.Quote, true)]
    [TestCase(InteractionKind.Comment, false)]
    public void IsSummons_OnlyOfWhoNamedOrQuotedUs(InteractionKind kind, bool summons)
        => Assert.That(AnswerAddress.IsSummons(Said("x:42", "", InteractionRealm.Public) with { Kind = kind }), Is.EqualTo(summons));

    [Test]
    public void IsSummons_AnAnswerThatNamesUs_IsOne()
        => Assert.That(AnswerAddress.IsSummons(Said("x:42", "", InteractionRealm.Public) with { Kind = InteractionKind.Reply, NamesUs = true }), Is.True);

    [TestCase("facebook", AnswerForm.PrivateMessage, 24)]
    [TestCase("facebook", AnswerForm.PrivateReply, 168)]
    public void Closes_WhereAWindowCounts_IsCountedFromThePersonsWords(string network, AnswerForm form, int hours)
    {
        var conduct = AnswerConduct.Of(network, form)!;

        Assert.That(conduct.Closes(Some.Now), Is.EqualTo(Some.Now.AddHours(hours)));
        Assert.That(conduct.Closes(null), Is.LessThan(Some.Now), "nobody knows when the person wrote: the window is closed");
        Assert.That(AnswerConduct.Of("telegram", AnswerForm.PrivateMessage)!.Closes(null), Is.Null);
    }

    private static Happening.Said Said(string reader, string chat, InteractionRealm realm)
        => new(new(reader, chat, realm, "41"), InteractionKind.Comment, new("900"), "Quand ?", Some.Now) { Topic = chat.StartsWith("-100500", StringComparison.Ordinal) ? "5" : null };
}
