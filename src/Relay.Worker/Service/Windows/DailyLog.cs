using System.Globalization;
using System.Text;

namespace Relay.Worker.Service.Windows;

/// <summary>A log for a service that has no screen: one file a day, <c>relay-2026-11-21.log</c>, the last fourteen kept. Thread-safe as the framework makes it.</summary>
/// <param name="folder">Where the files stand; made if need be.</param>
/// <param name="time">The clock; days are those of UTC.</param>
internal sealed class DailyLog(string folder, TimeProvider time) : TextWriter(CultureInfo.InvariantCulture)
{
    private const int Kept = 14;
    private readonly Lock _gate = new();
    private StreamWriter? _file;
    private string _day = "";

    /// <inheritdoc/>
    public override Encoding Encoding => Encoding.UTF8;

    /// <inheritdoc/>
    public override void Write(char value) => Write(value.ToString());

    /// <inheritdoc/>
    public override void Write(string? value)
    {
        lock (_gate)
        {
            File().Write(value);
        }
    }

    /// <inheritdoc/>
    public override void WriteLine(string? value)
    {
        lock (_gate)
        {
            File().WriteLine(value);
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            lock (_gate)
            {
                _file?.Dispose();
                _file = null;
            }
        }
        base.Dispose(disposing);
    }

    private StreamWriter File()
    {
        var day = time.GetUtcNow().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        if (_file is null || day != _day)
        {
            _file?.Dispose();
            Directory.CreateDirectory(folder);
            _file = new StreamWriter(new FileStream(Path.Combine(folder, $"relay-{day}.log"), FileMode.Append, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete)) { AutoFlush = true };
            _day = day;
            foreach (var old in Directory.GetFiles(folder, "relay-????-??-??.log").OrderDescending(StringComparer.Ordinal).Skip(Kept))
            {
                System.IO.File.Delete(old);
            }
        }
        return _file;
    }
}
