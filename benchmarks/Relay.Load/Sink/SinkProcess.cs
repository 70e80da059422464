using System.Diagnostics;
using System.Globalization;

namespace Relay.Load.Sink;

/// <summary>The neutral network in a process of its own, gone with this one.</summary>
internal sealed class SinkProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly HttpClient _http = new();

    private SinkProcess(Process process, Uri address) => (_process, Address) = (process, address);

    /// <summary>Ends in a slash.</summary>
    public Uri Address { get; }

    public static async Task<SinkProcess> StartAsync()
    {
        var start = new ProcessStartInfo("dotnet", ["exec", typeof(SinkProcess).Assembly.Location, "sink"]) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true };
        var process = Process.Start(start) ?? throw new InvalidOperationException("The sink did not start.");
        var address = await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The sink said nothing.");
        return new(process, new Uri(address + "/"));
    }

    /// <summary>How many were posted since it started.</summary>
    public async Task<long> CountAsync() => long.Parse(await _http.GetStringAsync(new Uri(Address, "count")), CultureInfo.InvariantCulture);

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
