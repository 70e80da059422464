using Relay.Store.Contacts;
using Relay.Store.Deliveries;
using Relay.Store.Engines;
using Relay.Store.Items;

namespace Relay.Store.Tests.Contract;

/// <summary>The statements that run again and again, each with the index that answers it.</summary>
internal static class HotSql
{
    /// <summary>Values of every parameter that any of them has.</summary>
    public static object Parameters { get; } = new
    {
        network = "", target = "", account = "", now = 0L, since = 0L, limit = 1, rows = "[]", generation = "", at = 0L, textHash = "", reason = "", before = 0L, after = 0L, number = 1, contact = "", controller = "", hash = "", hmac = "", person = "", post = "", item = "", except = "", ids = "", identity = "", facts = "", name = "", seats = 0, audience = "", list = "", people = 1,
    };

    public static IEnumerable<(string Name, string Sql, string Index)> Of(Dialect dialect) =>
    [
        ("Waiting", Ledger.WaitingSql, "publications_waiting"),
        ("TargetsWaiting", Ledger.TargetsWaitingSql, "publications_windows"),
        ("NextWindow", Ledger.NextWindowSql, "publications_windows"),
        ("Use, released", Ledger.UseSql, "deliveries_released"),
        ("Use, left", Ledger.UseSql, "deliveries_left"),
        ("Use, outstanding", Ledger.UseSql, "deliveries_open"),
        ("Due", Ledger.DueSql(dialect), "deliveries_due"),
        ("NextDue, deliveries", Ledger.NextDueSql, "deliveries_due"),
        ("Last attempt of an account", Alarms.AlarmStore.LastOfAccountSql, "attempts_account"),
        ("Last attempt on a target", Alarms.AlarmStore.LastOfTargetSql, "deliveries_left"),
        ("Last answer", Alarms.AlarmStore.LastAnsweredSql, "attempts_account"),
        ("Silence", Alarms.AlarmStore.SilenceSql, "attempts_account"),
        ("Overdue", Alarms.AlarmStore.OverdueSql, "deliveries_open"),
        ("Waiting places", Ledger.WaitingPlacesSql, "deliveries_open"),
        ("NextDue, doubts", Ledger.NextDueSql, "parts_doubts"),
        ("Doubts of an account", Ledger.DoubtsSql(ofAccount: true, due: true), "deliveries_uncertain"),
        ("Under way", Ledger.UnderWaySql, "deliveries_attempting"),
        ("Doubts of all", Ledger.DoubtsSql(ofAccount: false, due: false), "deliveries_uncertain"),
        ("Expire", Ledger.ExpireSql, "publications_expiring"),
        ("Planned channels", Ledger.PlannedChannelsSql, "publications_channels"),
        ("Neighbours", Ledger.BeforeSql, "parts_confirmed"),
        ("What people said", Ledger.SaidSql, "parts_confirmed"),
        ("Own posts", OwnPosts.SinceSql, "parts_confirmed"),
        ("TextUsedElsewhere", Ledger.TextUsedSql, "parts_text"),
        ("Recover, parts", Ledger.RecoverPartsSql, "parts_attempting"),
        ("Recover, deliveries", Ledger.RecoverDeliveriesSql, "deliveries_attempting"),
        ("ToPlan, changed", ItemStore.ChangedSql, "items_plan_due"),
        ("ToPlan, earlier generation", ItemStore.EarlierGenerationSql, "items_generation"),
        ("ToPlan, later generation", ItemStore.LaterGenerationSql, "items_generation"),
        ("Health", ItemStore.HealthSql, "sqlite_autoindex_items"),
        ("Plan", $"{KnownPublication.Select} WHERE p.subject IN (SELECT r.key FROM {RowShapes.Keys.In(dialect)})", "sqlite_autoindex_publications"),
        ("Arrivals, waiting", Inbox.ArrivalRow.WaitingSql, "arrivals_waiting"),
        ("Arrivals, oldest", Inbox.ArrivalRow.OldestSql, "arrivals_waiting"),
        ("Arrivals, how many wait", Inbox.ArrivalRow.CountWaitingSql, "arrivals_waiting"),
        ("Arrivals, how many are broken", Inbox.ArrivalRow.CountBrokenSql, "arrivals_broken"),
        ("Arrivals, set aside", Inbox.ArrivalRow.AsideSql, "arrivals_aside"),
        ("Arrivals, purge", Inbox.ArrivalRow.PurgeSql, "arrivals_purge"),
        ("Arrivals, last number", Inbox.InboxStore.LastNumberSql, "arrivals"),
        ("Interactions, of keys", Inbox.InteractionRow.OfKeysSql(dialect), "interactions"),
        ("Interactions, listed", Inbox.InteractionRow.ListSql, "interactions_heard"),
        ("Interactions, waiting", Inbox.InteractionRow.WaitingSql, "interactions_waiting"),
        ("Interactions, purge", Inbox.InteractionRow.PurgeSql, "interactions_purge"),
        ("Interactions, of an author", Inbox.InteractionRow.ForgetSql, "interactions_author"),
        ("Interactions, of threads", Inbox.InteractionRow.OfThreadsSql(dialect), "interactions_thread"),
        ("Posts of threads", Inbox.ThreadRow.FindSql(RowShapes.Keys.In(dialect).ToString()), "threads"),
        ("Contacts that have had their time", ContactStore.DueIdsSql, "contacts_purge"),
        ("Heard", Inbox.InboxStore.HeardSql(RowShapes.Keys.In(dialect)), "heard"),
        ("Parts", $"{PartRow.Select} WHERE t.delivery_id IN (SELECT r.key FROM {RowShapes.Keys.In(dialect)})", "sqlite_autoindex_parts"),
        ("Account by its hash", ContactStore.FindSql(RowShapes.Keys.In(dialect).ToString()), "identities_hmac"),
        ("Accounts of a contact", ContactStore.OfContactSql, "identities_contact"),
        ("Yeses of a contact", ConsentRows.OfContactSql, "consents_contact"),
        ("Contacts that links reach", LinkStore.ReachSql, "identity_links_one"),
        ("Links of a contact", LinkStore.OfContactSql, "identity_links_other"),
        ("Code that was typed", LinkStore.CodeSql, "link_codes_hash"),
        ("Interactions, unsettled", Inbox.InteractionRow.UnsettledSql, "interactions_unsettled"),
        ("Conduct of a person", Conversations.ConversationStore.MarksSql, "conduct_person"),
        ("Replies on a post", Conversations.ConversationStore.RepliesSql, "conduct_post"),
        ("Standing acts", Conversations.ConversationStore.StandingSql, "acts_contact"),
        ("Heads", Conversations.ConversationStore.HeadsSql, "acts_item"),
        ("Queued heads", Conversations.ConversationStore.QueuedSql, "acts_item"),
        ("People of open items", Conversations.LabelStore.PeopleSql(RowShapes.Keys.In(dialect).ToString()), "acts_item"),
        ("Last answer to an event", Conversations.ConversationStore.LastAnswerSql, "acts_item"),
        ("Whether guests are to be told", Conversations.GuestStore.OthersSql, "guests_item"),
        ("Guests to be told", Conversations.GuestStore.BehindSql, "acts_item"),
        ("Letters to guests that are not so any more", Conversations.GuestStore.StaleSql, "answers_person"),
        ("Guests who wait", Conversations.GuestStore.QueueSql, "acts_item"),
        ("Buttons of a person", Conversations.ConversationStore.ButtonsSql, "deliveries_left"),
        ("Own post", Conversations.ConversationStore.OwnPostSql, "parts_remote"),
        ("Waiting list", Conversations.ConversationStore.WaitingSql, "waiting_deadline"),
        ("Answers to an account", AnswerStore.OfIdentitySql, "answers_person"),
        ("Broadcasts, running", Broadcasts.BroadcastStore.RunningSql, "broadcasts_running"),
        ("Broadcasts, of an audience", Broadcasts.BroadcastStore.SinceSql, "broadcasts_audience"),
        ("Broadcasts, what waits", Broadcasts.BroadcastStore.WaitingSql, "deliveries_due"),
        ("Broadcasts, what became of one", Broadcasts.BroadcastStore.TallySql, "answers_broadcast"),
        ("Broadcasts, whether an event is awaited", Broadcasts.BroadcastStore.AwaitedSql, "acts_item"),
        ("Broadcasts, next subscribers", Broadcasts.RecipientRow.NextSubscribersSql, "consents_standing"),
        ("Broadcasts, next attendees", Broadcasts.RecipientRow.NextAttendeesSql, "acts_item"),
        ("Suppressions", SuppressionStore.FindSql(RowShapes.Keys.In(dialect).ToString()), "sqlite_autoindex_suppressions"),
    ];
}
