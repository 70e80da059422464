using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Relay.Core.Channels.Connecting;

namespace Relay.Networks.Connecting;

/// <summary>
/// Waits on this machine, and nowhere else, for the one redirect that ends an authorisation in the coordinator's browser (RFC 8252 §7.3). Whoever else on this machine calls it
/// is refused: what it reads is short, soon over, and counts only with the <c>state</c> that was sent out. A plain socket: the framework's listener needs a reservation of the
/// address on Windows, and a web server is more than one page asks for.
/// </summary>
internal sealed class LoopbackRedirect : IDisposable
{
    /// <summary>The only path it answers.</summary>
    public const string Path = "/callback";

    /// <summary>Key of the question about the port, for connectors that ask one.</summary>
    public const string PortQuestion = "port";

    private const int MostVisitors = 16;
    private static readonly TimeSpan LongestVisit = TimeSpan.FromSeconds(10);

    private readonly TcpListener _listener;
    private readonly TimeProvider _clock;
    private readonly SemaphoreSlim _visitors = new(MostVisitors);
    private int _strangers;

    private LoopbackRedirect(TcpListener listener, TimeProvider clock, string host)
    {
        (_listener, _clock) = (listener, clock);
        Address = new Uri($"http://{host}:{((IPEndPoint)listener.LocalEndpoint).Port}{Path}");
    }

    /// <summary>What to give the network as <c>redirect_uri</c>: <c>http://127.0.0.1:8720/callback</c>.</summary>
    public Uri Address { get; }

    /// <summary>How many answers came with another state than the one waited for: an old tab, or somebody else. Each was refused with a page.</summary>
    public int Strangers => Volatile.Read(ref _strangers);

    /// <summary>Starts listening on 127.0.0.1.</summary>
    /// <param name="port">1 to 65535 for networks that compare the address with a registered one; 0 (the default) takes a free one.</param>
    /// <param name="clock">Measures patience; null for the system's.</param>
    /// <param name="host">How the network calls this machine: <c>127.0.0.1</c> (the default), or <c>localhost</c> where only that is let through.</param>
    /// <exception cref="ConnectException">When the port is taken.</exception>
    public static LoopbackRedirect Open(int port = 0, TimeProvider? clock = null, string host = "127.0.0.1")
    {
        var listener = new TcpListener(IPAddress.Loopback, port) { ExclusiveAddressUse = true };
        try
        {
            listener.Start();
            return new(listener, clock ?? TimeProvider.System, host);
        }
        catch (SocketException)
        {
            listener.Dispose();
            throw new ConnectException(new(
                $"Le port {port} de cette machine est déjà pris : fermez le programme qui l'occupe (une autre connexion en cours, peut-être) ou choisissez un autre port.",
                $"Port {port} of this machine is taken: close the program that holds it (another connection under way, perhaps) or choose another port."), PortQuestion);
        }
    }

