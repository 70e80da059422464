using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace Relay.Worker.Keys;

/// <summary>The folder of the keys: one file a key, for its owner alone. The framework's own would leave the rights to the user's mask.</summary>
internal sealed class KeyFolder(string path) : IXmlRepository
{
    private const UnixFileMode OwnersFolder = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode OwnersFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Whether it holds any key.</summary>
    public bool HasKeys => Files().Length > 0;

    /// <inheritdoc/>
    public IReadOnlyCollection<XElement> GetAllElements() => [.. Files().Select(file => XElement.Load(file))];

    /// <summary>Writes a key and puts it in its place once it is whole on the disk.</summary>
    public void StoreElement(XElement element, string friendlyName)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else
        {
            Directory.CreateDirectory(path, OwnersFolder);
        }
        var whole = Path.Combine(path, friendlyName + ".xml");
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnersFile;
        }
        using (var stream = new FileStream(whole + ".new", options))
        {
            element.Save(stream);
            stream.Flush(flushToDisk: true);
        }
        File.Move(whole + ".new", whole, overwrite: true);
    }

    private string[] Files() => Directory.Exists(path) ? Directory.GetFiles(path, "*.xml") : [];
}
