using System.Text.Json;
using Relay.Core.Deliveries;
using Relay.Networks.Telegram;
using Relay.Networks.Transport;
using Relay.Testing;

namespace Relay.Networks.Tests.Telegram;

[TestFixture]
internal sealed class TelegramOutcomesTests
{
    [TestCase(Call.Create, 400, "Bad Request: chat not found", FailureKind.Misconfigured, FailureScope.Target)]
    [TestCase(Call.Create, 400, "Bad Request: group chat was upgraded to a supergroup chat", FailureKind.Misconfigured, FailureScope.Target)]
    [TestCase(Call.Create, 400, "Bad Request: not enough rights to send text messages to the chat", FailureKind.Misconfigured, FailureScope.Target)]
    [TestCase(Call.Create, 400, "Bad Request: CHAT_WRITE_FORBIDDEN", FailureKind.Misconfigured, FailureScope.Target)]
    [TestCase(Call.Create, 400, "Bad Request: TOPIC_CLOSED", FailureKind.Misconfigured, FailureScope.Target)]
    [TestCase(Call.Create, 400, "Bad Request: message text is empty", FailureKind.Refused, FailureScope.Delivery)]
    [TestCase(Call.Create, 400, "Bad Request: message caption is too long", FailureKind.Refused, FailureScope.Delivery)]
    [TestCase(Call.Create, 400, "Bad Request: message to be replied not found", FailureKind.Refused, FailureScope.Delivery)]
    [TestCase(Call.Create, 401, "Unauthorized", FailureKind.Unauthorized, FailureScope.Account)]
    [TestCase(Call.Create, 403, "Forbidden: bot can't initiate conversation with a user", FailureKind.Refused, FailureScope.Target)]
    [TestCase(Call.Create, 403, "Forbidden: the group chat was deleted", FailureKind.Misconfigured, FailureScope.Target)]
    [TestCase(Call.Create, 404, "Not Found", FailureKind.Unauthorized, FailureScope.Account)]
    [TestCase(Call.Create, 409, "Conflict", FailureKind.Unknown, FailureScope.Delivery)]
    [TestCase(Call.Create, 429, "Too Many Requests: retry after 5", FailureKind.Throttled, FailureScope.Target)]
    [TestCase(Call.Create, 500, "Internal Server Error", FailureKind.Unknown, FailureScope.Delivery)]
    [TestCase(Call.Create, 502, "", FailureKind.Unknown, FailureScope.Delivery)]
    [TestCase(Call.Edit, 400, "Bad Request: message to edit not found", FailureKind.Gone, FailureScope.Delivery)]
    [TestCase(Call.Edit, 400, "Bad Request: message can't be edited", FailureKind.Refused, FailureScope.Delivery)]
    [TestCase(Call.Edit, 400, "Bad Request: there is no text in the message to edit", FailureKind.Refused, FailureScope.Delivery)]
    [TestCase(Call.Delete, 400, "Bad Request: message to delete not found", FailureKind.Gone, FailureScope.Delivery)]
    [TestCase(Call.Delete, 400, "Bad Request: message can't be deleted", FailureKind.Refused, FailureScope.Delivery)]
    [TestCase(Call.Create, 400, "Bad Request: MESSAGE_ID_INVALID", FailureKind.Refused, FailureScope.Delivery)]
    public void Classify_EachCell_HasItsMeaning(Call call, int code, string words, FailureKind kind, FailureScope scope)
    {
        var verdict = TelegramOutcomes.Classify(call, code, words);

        Assert.That((verdict.Kind, verdict.Scope, verdict.PictureAtFault), Is.EqualTo((kind, scope, false)));
    }

    [TestCase("Bad Request: failed to get HTTP URL content")]
    [TestCase("Bad Request: wrong file identifier/HTTP URL specified")]
    [TestCase("Bad Request: wrong type of the web page content")]
    [TestCase("Bad Request: WEBPAGE_CURL_FAILED")]
    [TestCase("Bad Request: PHOTO_INVALID_DIMENSIONS")]
    [TestCase("Bad Request: IMAGE_PROCESS_FAILED")]
    [TestCase("Bad Request: file is too big")]
    public void Classify_Picture_MayBeLeftOut(string words)
        => Assert.That(TelegramOutcomes.Classify(Call.Create, 400, words), Is.EqualTo(new Verdict(FailureKind.Refused, FailureScope.Delivery, PictureAtFault: true)));

    [Test]
    public void Classify_EveryErrorOfTheServer_IsNeverADoubtNorTheAccounts()
    {
        var errors = JsonDocument.Parse(File.ReadAllText(Repository.Specs("derived", "telegram-errors", "errors.json"))).RootElement.GetProperty("errors");
        var wrong = new List<string>();
        foreach (var group in errors.EnumerateObject().Where(group => group.Name.StartsWith("400", StringComparison.Ordinal) || group.Name.StartsWith("403", StringComparison.Ordinal)))
        {
            var code = int.Parse(group.Name[..3], System.Globalization.CultureInfo.InvariantCulture);
            wrong.AddRange(group.Value.EnumerateArray().Select(words => words.GetString()!).Where(words =>
            {
                var verdict = TelegramOutcomes.Classify(Call.Create, code, words);
                return verdict.Kind is FailureKind.Unknown or FailureKind.Gone || verdict.Scope is FailureScope.Account || (code == 403 && verdict.Scope is not FailureScope.Target);
            }));
        }

        Assert.That(wrong, Is.Empty);
    }
}
