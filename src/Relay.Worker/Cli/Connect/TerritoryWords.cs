using Relay.Core.Channels;
using Relay.Core.Channels.Connecting;
using Relay.Core.Territories;

namespace Relay.Worker.Cli.Connect;

/// <summary>Reads a territory as people say it: its code, or whatever <c>relay territory</c> is certain of (a department's number, a postal code, a name).</summary>
internal static class TerritoryWords
{
    private const int Most = 6;

    /// <summary>The typed code.</summary>
    /// <exception cref="ConnectException">When no territory, or more than one, is called so.</exception>
    public static string Code(string words)
    {
        if (Territory.TryParse(words, out var typed))
        {
            return typed.Code;
        }
        var reading = PlaceReader.Read(words);
        if (reading.Territory is { } certain)
        {
            return certain.Code;
        }
        var near = ConfigurationNames.Nearest(words, Territory.All.Select(territory => territory.Name));
        if (reading.Choices.Count > 0)
        {
            // "Girone" may be the village of Giron as well as the Gironde, written badly.
            var meant = Territory.All.Where(territory => territory.Name == near).Concat(reading.Choices).Distinct().ToList();
            var choices = string.Join(", ", meant.Take(Most).Select(Said)) + (meant.Count > Most ? ", …" : "");
            throw new ConnectException(new($"Étape des canaux : « {words} » peut être {choices} : écrivez le code voulu.", $"Channels step: '{words}' may be {choices}: write the code that you mean."), ConnectRun.Territory.Key);
        }
        throw new ConnectException(new(
            $"Étape des canaux : « {words} » n'est pas un territoire{(near is null ? " : écrivez un numéro de département, un nom ou un code comme DEP-33." : $" : vouliez-vous dire {near} ?")}",
            $"Channels step: '{words}' is not a territory{(near is null ? ": write a department's number, a name or a code like DEP-33." : $": did you mean {near}?")}"), ConnectRun.Territory.Key);
    }

    /// <summary>A territory with its name, <c>DEP-33 (Gironde)</c>.</summary>
    public static string Said(Territory territory) => $"{territory.Code} ({territory.Name})";
}
