using Relay.Core.Deliveries;
using Relay.Networks.Facebook;
using Relay.Networks.Transport;

namespace Relay.Networks.Tests.Facebook;

[TestFixture]
internal sealed class FacebookOutcomesTests
{
    [TestCase(Call.Create, 400, 4, 0, FailureKind.Throttled, FailureScope.Account, false)]
    [TestCase(Call.Create, 400, 17, 0, FailureKind.Throttled, FailureScope.Account, false)]
    [TestCase(Call.Create, 403, 80001, 0, FailureKind.Throttled, FailureScope.Account, false)]
    [TestCase(Call.Create, 400, 613, 1996, FailureKind.Throttled, FailureScope.Account, false)]
    [TestCase(Call.Create, 400, 190, 458, FailureKind.Unauthorized, FailureScope.Account, false)]
    [TestCase(Call.Create, 400, 102, 0, FailureKind.Unauthorized, FailureScope.Account, false)]
    [TestCase(Call.Create, 400, 190, 2069032, FailureKind.Misconfigured, FailureScope.Account, false)]
    [TestCase(Call.Create, 403, 299, 0, FailureKind.Misconfigured, FailureScope.Account, false)]
    [TestCase(Call.Create, 400, 3, 0, FailureKind.Misconfigured, FailureScope.Account, false)]
    [TestCase(Call.Create, 400, 368, 0, FailureKind.Misconfigured, FailureScope.Account, false)]
    [TestCase(Call.Create, 400, 506, 0, FailureKind.Duplicate, FailureScope.Delivery, false)]
    [TestCase(Call.Create, 400, 100, 1366051, FailureKind.Duplicate, FailureScope.Delivery, false)]
    [TestCase(Call.Create, 400, 100, 0, FailureKind.Refused, FailureScope.Delivery, false)]
    [TestCase(Call.Create, 400, 100, 1404102, FailureKind.Refused, FailureScope.Delivery, false)]
    [TestCase(Call.Create, 400, 368, 1404112, FailureKind.Misconfigured, FailureScope.Account, false)]
    [TestCase(Call.Create, 403, 1, 2853006, FailureKind.Misconfigured, FailureScope.Account, false)]
    [TestCase(Call.Create, 400, 324, 0, FailureKind.Refused, FailureScope.Delivery, true)]
    [TestCase(Call.Create, 400, 1, 1366046, FailureKind.Refused, FailureScope.Delivery, true)]
    [TestCase(Call.Create, 400, 100, 33, FailureKind.Misconfigured, FailureScope.Target, false)]
    [TestCase(Call.Create, 500, 1, 0, FailureKind.Unknown, FailureScope.Delivery, false)]
    [TestCase(Call.Create, 400, 2, 0, FailureKind.Unknown, FailureScope.Delivery, false)]
    [TestCase(Call.Create, 504, 0, 0, FailureKind.Unknown, FailureScope.Delivery, false)]
    [TestCase(Call.Create, 429, 0, 0, FailureKind.Throttled, FailureScope.Account, false)]
    [TestCase(Call.Prepare, 400, 100, 0, FailureKind.Refused, FailureScope.Delivery, true)]
    [TestCase(Call.Prepare, 400, 190, 0, FailureKind.Unauthorized, FailureScope.Account, false)]
    [TestCase(Call.Edit, 400, 100, 33, FailureKind.Gone, FailureScope.Delivery, false)]
    [TestCase(Call.Edit, 403, 200, 0, FailureKind.Refused, FailureScope.Delivery, false)]
    [TestCase(Call.Edit, 400, 190, 0, FailureKind.Unauthorized, FailureScope.Account, false)]
    [TestCase(Call.Delete, 400, 100, 33, FailureKind.Gone, FailureScope.Delivery, false)]
    [TestCase(Call.Delete, 400, 4, 0, FailureKind.Throttled, FailureScope.Account, false)]
    [TestCase(Call.Find, 400, 100, 33, FailureKind.Misconfigured, FailureScope.Target, false)]
    public void Classify_EachCell_HasItsMeaning(Call call, int status, int code, int subcode, FailureKind kind, FailureScope scope, bool picture)
        => Assert.That(FacebookOutcomes.Classify(call, status, code, subcode, isTransient: false, ""), Is.EqualTo(new Verdict(kind, scope, picture)));
}
