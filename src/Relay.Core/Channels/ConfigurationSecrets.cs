namespace Relay.Core.Channels;

/// <summary>
/// Finds secrets in this order: the environment (<c>Relay__Accounts__bot33__Token</c>), the file named by the <c>…File</c> twin, the service manager's credentials
/// (<c>$CREDENTIALS_DIRECTORY/Relay__Accounts__bot33__Token</c>). One that stands in the configuration file is refused. Thread-safe.
/// </summary>
/// <param name="file">The operator's file.</param>
/// <param name="environment">Variables by name.</param>
public sealed class ConfigurationSecrets(ConfigurationFile file, IReadOnlyDictionary<string, string> environment) : ISecrets
{
    /// <summary>Where systemd puts credentials.</summary>
    public const string CredentialsVariable = "CREDENTIALS_DIRECTORY";

    private readonly Dictionary<string, string> _environment = new(environment, StringComparer.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public Func<string>? Find(string setting, ICollection<Fault> faults)
    {
        ArgumentNullException.ThrowIfNull(setting);
        ArgumentNullException.ThrowIfNull(faults);
        var variable = setting.Replace(":", "__", StringComparison.Ordinal);
        if (file.LineOf(setting) is not null)
        {
            faults.Add(new(setting,
                $"a secret must not stand in the configuration file: take it out, change it at the network since it has been written down, and give it in the variable {variable} or in a file named by {LastName(setting)}File.",
                $"un secret ne doit pas figurer dans le fichier de configuration : retirez-le, changez-le auprès du réseau puisqu'il a été écrit, et donnez-le par la variable {variable} ou dans un fichier nommé par {LastName(setting)}File."));
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
        return null;
    }

    private static Func<string>? FromFile(string setting, string path, ICollection<Fault> faults)
    {
        var read = () => Read(setting, path);
        try
        {
            read();
            return read;
        }
        catch (SecretMissingException missing)
        {
            faults.Add(new(setting, missing.Message, FrenchReason(path)));
            return null;
        }
    }

    private static string Read(string setting, string path)
    {
        try
        {
            var value = File.ReadAllText(path).Trim();
            return value.Length > 0 ? value : throw new SecretMissingException($"the file {path} named by {setting} is empty: write the secret into it.");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new SecretMissingException(File.Exists(path)
                ? $"the file {path} named by {setting} can't be read by this user: give it the right to."
                : $"the file {path} named by {setting} is not there: create it, readable by this user alone.");
        }
    }

    private static string FrenchReason(string path) => File.Exists(path)
        ? $"le fichier {path} est vide ou illisible pour cet utilisateur : écrivez-y le secret et donnez-lui le droit de lecture."
        : $"le fichier {path} n'existe pas : créez-le, lisible par ce seul utilisateur.";

    private static string LastName(string setting) => setting[(setting.LastIndexOf(':') + 1)..];
}
