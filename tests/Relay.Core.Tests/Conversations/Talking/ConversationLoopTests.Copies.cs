using NUnit.Framework;
using Relay.Core.Conversations.Buttons;
using Relay.Core.Deliveries;
using Relay.Core.Items;
using Relay.Testing;

namespace Relay.Core.Tests.Conversations.Talking;

/// <content>People who come by the deep link of a copy.</content>
public sealed partial class ConversationLoopTests
{
    [Test]
    public async Task Settle_DeepLinkOfACopy_ShowsWhatThatCopyTellsOf()
    {
        var copy = await PublishedAsync(Some.Event().Key);
        await ComeByAsync(copy);

        Assert.That((await AnswersAsync()).Single().Parts[0].Text, Does.StartWith("Parlons du quartier.\nVenez-vous à «"));
    }

    [Test]
    public async Task Settle_AnswerAboutAnEvent_GivesOutTheNameThatItsLinksLeadBy()
    {
        await ComeByAsync(await PublishedAsync(Some.Event().Key));

        Assert.That(await RowsAsync("SELECT item FROM item_names"), Is.EqualTo(new[] { $"{Some.Event().Key}" }));
    }

    [Test]
    public async Task Settle_DeepLinkOfADigest_AsksWhichOfItsItems()
    {
        var copy = await PublishedAsync(Some.Event().Key, Some.Initiative().Key);
        await ComeByAsync(copy);

        Assert.That((await AnswersAsync()).Single().Answer!.Buttons.Select(button => button.Label), Is.EqualTo(new[] { "lun. 9 mars · Réunion publique", "Des pistes cyclables" }));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task Settle_DeepLinkOfNoCopyOfOurs_SaysThatItLeadsNowhere(bool isSigned)
    {
        var payload = isSigned ? (await TokensAsync()).LinkTo(Guid.CreateVersion7(Some.Now)) : new Tokens(new byte[32]).LinkTo(await PublishedAsync(Some.Event().Key));
        await SayAsync($"/start {payload}");
        await RunAsync();

        Assert.That((await AnswersAsync()).Single().Parts[0].Text, Does.StartWith("Ce lien ne mène plus à rien d’actuel."));
    }

    [Test]
    public async Task Settle_CameByACopyThenYesThenNo_CountsTheStepsAndTakesTheLastBack()
    {
        var copy = await PublishedAsync(Some.Event().Key);
        await ComeByAsync(copy);
        await ComeByAsync(copy);
        await SayAsync("Je viens");
        await RunAsync();
        await PressAsync((await AnswersAsync())[^1].Answer!.Buttons[0].Data!);
        await RunAsync();

        Assert.That(await StepsAsync(), Is.EqualTo(new[] { "coming 1", "message 1" }));
        await PressAsync((await AnswersAsync())[^1].Answer!.Buttons.Single(button => button.Label == "Je ne viens plus").Data!);
        await RunAsync();
        Assert.That(await StepsAsync(), Is.EqualTo(new[] { "coming 0", "message 1" }));
    }

    [Test]
    public async Task Settle_CutAtEachStepOfSomebodyWhoCameByACopy_CountsOnce()
    {
        for (var cut = 1; ; cut++)
        {
            var copy = await PublishedAsync(Some.Event().Key);
            await SayAsync($"/start {(await TokensAsync()).LinkTo(copy)}");
            var cutting = new CutStore(_store.Store.Conversations, cut);
            try
            {
                await Loop(cutting).SettleWaitingAsync(default);
            }
            catch (IOException)
            {
                // The worker died here.
            }
            await RunAsync();

            Assert.That(await StepsAsync(), Is.EqualTo(Enumerable.Repeat("message 1", cut)), $"cut at step {cut}");
            if (!cutting.HasCut)
            {
                return;
            }
        }
    }

    [Test]
    public async Task Settle_ListPassedOnBySomebodyWhoCameByACopy_CountsForThatCopy()
    {
        var copy = await PublishedAsync(Some.Event().Key);
        await SayAsync($"/start {(await TokensAsync()).LinkTo(copy)}tDEP-33");
        await RunAsync();
        await PressAsync((await AnswersAsync())[^1].Answer!.Buttons.First(button => button.Data is not null).Data!);
        await RunAsync();

        Assert.That(await StepsAsync(), Is.EqualTo(new[] { "message 1", "subscription 1" }));
    }

    [TestCase("tDEP-33")]
    [TestCase("c0000000000000000000000aaaaaaaaaaaaaatDEP-33")]
    public async Task Settle_ListPassedOnByNoCopyOfOurs_CountsForNone(string payload)
    {
        await SayAsync($"/start {payload}");
        await RunAsync();

        Assert.That(await StepsAsync(), Is.Empty);
    }

    [Test]
    public async Task Settle_TwoDaysAfterSomebodyCameByACopy_WhatTheyDoCountsForNone()
    {
        await ComeByAsync(await PublishedAsync(Some.Event().Key));
        _time.Advance(TimeSpan.FromHours(49));
        await SayAsync($"/start {(await TokensAsync()).LinkTo(Some.Event().Key)}");
        await RunAsync();
        await PressAsync((await AnswersAsync())[^1].Answer!.Buttons.First(button => button.Label == "Je viens").Data!);
        await RunAsync();

        Assert.That(await StepsAsync(), Is.EqualTo(new[] { "message 1" }));
    }

    [Test]
    public async Task Settle_Stop_ForgetsTheCopyThatThePersonCameBy()
    {
        await ComeByAsync(await PublishedAsync(Some.Event().Key));
        await SayAsync("STOP");
        await RunAsync();

        Assert.That(await RowsAsync("SELECT body FROM dialogs WHERE body LIKE '%\"by\":{%'"), Is.Empty);
    }

    private Task<IReadOnlyList<string>> StepsAsync() => RowsAsync("SELECT step || ' ' || people FROM spread ORDER BY step, publication_id");

    private async Task<IReadOnlyList<string>> RowsAsync(string sql)
    {
        await using var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={_store.Options.Path};Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // A test's own words.
        command.CommandText = sql;
#pragma warning restore CA2100
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string>();
        while (await reader.ReadAsync())
        {
            rows.Add(reader.GetString(0));
        }
        return rows;
    }

    private async Task ComeByAsync(Guid copy)
    {
        await SayAsync($"/start {(await TokensAsync()).LinkTo(copy)}");
        await RunAsync();
    }

    /// <summary>The id of the publication of a copy that tells of these items.</summary>
    private async Task<Guid> PublishedAsync(params ItemKey[] items)
    {
        var key = new PublicationKey($"copy/{++_number}", "announce", "-", "telegram", "@parti_33");
        await _store.Ledger.PlanAsync(items, [new()
        {
            Key = key, Channel = "gironde", Account = "bot33", Items = items, From = Some.Now, Until = Some.Now.AddDays(1), Expires = Some.Now.AddDays(2), Order = Some.Now,
            Priority = Priority.Announcement, Paced = true,
        }], _ => "test", Some.Now, default);
        return (await _store.Ledger.PlannedAsync(100, default)).Single(publication => publication.Plan.Key == key).Id;
    }
}
