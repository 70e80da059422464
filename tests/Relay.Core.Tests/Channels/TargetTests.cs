using NUnit.Framework;
using Relay.Core.Channels;

namespace Relay.Core.Tests.Channels;

internal sealed class TargetTests
{
    [TestCase("@parti_33", TargetKind.Public, "@parti_33")]
    [TestCase("700000007", TargetKind.Private, "a private chat")]
    public void ToString_InAMessage_EndsAndTellsNoNumberOfAPerson(string value, TargetKind kind, string told) =>
        Assert.That($"{new Target(value, Kind: kind)}", Is.EqualTo(told));
}
