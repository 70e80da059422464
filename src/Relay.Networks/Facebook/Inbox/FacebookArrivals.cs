using Relay.Core.Channels;
using Relay.Core.Inbox.Arrivals;
using Relay.Networks.Arriving;
using Relay.Networks.Transport;

namespace Relay.Networks.Facebook.Inbox;

/// <summary>
/// Reads what a Page's webhook brings, and answers of the comments, conversations and messages edges. Source: developers.facebook.com, Webhooks reference "page", and Graph API
/// reference of these edges.
/// </summary>
internal sealed class FacebookArrivals : IReadArrivals
{
    public string Network => FacebookNetwork.NetworkKey;

    public Author Self(Account account) => new(account.Settings.GetValueOrDefault(FacebookSetup.PageId));

    public TimeSpan? WritableFor { get; } = TimeSpan.FromHours(24);

    public bool IsOneApp(Account one, Account other)
    {
        ArgumentNullException.ThrowIfNull(one);
        ArgumentNullException.ThrowIfNull(other);
        return one.Settings.GetValueOrDefault(FacebookSetup.AppId) is { } app && app == other.Settings.GetValueOrDefault(FacebookSetup.AppId)
            || one.Settings.ContainsKey(FacebookSetup.HasAppSecret) && other.Settings.ContainsKey(FacebookSetup.HasAppSecret) && one.HasSame("AppSecret", other);
    }

    public ArrivalReading Read(Account account, Arrival arrival)
    {
        using var payload = Payload.Read(arrival.Payload);
        var findings = new Findings();
        var own = account.Settings.GetValueOrDefault(FacebookSetup.PageId) ?? "";
        var root = payload.Root;
        if (root["entry"].Is || root["object"].Is)
        {
            ReadEntries(own, root, findings);
        }
        else if (root.Is)
        {
            EdgeReading.Read(new ReadPage($"{Network}:{own}", own, own), arrival, root, findings);
        }
        return findings.Of(payload, "Facebook");
    }

    private static void ReadEntries(string own, Piece root, Findings findings)
    {
        // An app hears of people and of its own permissions too.
        var isPage = root["object"].Says("page");
        if (!root["entry"].IsList)
        {
            findings.Broken("entry", "A notice of Facebook has no entries.");
        }
        foreach (var entry in root["entry"].Elements)
        {
            if (!isPage)
            {
                findings.Other(root["object"].Text ?? "object");
                continue;
            }
            // One app may hear of several Pages: each keeps to itself.
            var page = new ReadPage($"{FacebookNetwork.NetworkKey}:{entry["id"].Id ?? own}", entry["id"].Id ?? own, own);
            findings.Foreign = page.Id == own ? null : page.Reader;
            ReadEntry(page, entry, findings);
            findings.Foreign = null;
        }
    }

    private static void ReadEntry(ReadPage page, Piece entry, Findings findings)
    {
        var known = false;
        foreach (var change in entry["changes"].Elements)
        {
            known = true;
            ChangeReading.Read(page, entry["time"].Instant, change, findings);
        }
        foreach (var message in entry["messaging"].Elements)
        {
            known = true;
            MessengerReading.Read(page, message, isOverheard: false, findings);
        }
        foreach (var message in entry["standby"].Elements)
        {
            known = true;
            MessengerReading.Read(page, message, isOverheard: true, findings);
        }
        if (!known)
        {
            findings.Broken("entry", "An entry of a Facebook notice holds neither changes nor messages.");
        }
    }
}

/// <summary>Whose things are read.</summary>
/// <param name="Reader">As the first part of keys.</param>
/// <param name="Id">The Page that it is about.</param>
/// <param name="Account">The Page of the account, which may be another in a notice for several.</param>
internal sealed record ReadPage(string Reader, string Id, string Account)
{
    /// <summary>Whether this is us.</summary>
    public bool IsOwn(string? id) => id is not null && (id == Id || id == Account);

    /// <summary>A person, or ourselves: a Page is no person.</summary>
    public Author Author(Piece from) => from["id"].Id is { } id ? Author(id, from["name"].Words) : Core.Inbox.Arrivals.Author.Withheld;

    /// <summary>A person, or ourselves: a Page is no person.</summary>
    public Author Author(string id, string? name) => new(id, name, Automated: IsOwn(id));

    /// <summary>Comments, posts and mentions: Facebook counts their ids in one row.</summary>
    public InteractionKey Public(string id) => new(Reader, "", InteractionRealm.Public, id);

    /// <summary>Messages with one person.</summary>
    public InteractionKey Private(string person, string id) => new(Reader, person, InteractionRealm.Private, id);
}
