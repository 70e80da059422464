using System.Collections.Concurrent;
using System.Net.Http.Headers;

namespace Relay.Sandbox.Wire;

/// <summary>
/// Calls the addresses that were registered for what happens, in order, and again after a fault, for a day. A rehearsal visits nobody: only addresses on this machine are called, and public ones
/// that were said to stand for one (<see cref="Stand"/>). Thread-safe.
/// </summary>
internal sealed class Callbacks(TimeProvider clock) : IAsyncDisposable
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(1);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false }) { Timeout = TimeSpan.FromSeconds(10) };
    private readonly ConcurrentDictionary<string, Uri> _stands = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _stopping = new();
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Task> _rows = new(StringComparer.Ordinal);

    /// <summary>Lets every address that begins with the first stand for the same place under the second, as a reverse proxy would.</summary>
    /// <exception cref="ArgumentException">The second is not on this machine.</exception>
    public void Stand(Uri from, Uri to) => _stands[$"{from}"] = to.IsLoopback ? to : throw new ArgumentException($"{to} is not on this machine.", nameof(to));

    /// <summary>Where an address is called; null for one that a rehearsal does not visit.</summary>
    public Uri? Local(string address)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var given) || given.Scheme is not ("http" or "https"))
        {
            return null;
        }
        var stand = _stands.Where(pair => $"{given}".StartsWith(pair.Key, StringComparison.Ordinal)).OrderByDescending(pair => pair.Key.Length).FirstOrDefault();
        return stand.Value is { } place ? new Uri(place, $"{given}"[stand.Key.Length..]) : given.IsLoopback ? given : null;
    }

    /// <summary>Asks once, as networks do before they believe an address; null when nobody answers.</summary>
    public async Task<(int Status, string Body)?> AskAsync(string address, string query, CancellationToken cancel)
    {
        if (Local(address) is not { } place)
        {
            return null;
        }
        try
        {
            using var answer = await _http.GetAsync(new Uri($"{place}{(place.Query.Length == 0 ? "?" : "&")}{query}"), cancel);
            return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync(cancel));
        }
        catch (Exception fault) when (fault is HttpRequestException || (fault is OperationCanceledException && !cancel.IsCancellationRequested))
        {
            return null;
        }
    }

    /// <summary>Brings a notice, after those before it to the same address; again until it is taken or too old.</summary>
    public void Tell(Notice notice)
    {
        lock (_gate)
        {
            var before = _rows.GetValueOrDefault(notice.Address, Task.CompletedTask);
            _rows[notice.Address] = Task.Run(async () =>
            {
                await before;
                await BringAsync(notice);
            });
        }
    }

    /// <summary>Whether the rehearsal has ended.</summary>
    public bool IsOver => _stopping.IsCancellationRequested;

    /// <summary>Keeps something going until it ends or the rehearsal does.</summary>
    public void Run(Func<CancellationToken, Task> work)
    {
        lock (_gate)
        {
            _rows[$"run {_rows.Count}"] = Task.Run(async () =>
            {
                try
                {
                    await work(_stopping.Token);
                }
                catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
                {
                    // The rehearsal ends: what was not taken is never brought, as everything in it.
                }
            });
        }
    }

    /// <summary>Brings a notice once; whether it was taken.</summary>
    public async Task<bool> TryAsync(Notice notice, CancellationToken cancel)
    {
        if (Local(notice.Address) is not { } place)
        {
            return false;
        }
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, place) { Content = new ByteArrayContent(notice.Body) };
            request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse("application/json");
            foreach (var (name, value) in notice.Headers)
            {
                request.Headers.TryAddWithoutValidation(name, value);
            }
            using var answer = await _http.SendAsync(request, cancel);
            return answer.IsSuccessStatusCode;
        }
        catch (Exception fault) when (fault is HttpRequestException || (fault is OperationCanceledException && !cancel.IsCancellationRequested))
        {
            return false;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        Task[] rows;
        lock (_gate)
        {
            rows = [.. _rows.Values];
        }
        await Task.WhenAll(rows);
        _http.Dispose();
        _stopping.Dispose();
    }

    private async Task BringAsync(Notice notice)
    {
        var (until, wait) = (clock.GetUtcNow() + Kept, TimeSpan.FromSeconds(1));
        try
        {
            while (!_stopping.IsCancellationRequested && Local(notice.Address) is not null && !await TryAsync(notice, _stopping.Token) && clock.GetUtcNow() < until)
            {
                await Task.Delay(wait, clock, _stopping.Token);
                wait = wait * 2 < Longest ? wait * 2 : Longest;
            }
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            // The rehearsal ends: what was not taken is never brought, as everything in it.
        }
    }
}

/// <summary>What an address is told.</summary>
/// <param name="Address">As registered.</param>
/// <param name="Body">Byte for byte, for it is signed.</param>
/// <param name="Headers">The signature, or what stands for one.</param>
internal sealed record Notice(string Address, byte[] Body, params IReadOnlyList<KeyValuePair<string, string>> Headers);
