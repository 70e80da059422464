using Relay.Core.Deliveries;
using Relay.Networks.Transport;
using Relay.Networks.X;

namespace Relay.Networks.Tests.X;

[TestFixture]
internal sealed class XOutcomesTests
{
    [TestCase(Call.Create, 400, "https://api.x.com/2/problems/invalid-request", FailureKind.Refused, FailureScope.Delivery, false)]
    [TestCase(Call.Create, 400, "Your media IDs are invalid.", FailureKind.Refused, FailureScope.Delivery, true)]
    [TestCase(Call.Create, 401, "", FailureKind.Unauthorized, FailureScope.Account, false)]
    [TestCase(Call.Create, 402, "CreditsDepleted", FailureKind.Misconfigured, FailureScope.Account, false)]
    [TestCase(Call.Create, 403, "You are not permitted to perform this action", FailureKind.Refused, FailureScope.Delivery, false)]
    [TestCase(Call.Create, 403, "Unsupported Authentication", FailureKind.Misconfigured, FailureScope.Account, false)]
    [TestCase(Call.Create, 403, "Your account is suspended and is not permitted to access this feature. account is suspended", FailureKind.Unauthorized, FailureScope.Account, false)]
    [TestCase(Call.Create, 403, "#324", FailureKind.Refused, FailureScope.Delivery, true)]
    [TestCase(Call.Create, 403, "#3240", FailureKind.Refused, FailureScope.Delivery, false)]
    [TestCase(Call.Create, 404, "", FailureKind.Misconfigured, FailureScope.Account, false)]
    [TestCase(Call.Create, 413, "", FailureKind.Refused, FailureScope.Delivery, true)]
    [TestCase(Call.Create, 429, "Too Many Requests", FailureKind.Throttled, FailureScope.Account, false)]
    [TestCase(Call.Create, 429, "https://api.x.com/2/problems/usage-capped", FailureKind.Misconfigured, FailureScope.Account, false)]
    [TestCase(Call.Create, 500, "", FailureKind.Unknown, FailureScope.Delivery, false)]
    [TestCase(Call.Create, 504, "duplicate content", FailureKind.Unknown, FailureScope.Delivery, false)]
    [TestCase(Call.Prepare, 400, "media type unrecognized", FailureKind.Refused, FailureScope.Delivery, true)]
    [TestCase(Call.Prepare, 401, "", FailureKind.Unauthorized, FailureScope.Account, false)]
    [TestCase(Call.Delete, 404, "", FailureKind.Gone, FailureScope.Delivery, false)]
    [TestCase(Call.Delete, 403, "You are not authorized to delete this Tweet.", FailureKind.Refused, FailureScope.Delivery, false)]
    [TestCase(Call.Delete, 403, "duplicate content", FailureKind.Refused, FailureScope.Delivery, false)]
    [TestCase(Call.Find, 404, "", FailureKind.Misconfigured, FailureScope.Account, false)]
    public void Classify_EachCell_HasItsMeaning(Call call, int status, string said, FailureKind kind, FailureScope scope, bool picture)
        => Assert.That(XOutcomes.Classify(call, status, said), Is.EqualTo(new Verdict(kind, scope, picture)));
}
