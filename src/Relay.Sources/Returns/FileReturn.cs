using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Relay.Core.Returns;
using Relay.Core.Texts;

namespace Relay.Sources.Returns;

/// <summary>
/// Writes acts into files of a folder, one a day (of the act, in UTC) and for its owner alone: NDJSON or CSV. What stands in a file is read first, so that an act that comes again after a
/// cut-off leaves one line; a line that was cut off is written anew.
/// </summary>
/// <param name="folder">In full; made when missing.</param>
/// <param name="csv">Whether it is CSV; else NDJSON.</param>
internal sealed class FileReturn(string folder, bool csv) : IReturn
{
    private static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public async Task WriteAsync(IReadOnlyList<ReturnedAct> acts, CancellationToken cancel)
    {
        try
        {
            Directory.CreateDirectory(folder);
            foreach (var day in acts.GroupBy(act => DateOnly.FromDateTime(act.At.UtcDateTime)))
            {
                await WriteAsync(Path.Combine(folder, $"relay-return-{day.Key:yyyy-MM-dd}.{(csv ? "csv" : "ndjson")}"), [.. day], cancel);
            }
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            var why = FileFault.Why(fault);
            throw new ReturnUnavailableException(new($"Le dossier de retour {folder} ne peut pas être écrit : {why.French}.", $"The return's folder {folder} can't be written to: {why.English}."));
        }
    }

    private async Task WriteAsync(string path, IReadOnlyList<ReturnedAct> acts, CancellationToken cancel)
    {
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.Read };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }
        await using var stream = new FileStream(path, options);
        var there = new byte[stream.Length];
        await stream.ReadExactlyAsync(there, cancel);
        stream.SetLength(Array.LastIndexOf(there, (byte)'\n') + 1); // behind it nothing was finished
        stream.Position = stream.Length;
        var known = Encoding.UTF8.GetString(there.AsSpan(0, (int)stream.Length));
        var text = new StringBuilder(csv && stream.Length == 0 ? string.Join(',', ReturnRow.Columns) + "\r\n" : "");
        foreach (var act in acts.Where(act => !known.Contains(act.Id, StringComparison.Ordinal)))
        {
            text.Append(csv ? string.Join(',', ReturnRow.Of(act).Select(Cell)) + "\r\n" : Line(act) + "\n");
        }
        await stream.WriteAsync(Encoding.UTF8.GetBytes(text.ToString()), cancel);
        stream.Flush(flushToDisk: true);
    }

    private static string Line(ReturnedAct act)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Relaxed))
        {
            json.WriteStartObject();
            foreach (var (column, value) in ReturnRow.Columns.Zip(ReturnRow.Of(act)).Where(pair => pair.Second is not null))
            {
                switch (value)
                {
                    case long number:
                        json.WriteNumber(column, number);
                        break;
                    case bool said:
                        json.WriteBoolean(column, said);
                        break;
                    case DateTimeOffset at:
                        json.WriteString(column, ReturnRow.Text(at));
                        break;
                    default:
                        json.WriteString(column, (string)value!);
                        break;
                }
            }
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    // A text that a spreadsheet would calculate is kept a text; a number in E.164 is no such text.
    private static string Cell(object? value)
    {
        var text = value switch { null => "", bool said => said ? "true" : "false", long number => FormattableString.Invariant($"{number}"), DateTimeOffset at => ReturnRow.Text(at), _ => (string)value };
        if (text is ['=' or '+' or '-' or '@' or '\t', ..] && text.AsSpan(1).ContainsAnyExceptInRange('0', '9'))
        {
            text = $"'{text}";
        }
        text = text.ReplaceLineEndings(" "); // a line is an act, so that one that was cut off can be told
        return text.AsSpan().ContainsAny(",;\"") ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
    }
}
