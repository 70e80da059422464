using System.Net;
using System.Net.Sockets;
using Relay.Core.Addresses;
using Relay.Core.Channels;
using Relay.Core.Items;
using Relay.Core.Texts;

namespace Relay.Networks.Pictures;

/// <summary>
/// Fetches the picture of an item for networks that want its bytes. Addresses come from the party's database, where anybody may have written them: only http and https, only
/// machines of the open internet (a rehearsal on this machine may use this machine's), at most 5 MB, only what is a picture by its bytes.
/// </summary>
internal sealed class PictureFetcher(IHttpClientFactory clients, TimeProvider clock)
{
    /// <summary>Name of the client for the open internet.</summary>
    public const string Client = "pictures";

    /// <summary>Name of the client for rehearsals.</summary>
    public const string RehearsalClient = "pictures-rehearsal";

    /// <summary>Most that a picture may measure, in bytes. Source: X media best practices, 5 MB an image.</summary>
    public const int Largest = 5 * 1024 * 1024;

    /// <summary>Fetches one picture.</summary>
    /// <returns>The picture, or the reason why it can't be shown.</returns>
    public async Task<Fetched> FetchAsync(Account account, Image image, CancellationToken abort)
    {
        if (image.Url.Scheme is not ("https" or "http"))
        {
            return new(null, new("L'adresse de l'image n'est ni en https ni en http.", "The picture's address is neither https nor http."));
        }
        try
        {
            using var late = new CancellationTokenSource(account.Timeout, clock);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(abort, late.Token);
            using var http = clients.CreateClient(!account.IsNetworksOwn && account.BaseAddress.IsLoopback ? RehearsalClient : Client);
            using var response = await http.GetAsync(image.Url, HttpCompletionOption.ResponseHeadersRead, either.Token);
            if (!response.IsSuccessStatusCode)
            {
                return new(null, new($"L'image n'est pas à cette adresse : HTTP {(int)response.StatusCode}.", $"The picture is not to be had: HTTP {(int)response.StatusCode}."));
            }
            return await ReadAsync(response.Content, either.Token) is not { } bytes ? new(null, new("L'image dépasse 5 Mo.", "The picture is larger than 5 MB."))
                : PictureKind.Of(bytes) is not { } kind ? new(null, new("Ce qui se trouve à l'adresse de l'image n'est pas une image JPEG, PNG, GIF ou WebP.", "What stands at the picture's address is not a JPEG, PNG, GIF or WebP picture."))
                : new(new Picture(bytes, kind), default);
        }
        catch (Exception fault) when (!abort.IsCancellationRequested && fault is HttpRequestException or OperationCanceledException or IOException)
        {
            return new(null, fault is OperationCanceledException ? new("L'image n'est pas arrivée à temps.", "The picture did not come in time.") : new Phrase("L'image n'a pas pu être lue à son adresse.", "The picture could not be fetched from its address."));
        }
    }

    /// <summary>Connects to the first address of a host that is open to everybody; to none when it has none.</summary>
    public static async ValueTask<Stream> ConnectPubliclyAsync(SocketsHttpConnectionContext context, CancellationToken cancel)
    {
        var addresses = await Dns.GetHostAddressesAsync(context.DnsEndPoint.Host, cancel);
        // The address that was looked at is the one that is used: a second look-up may answer otherwise.
        var open = addresses.Where(PublicAddress.Is).ToArray();
        if (open.Length == 0)
        {
            throw new HttpRequestException("The host is not on the open internet.");
        }
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(open, context.DnsEndPoint.Port, cancel);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static async Task<byte[]?> ReadAsync(HttpContent content, CancellationToken cancel)
    {
        if (content.Headers.ContentLength > Largest)
        {
            return null;
        }
        await using var stream = await content.ReadAsStreamAsync(cancel);
        using var kept = new MemoryStream();
        var buffer = new byte[64 * 1024];
        for (int read; (read = await stream.ReadAsync(buffer, cancel)) > 0;)
        {
            kept.Write(buffer, 0, read);
            if (kept.Length > Largest)
            {
                return null;
            }
        }
        return kept.ToArray();
    }
}

/// <summary>A picture's bytes and what they are.</summary>
internal sealed record Picture(byte[] Bytes, PictureKind Kind);

/// <summary>A picture, or why there is none.</summary>
internal sealed record Fetched(Picture? Picture, Phrase Reason);
