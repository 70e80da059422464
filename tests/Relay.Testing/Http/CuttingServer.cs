using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Relay.Testing.Http;

/// <summary>
/// A server on the loopback at the level of sockets: it reads whole requests, and cuts the connection instead of answering wherever it is told to. Shows what a client
/// really does on the wire, such as sending a request a second time by itself.
/// </summary>
public sealed class CuttingServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<string> _requests = new();
    private readonly Func<int, string?> _answer;
    private readonly Task _run;
    private readonly Cut _cut;
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _connections;
    private int _arrived;

    /// <summary>Starts listening.</summary>
    /// <param name="answer">The JSON body with which to answer the request of that number (from 1), or null to cut the connection.</param>
    /// <param name="cut">How it cuts.</param>
    public CuttingServer(Func<int, string?> answer, Cut cut = Cut.Reset)
    {
        (_answer, _cut) = (answer, cut);
        _listener.Start();
        _run = AcceptAsync();
    }

    /// <summary>Where it listens.</summary>
    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/");

    /// <summary>How many requests arrived, read or not.</summary>
    public int Arrived => Volatile.Read(ref _arrived);

    /// <summary>Ends when a connection has, from this side.</summary>
    public Task FirstEnd => _ended.Task;

    /// <summary>Every request that was read, head and body.</summary>
    public IReadOnlyList<string> Requests => [.. _requests];

    /// <summary>How many connections were opened.</summary>
    public int Connections => Volatile.Read(ref _connections);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _run;
        _listener.Dispose();
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                Interlocked.Increment(ref _connections);
                _ = ServeAsync(client);
            }
        }
        catch (Exception end) when (_stop.IsCancellationRequested && end is OperationCanceledException or SocketException or InvalidOperationException) // also: stopped between two accepts
        {
            // Stopped.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        try
        {
            await AnswerAsync(client);
        }
        catch (Exception end) when (end is IOException or SocketException or OperationCanceledException)
        {
            // The client went away.
        }
        finally
        {
            client.Dispose();
            _ended.TrySetResult();
        }
    }

    private async Task AnswerAsync(TcpClient client)
    {
        var stream = client.GetStream();
        var peeked = new byte[1];
        while (await client.Client.ReceiveAsync(peeked, SocketFlags.Peek, _stop.Token) > 0)
        {
            var (number, body) = (Arrived + 1, _answer(Arrived + 1));
            if (body is null && _cut == Cut.Unread)
            {
                Interlocked.Increment(ref _arrived);
                Reset(client);
                return;
            }
            if (await ReadAsync(stream) is not { } request)
            {
                return;
            }
            Interlocked.Exchange(ref _arrived, number);
            _requests.Enqueue(request);
            if (body is null)
            {
                if (_cut == Cut.Reset)
                {
                    Reset(client);
                }
                return;
            }
            var bytes = Encoding.UTF8.GetBytes(body);
            var head = $"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {bytes.Length}\r\n\r\n";
            await stream.WriteAsync(Encoding.ASCII.GetBytes(head).Concat(bytes).ToArray(), _stop.Token);
            if (_cut == Cut.AfterAnswer)
            {
                return;
            }
        }
    }

    // A reset, not a polite end.
    private static void Reset(TcpClient client) => client.Client.LingerState = new LingerOption(enable: true, seconds: 0);

    private async Task<string?> ReadAsync(NetworkStream stream)
    {
        var text = new StringBuilder();
        var buffer = new byte[8192];
        while (true)
        {
            var read = await stream.ReadAsync(buffer, _stop.Token);
            if (read == 0)
            {
                return null;
            }
            text.Append(Encoding.Latin1.GetString(buffer, 0, read));
            var sofar = text.ToString();
            var end = sofar.IndexOf("\r\n\r\n", StringComparison.Ordinal);
            if (end >= 0 && sofar.Length >= end + 4 + Length(sofar[..end]) && !IsChunkedAndOpen(sofar, end))
            {
                return sofar;
            }
        }
    }

    private static bool IsChunkedAndOpen(string text, int end)
        => text[..end].Contains("Transfer-Encoding: chunked", StringComparison.OrdinalIgnoreCase) && !text.EndsWith("0\r\n\r\n", StringComparison.Ordinal);

    private static int Length(string head)
        => head.Split("\r\n").Where(line => line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase))
            .Select(line => int.Parse(line[15..], System.Globalization.CultureInfo.InvariantCulture)).FirstOrDefault();
}
