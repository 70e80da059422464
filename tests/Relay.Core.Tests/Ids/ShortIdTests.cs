using NUnit.Framework;
using Relay.Core.Ids;

namespace Relay.Core.Tests.Ids;

public sealed class ShortIdTests
{
    private static readonly Guid Id = new("019cad8f-ac00-7582-be31-d02efbda5a28");

    [TestCase("019cad8f-ac00-7582-be31-d02efbda5a28", "019cad8f-ac00-7582-be31-d02efbda5a28", null)]
    [TestCase("019CAD8FAC007582BE31D02EFBDA5A28", "019cad8f-ac00-7582-be31-d02efbda5a28", null)]
    [TestCase(" fbda5a28 ", "fbda5a28", "fbda5a28")]
    [TestCase("be31-d02efbda5a28", null, "be31-d02efbda5a28")]
    [TestCase("be31d02efbda5a28", "be31d02e-fbda-5a28", "be31-d02efbda5a28")]
    [TestCase("019cad8f-ac00-7", "019cad8f-ac00-7", null)]
    [TestCase("019cad8f-", "019cad8f", null)]
    public void TryRead_WhatSomebodyWrote_IsABeginningOrAnEnd(string text, string? start, string? end)
    {
        Assert.That(ShortId.TryRead(text, out var id), Is.True);
        Assert.That((id.Start, id.End), Is.EqualTo((start, end)));
    }

    [TestCase("")]
    [TestCase("12345")]
    [TestCase("cafe-5")]
    [TestCase("zzzzzzzz")]
    [TestCase("019cad8f%")]
    [TestCase("01-9cad8f")]
    [TestCase("019cad8f-ac00-7582-be31-d02efbda5a28a")]
    public void TryRead_NoPartOfAnId_IsRefused(string text) => Assert.That(ShortId.TryRead(text, out _), Is.False);

    [Test]
    public void Of_AnId_IsItsEndAndIsReadBack()
    {
        Assert.That((ShortId.Of(Id), ShortId.Of($"{Id}")), Is.EqualTo(("fbda5a28", "fbda5a28")));
        Assert.That(ShortId.TryRead(ShortId.Of(Id), out var read) && read.Fits(Id), Is.True);
    }
}
