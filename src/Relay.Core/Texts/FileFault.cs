namespace Relay.Core.Texts;

/// <summary>Why a file or a folder could not be read or written, in both languages: what the system itself says is English, and names its own terms.</summary>
public static class FileFault
{
    private const int DiskFull = 28;
    private const int ReadOnlySystem = 30;

    /// <summary>A clause that begins small and ends without a full stop.</summary>
    /// <param name="fault">What the system threw.</param>
    public static Phrase Why(Exception fault)
    {
        ArgumentNullException.ThrowIfNull(fault);
        return fault switch
        {
            FileNotFoundException => new("ce fichier n'existe pas", "there is no such file"),
            DirectoryNotFoundException => new("ce dossier n'existe pas", "there is no such folder"),
            UnauthorizedAccessException => new("cet utilisateur n'en a pas le droit", "this user has no right to"),
            IOException { HResult: DiskFull or unchecked((int)0x80070070) } => new("le disque est plein", "the disk is full"),
            IOException { HResult: ReadOnlySystem or unchecked((int)0x80070013) } => new("ce disque est en lecture seule", "that disk is read-only"),
            _ => new($"le système répond « {Said(fault)} »", $"the system says '{Said(fault)}'"),
        };
    }

    private static string Said(Exception fault) => fault.Message.ReplaceLineEndings(" ").TrimEnd('.', ' ');
}
