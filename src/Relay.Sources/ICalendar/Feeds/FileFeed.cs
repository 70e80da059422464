using Relay.Core.Items;
using Relay.Core.Texts;

namespace Relay.Sources.ICalendar.Feeds;

/// <summary>A calendar in a file.</summary>
/// <param name="path">In full.</param>
internal sealed class FileFeed(string path) : ICalendarFeed
{
    public async Task<byte[]> GetAsync(CancellationToken cancel)
    {
        try
        {
            var before = Stamp();
            if (before.Length > WebFeed.Largest)
            {
                throw new SourceUnavailableException(WebFeed.TooLarge);
            }
            var bytes = await File.ReadAllBytesAsync(path, cancel);
            return Stamp() == before && bytes.Length == before.Length ? bytes
                : throw new SourceUnavailableException(new Phrase($"{path} est en cours d'enregistrement ; il sera relu à la prochaine lecture.", $"{path} is being saved; the next poll reads it again."));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new SourceUnavailableException(File.Exists(path)
                ? new Phrase($"{path} ne peut pas être lu par cet utilisateur : donnez-lui le droit de lecture.", $"{path} can't be read by this user: give it the right to.")
                : new Phrase($"Le fichier {path} n'existe pas : remettez-le ou corrigez le réglage Path.", $"The file {path} is not there: put it back or mend the setting Path."), fault);
        }
    }

    private (long Length, DateTime Modified) Stamp()
    {
        var info = new FileInfo(path);
        return (info.Length, info.LastWriteTimeUtc);
    }
}
