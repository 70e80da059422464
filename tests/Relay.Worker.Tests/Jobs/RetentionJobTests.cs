using Microsoft.Extensions.Logging.Abstractions;
using Moq;
using NUnit.Framework;
using Quartz;
using Relay.Core.Contacts;
using Relay.Core.Contacts.Retention;
using Relay.Core.Contacts.Rights;
using Relay.Core.Contacts.Suppressions;
using Relay.Core.Conversations.Settling;
using Relay.Testing;
using Relay.Worker.Jobs;
using Relay.Worker.Service;

namespace Relay.Worker.Tests.Jobs;

internal sealed class RetentionJobTests
{
    [Test]
    public async Task Execute_KeysOfPeopleAreMissing_StillDeletesWhatWasSettled()
    {
        // Neither port asks for a key; the loop of conversations, which rests without them, is not needed.
        var (time, initiative) = (new ManualTime(), Some.Stored(Some.Initiative()));
        var contacts = new Mock<IContactStore>(MockBehavior.Strict);
        contacts.Setup(store => store.PurgeAsync(time.GetUtcNow(), It.IsAny<DateTimeOffset>(), It.IsAny<CancellationToken>())).ReturnsAsync(new DuePeople(new Dictionary<ContactState, int>(), 0));
        contacts.Setup(store => store.KeepSupportsAsync(new[] { initiative.Item.Key }, time.GetUtcNow().AddMonths(2), It.IsAny<CancellationToken>())).ReturnsAsync(1);
        var conversations = new Mock<IConversationStore>(MockBehavior.Strict);
        conversations.Setup(store => store.OpenItemsAsync(time.GetUtcNow(), It.IsAny<CancellationToken>())).ReturnsAsync([Some.Stored(Some.Event()), initiative]);
        conversations.Setup(store => store.PurgeAsync(time.GetUtcNow(), It.IsAny<CancellationToken>())).ReturnsAsync(3);
        var keeper = new RetentionKeeper(contacts.Object, conversations.Object, new RetentionRules(new()), time, NullLogger<RetentionKeeper>.Instance);

        var log = new Mock<ILeftAloneLog>(MockBehavior.Strict);
        log.Setup(words => words.Read()).Returns([]);
        var terms = new LeftAloneTerms(log.Object, Mock.Of<ISuppressionStore>(MockBehavior.Strict), new RetentionRules(new()), time);

        await new RetentionJob(keeper, conversations.Object, terms, new Setbacks(time), time).Execute(Mock.Of<IJobExecutionContext>(), default);

        conversations.VerifyAll();
        contacts.VerifyAll();
        log.VerifyAll();
    }
}