    /// <summary>A new value for <c>state</c>: 256 bits of chance.</summary>
    public static string NewState() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));

    /// <summary>
    /// Waits for the redirect that brings <paramref name="state"/> back, shows its visitor a small page, and gives its query: <c>code</c>, or <c>error=access_denied</c> and the like.
    /// Whatever else comes is refused with a page, and the wait goes on: a stranger must not be able to end it.
    /// </summary>
    /// <param name="state">As sent out. Compared in constant time.</param>
    /// <param name="patience">How long, more than zero; <see cref="Timeout.InfiniteTimeSpan"/> where the caller gives up by itself.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="ConnectException">When none comes in time.</exception>
    public async Task<IReadOnlyDictionary<string, string>> WaitAsync(string state, TimeSpan patience, CancellationToken cancel)
    {
        ArgumentException.ThrowIfNullOrEmpty(state);
        using var late = new CancellationTokenSource(patience, _clock);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancel);
        var arrived = new TaskCompletionSource<IReadOnlyDictionary<string, string>>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var ends = stop.Token.Register(() => arrived.TrySetCanceled(stop.Token));
        var receiving = ReceiveAsync(state, arrived, stop.Token);
        try
        {
            return await arrived.Task;
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            throw Late();
        }
        finally
        {
            await stop.CancelAsync();
            await receiving;
        }
    }

    /// <summary>What is said when the redirect did not come; where only strangers' answers did, it says that.</summary>
    public ConnectException Late() => Strangers > 0
        ? new(new(
            "Étape de l'accord : la réponse du navigateur n'appartient pas à cette demande (state différent) et a été refusée : fermez les anciens onglets, recommencez la connexion et ouvrez le lien qu'elle montre.",
            "Consent step: the browser's answer does not belong to this request (another state) and was refused: close the old tabs, start the connection again and open the link that it shows."))
        : new(new(
            "Aucune réponse n'est revenue du navigateur dans le temps imparti : recommencez la connexion et acceptez sur la page du réseau.",
            "No answer came back from the browser in time: start the connection again and accept on the network's page."));

    /// <inheritdoc/>
    public void Dispose()
    {
        _listener.Dispose();
        _visitors.Dispose();
    }

    private async Task ReceiveAsync(string state, TaskCompletionSource<IReadOnlyDictionary<string, string>> arrived, CancellationToken stop)
    {
        var visits = new List<Task>();
        try
        {
            while (true)
            {
                await _visitors.WaitAsync(stop);
                var visitor = await _listener.AcceptTcpClientAsync(stop);
                visits.RemoveAll(visit => visit.IsCompleted);
                visits.Add(VisitAsync(visitor, state, arrived, stop)); // side by side: browsers open connections ahead and leave them silent
            }
        }
        catch (Exception end) when (end is OperationCanceledException or SocketException)
        {
            arrived.TrySetException(end); // counts only when the wait was not over yet
        }
        await Task.WhenAll(visits); // over at once: they end with the wait
    }

    private async Task VisitAsync(TcpClient visitor, string state, TaskCompletionSource<IReadOnlyDictionary<string, string>> arrived, CancellationToken stop)
    {
        using var late = new CancellationTokenSource(LongestVisit, _clock);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(late.Token, stop);
        IReadOnlyDictionary<string, string>? query = null;
        var page = Landing.Elsewhere;
        try
        {
            await using var stream = visitor.GetStream();
            query = RedirectRequest.Query(await RedirectRequest.ReadHeadAsync(stream, over.Token), Address);
            (var status, page) = Judge(query, state);
            await stream.WriteAsync(LandingPage.Answer(status, page), over.Token);
            visitor.Client.Shutdown(SocketShutdown.Send);
        }
        catch (Exception gone) when (gone is OperationCanceledException or IOException or SocketException)
        {
            visitor.Client.Close(0); // silent, too slow or gone: nobody to answer
        }
        finally
        {
            Settle(query, page, arrived); // also for a browser that left without its page: what it brought is good
            visitor.Dispose();
            _visitors.Release();
        }
    }

    private static (int Status, Landing Page) Judge(IReadOnlyDictionary<string, string>? query, string state) => query switch
    {
        null => (404, Landing.Elsewhere),
        _ when !query.TryGetValue("state", out var given) => (400, Landing.Elsewhere),
        _ when !CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(query["state"]), Encoding.UTF8.GetBytes(state)) => (400, Landing.Foreign),
        _ when query.ContainsKey("code") => (200, Landing.Accepted),
        _ => (200, Landing.Declined),
    };

    private void Settle(IReadOnlyDictionary<string, string>? query, Landing page, TaskCompletionSource<IReadOnlyDictionary<string, string>> arrived)
    {
        if (page is Landing.Accepted or Landing.Declined)
        {
            arrived.TrySetResult(query!);
        }
        else if (page is Landing.Foreign)
        {
            Interlocked.Increment(ref _strangers);
        }
    }
}
