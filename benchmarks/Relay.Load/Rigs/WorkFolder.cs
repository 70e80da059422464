namespace Relay.Load.Rigs;

/// <summary>A folder of a case's own, gone at the end.</summary>
internal sealed class WorkFolder : IDisposable
{
    private readonly string _path = Directory.CreateTempSubdirectory("relay-load-").FullName;

    /// <summary>A file in it.</summary>
    public string File(string name) => Path.Combine(_path, name);

    public void Dispose() => Directory.Delete(_path, recursive: true);
}
