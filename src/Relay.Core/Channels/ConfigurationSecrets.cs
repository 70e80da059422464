using Relay.Core.Channels.Connecting;

namespace Relay.Core.Channels;

/// <summary>
/// Finds secrets in this order: the environment (<c>Relay__Accounts__bot33__Token</c>), the file named by the <c>…File</c> twin, the service manager's credentials
/// (<c>$CREDENTIALS_DIRECTORY/Relay__Accounts__bot33__Token</c>), the secret store. One that stands in the configuration file is refused. Thread-safe.
/// </summary>
/// <param name="file">The operator's file.</param>
/// <param name="environment">Variables by name.</param>
/// <param name="kept">The secret store; null where there is none.</param>
/// <param name="whenUsed">Whether a secret stays unread until it is used, so that one that can't be had is no fault before.</param>
public sealed class ConfigurationSecrets(ConfigurationFile file, IReadOnlyDictionary<string, string> environment, IKeptSecrets? kept = null, bool whenUsed = false) : ISecrets
{
    /// <summary>Where systemd puts credentials.</summary>
    public const string CredentialsVariable = "CREDENTIALS_DIRECTORY";

    private readonly Dictionary<string, string> _environment = new(environment, StringComparer.OrdinalIgnoreCase);
    private readonly List<Fault> _warnings = [];

    /// <summary>Secrets found so far that stand in a file which everybody on this machine may read.</summary>
    public IReadOnlyList<Fault> Warnings => _warnings;

    /// <inheritdoc/>
    public bool WhenUsed => whenUsed;

    /// <inheritdoc/>
    public Func<string>? Find(string setting, ICollection<Fault> faults)
    {
        ArgumentNullException.ThrowIfNull(setting);
        ArgumentNullException.ThrowIfNull(faults);
        var variable = Variable(setting);
        if (file.LineOf(setting) is not null)
        {
            faults.Add(Written(setting));
            return null;
        }
        if (_environment.TryGetValue(variable, out var value) && !string.IsNullOrWhiteSpace(value))
        {
            return () => value.Trim();
        }
        var twin = setting + "File";
        if (_environment.TryGetValue(variable + "File", out var path) || (file.Values.TryGetValue(twin, out path) && path is not null))
        {
            return FromFile(twin, System.IO.Path.Combine(file.Folder, path!), faults);
        }
        if (_environment.TryGetValue(CredentialsVariable, out var folder) && System.IO.Path.Combine(folder, variable) is var credential && File.Exists(credential))
        {
            return FromFile(setting, credential, faults);
        }
        return FromStore(setting, faults);
    }

    /// <summary>A secret stands in the configuration file.</summary>
    internal static Fault Written(string setting) => new(setting,
        $"a secret must not stand in the configuration file: take it out, change it at the network since it has been written down, and give it in the variable {Variable(setting)} or in a file named by {LastName(setting)}File.",
        $"un secret ne doit pas figurer dans le fichier de configuration : retirez-le, changez-le auprès du réseau puisqu'il a été écrit, et donnez-le par la variable {Variable(setting)} ou dans un fichier nommé par {LastName(setting)}File.");

    private static string Variable(string setting) => setting.Replace(":", "__", StringComparison.Ordinal);

    private Func<string>? FromStore(string setting, ICollection<Fault> faults)
    {
        try
        {
            // Asked anew each time: a token that the network rotated counts from then on.
            return kept is not null && (whenUsed ? kept.Holds(setting) : kept.Find(setting) is not null)
                ? () => kept.Find(setting) ?? throw new SecretMissingException($"{setting} is not kept any more.", $"{setting} n'est plus gardé.")
                : null;
        }
        catch (SecretMissingException missing)
        {
            faults.Add(new(setting, missing.Message, missing.French));
            return null;
        }
    }

    private Func<string>? FromFile(string setting, string path, ICollection<Fault> faults)
    {
        var read = () => Read(setting, path);
        if (whenUsed)
        {
            return read;
        }
        try
        {
            read();
            Warn(setting, path);
            return read;
        }
        catch (SecretMissingException missing)
        {
            faults.Add(new(setting, missing.Message, missing.French));
            return null;
        }
    }

    private void Warn(string setting, string path)
    {
        if (!OperatingSystem.IsWindows() && File.GetUnixFileMode(path).HasFlag(UnixFileMode.OtherRead) && !_warnings.Exists(warning => warning.Setting == setting))
        {
            _warnings.Add(new(setting,
                $"everybody on this machine may read {path}: take that right away with chmod o-r.",
                $"tout le monde sur cette machine peut lire {path} : retirez ce droit avec chmod o-r."));
        }
    }

    private static string Read(string setting, string path)
    {
        try
        {
            var value = File.ReadAllText(path).Trim();
            return value.Length > 0 ? value : throw new SecretMissingException($"the file {path} named by {setting} is empty: write the secret into it.", $"le fichier {path} nommé par {setting} est vide : écrivez-y le secret.");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw File.Exists(path)
                ? new SecretMissingException($"the file {path} named by {setting} can't be read by this user: give it the right to.",
                    $"le fichier {path} nommé par {setting} est illisible pour cet utilisateur : donnez-lui le droit de lecture.")
                : new SecretMissingException($"the file {path} named by {setting} is not there: create it, readable by this user alone.",
                    $"le fichier {path} nommé par {setting} n'existe pas : créez-le, lisible par ce seul utilisateur.");
        }
    }

    private static string LastName(string setting) => setting[(setting.LastIndexOf(':') + 1)..];
}
