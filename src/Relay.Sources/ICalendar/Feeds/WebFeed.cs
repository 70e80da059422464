using System.Net;
using System.Net.Http.Headers;
using Relay.Core.Items;
using Relay.Core.Texts;

namespace Relay.Sources.ICalendar.Feeds;

/// <summary>A calendar at an address, asked for only when it changed. Its address may hold a secret and is never shown: only its host is.</summary>
/// <param name="address">Gives it; https, or http on this machine alone.</param>
/// <param name="timeout">Longest wait for the whole answer.</param>
/// <param name="time">The clock.</param>
internal sealed class WebFeed(Func<Uri> address, TimeSpan timeout, TimeProvider time) : ICalendarFeed
{
    /// <summary>Most that a calendar may measure, in bytes, once unpacked.</summary>
    public const int Largest = 10 * 1024 * 1024;

    /// <summary>What is said of a larger one.</summary>
    public static readonly Phrase TooLarge = new("L'agenda dépasse 10 Mo : n'en exportez que les événements à venir.", "The calendar is larger than 10 MB: export coming events only.");

    private const int MostRedirects = 5;

    private volatile Kept? _kept;

    public async Task<byte[]> GetAsync(CancellationToken cancel)
    {
        var named = address();
        using var late = new CancellationTokenSource(timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, late.Token);
        try
        {
            return await FollowAsync(named, either.Token);
        }
        catch (OperationCanceledException) when (late.IsCancellationRequested && !cancel.IsCancellationRequested)
        {
            throw Down(named, new("n'a pas répondu à temps.", "did not answer in time."));
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException or InvalidDataException)
        {
            // The fault's own words may repeat the address.
            throw Down(named, new("ne répond pas, ou sa réponse a été coupée.", "does not answer, or its answer was cut off."));
        }
    }

    private async Task<byte[]> FollowAsync(Uri named, CancellationToken cancel)
    {
        var at = named;
        for (var step = 0; step <= MostRedirects; step++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, at);
            // A tag means something at the address that gave it alone: the secret address may have been replaced, or a redirect may lead elsewhere now.
            var kept = _kept is { } last && last.From == at ? last : null;
            kept?.Ask(request.Headers);
            var isNamed = Uri.Compare(at, named, UriComponents.HostAndPort, UriFormat.Unescaped, StringComparison.OrdinalIgnoreCase) == 0;
            using var response = await (isNamed ? FeedClients.Named : FeedClients.Open).SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancel);
            switch (response.StatusCode)
            {
                case HttpStatusCode.OK:
                    var bytes = await ReadAsync(response.Content, cancel);
                    _kept = new Kept(at, bytes, response.Headers.ETag, response.Content.Headers.LastModified);
                    return bytes;
                case HttpStatusCode.NotModified when kept is not null:
                    return kept.Bytes;
                case HttpStatusCode.Moved or HttpStatusCode.Found or HttpStatusCode.SeeOther or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect when response.Headers.Location is { } next:
                    at = Uri.TryCreate(at, next, out var there) && IsAllowed(there, at) ? there : throw Down(named, new("renvoie vers une adresse qui n'est pas en https.", "sends on to an address that is not https."));
                    break;
                default:
                    throw Down(named, Say((int)response.StatusCode));
            }
        }
        throw Down(named, new("renvoie d'adresse en adresse sans fin.", "sends on from address to address without end."));
    }

    /// <summary>Whether an address may be asked: https, or http from this machine to itself.</summary>
    public static bool IsAllowed(Uri address, Uri? from = null)
        => address.UserInfo.Length == 0 && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback && (from is null || from.IsLoopback)));

    private static async Task<byte[]> ReadAsync(HttpContent content, CancellationToken cancel)
    {
        await using var stream = await content.ReadAsStreamAsync(cancel);
        using var kept = new MemoryStream();
        var buffer = new byte[64 * 1024];
        for (int read; (read = await stream.ReadAsync(buffer, cancel)) > 0;)
        {
            kept.Write(buffer, 0, read);
            if (kept.Length > Largest)
            {
                throw new SourceUnavailableException(TooLarge);
            }
        }
        return kept.ToArray();
    }

    private static Phrase Say(int status) => status switch
    {
        401 or 403 => new($"refuse de donner l'agenda (HTTP {status}) : rendez-le public, ou donnez son adresse secrète.", $"refuses to give the calendar (HTTP {status}): make it public, or give its secret address."),
        404 or 410 => new($"ne connaît pas cet agenda (HTTP {status}) : corrigez l'adresse.", $"does not know this calendar (HTTP {status}): mend the address."),
        429 => new("demande de venir moins souvent (HTTP 429) : espacez le réglage Harvest.", "asks to come less often (HTTP 429): space out the setting Harvest."),
        _ => new($"répond par une erreur (HTTP {status}).", $"answers with an error (HTTP {status})."),
    };

    private static SourceUnavailableException Down(Uri named, Phrase why) => new(new Phrase($"{named.Host} {why.French}", $"{named.Host} {why.English}"));

    private sealed record Kept(Uri From, byte[] Bytes, EntityTagHeaderValue? Tag, DateTimeOffset? Modified)
    {
        public void Ask(HttpRequestHeaders headers)
        {
            if (Tag is not null)
            {
                headers.IfNoneMatch.Add(Tag);
            }
            headers.IfModifiedSince = Modified;
        }
    }
}
