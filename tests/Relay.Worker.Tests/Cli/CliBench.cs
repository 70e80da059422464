using Relay.Worker.Cli;

namespace Relay.Worker.Tests.Cli;

/// <summary>Calls commands in this process, in a folder of its own, and keeps what they print.</summary>
internal sealed class CliBench : IDisposable
{
    private readonly StringWriter _output = new();
    private readonly StringWriter _error = new();
    private readonly TextWriter _synchronized;

    public CliBench() => _synchronized = TextWriter.Synchronized(_error);

    public string Folder { get; } = Directory.CreateTempSubdirectory("relay-cli").FullName;

    public Dictionary<string, string> Variables { get; } = new(StringComparer.Ordinal);

    public string Locale { get; set; } = "en-GB";

    /// <summary>What a person answers; null when nobody is there.</summary>
    public TextReader? Input { get; set; }

    public string Output => _output.ToString();

    public string Error
    {
        get
        {
            lock (_synchronized)
            {
                return _error.ToString();
            }
        }
    }

    public RecordedMachine Machine { get; } = new();

    public string Write(string name, string content)
    {
        var path = Path.Combine(Folder, name);
        File.WriteAllText(path, content);
        return path;
    }

    public Surroundings Around(TimeProvider? time = null) => new()
    {
        Output = _output,
        Error = _synchronized,
        Input = Input,
        Standard = Input ?? TextReader.Null,
        Environment = Variables,
        Folder = Folder,
        Locale = Locale,
        Machine = Machine,
        Time = time ?? TimeProvider.System,
    };

    public Task<int> RunAsync(params string[] args) => CommandLine.RunAsync(args, Around(), CancellationToken.None);

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
