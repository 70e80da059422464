using Relay.Core.Channels;
using Relay.Core.Inbox.Arrivals;
using Relay.Networks.Arriving;
using Relay.Networks.Transport;

namespace Relay.Networks.X.Inbox;

/// <summary>
/// Reads events of the X Activity API, of the Account Activity API that came before it, and answers of the mentions, search and direct message endpoints, in the old vocabulary (tweets) and the
/// new one (posts). Source: docs.x.com, activity and account-activity introductions, and the OpenAPI description 2.167.
/// </summary>
internal sealed class XArrivals(XSelf self) : IReadArrivals
{
    public string Network => XNetwork.NetworkKey;

    public Author Self(Account account) => new(self.IdOf(account), Handle: HandleOf(account));

    public string? ReaderOf(Account account) => account.Settings.GetValueOrDefault(XTimeline.Setting) is { } told ? $"{Network}:{told}" : null;

    public bool IsOneApp(Account one, Account other)
    {
        ArgumentNullException.ThrowIfNull(one);
        ArgumentNullException.ThrowIfNull(other);
        return one.Settings.GetValueOrDefault(XSetup.ClientId) is { } app && app == other.Settings.GetValueOrDefault(XSetup.ClientId)
            || one.Settings.ContainsKey(XHearing.HasSecret) && other.Settings.ContainsKey(XHearing.HasSecret) && one.HasSame(XHearing.Secret, other);
    }

    public ArrivalReading Read(Account account, Arrival arrival)
    {
        using var payload = Payload.Read(arrival.Payload);
        var findings = new Findings();
        var root = payload.Root;
        if (root["data"] is { IsObject: true } data && data["payload"].IsObject)
        {
            // One app hears of several of its users: each keeps to itself.
            ActivityReading.Read(Told(account, data["filter"]["user_id"].Id, findings), data, findings);
        }
        else if (root.Fields.Any(field => field.Name == "user_event" || field.Name.EndsWith("_events", StringComparison.Ordinal)))
        {
            AccountActivityReading.Read(Told(account, root["for_user_id"].Id, findings), root, findings);
        }
        else if (root.Is)
        {
            var profile = Profile(account, null);
            EndpointReading.Read(profile is { Id: null, Handle: null } ? throw Nameless(account) : profile, arrival.Stream, root, findings);
        }
        return findings.Of(payload, "X");
    }

    private ReadProfile Told(Account account, string? user, Findings findings)
    {
        var profile = Profile(account, user);
        findings.Foreign = ReaderOf(account) is not { } own || profile.Reader == own ? null : profile.Reader;
        return profile;
    }

    // Keys hold the number that the settings tell. Only where they tell none, and so no door knows it by itself, does the name stand for it: what X says besides is for its author's sake, and a
    // start later may not have been said yet.
    private ReadProfile Profile(Account account, string? told)
    {
        var own = account.Settings.GetValueOrDefault(XTimeline.Setting);
        var key = own is null ? account.Settings.GetValueOrDefault(XSetup.Handle)?.TrimStart('@').ToLowerInvariant() ?? account.Id : told ?? own;
        return new($"{XNetwork.NetworkKey}:{key}", told ?? self.IdOf(account), told is null || told == own || own is null ? HandleOf(account) : null);
    }

    private string? HandleOf(Account account) => self.HandleOf(account)?.TrimStart('@');

    // What is our own could not be told from what others wrote, and would be answered: it waits until X was asked.
    private static SecretMissingException Nameless(Account account) => new(
        $"X has not said yet who account {account.Id} is; it is asked with the next reading (or write its UserId).",
        $"X n'a pas encore dit qui est le compte {account.Id} ; c'est demandé à la prochaine lecture (ou écrivez son UserId).");
}

/// <summary>Whose things are read.</summary>
/// <param name="Reader">As the first part of keys.</param>
/// <param name="Id">Number of the user; null when nothing tells it.</param>
/// <param name="Handle">Its name without <c>@</c>; null when unknown.</param>
internal sealed record ReadProfile(string Reader, string? Id, string? Handle)
{
    /// <summary>Whether this is us.</summary>
    public bool IsOwn(Author author) => author.Id is { } id && Id is not null ? id == Id : IsOwnHandle(author.Handle);

    /// <summary>Whether this is our name.</summary>
    public bool IsOwnHandle(string? handle) => Handle is not null && string.Equals(handle, Handle, StringComparison.OrdinalIgnoreCase);

    /// <summary>Posts of all kinds: X counts their ids in one row.</summary>
    public InteractionKey Public(string id) => new(Reader, "", InteractionRealm.Public, id);

    /// <summary>Direct messages: their ids stand in one row too, and doors name their conversation differently.</summary>
    public InteractionKey Private(string id) => new(Reader, "", InteractionRealm.Private, id);
}
