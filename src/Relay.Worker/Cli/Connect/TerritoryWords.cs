using System.Globalization;
using System.Text;
using Relay.Core.Channels;
using Relay.Core.Channels.Connecting;
using Relay.Core.Territories;

namespace Relay.Worker.Cli.Connect;

/// <summary>Reads a territory as people say it: its code, a department's number, or its name.</summary>
internal static class TerritoryWords
{
    /// <summary>The typed code.</summary>
    /// <exception cref="ConnectException">When no territory, or more than one, is called so.</exception>
    public static string Code(string words)
    {
        if (Territory.TryParse(words, out var typed) || Territory.TryParse($"DEP-{words.PadLeft(2, '0')}", out typed))
        {
            return typed.Code;
        }
        var named = Territory.All.Where(territory => Plain(territory.Name) == Plain(words)).ToList();
        if (named.Count == 1)
        {
            return named[0].Code;
        }
        var near = named.Count > 1 ? string.Join(", ", named.Select(territory => territory.Code)) : ConfigurationNames.Nearest(words, Territory.All.Select(territory => territory.Name));
        throw new ConnectException(new(
            $"Étape des canaux : « {words} » n'est pas un territoire{(near is null ? " : écrivez un numéro de département, un nom ou un code comme DEP-33." : $" : vouliez-vous dire {near} ?")}",
            $"Channels step: '{words}' is not a territory{(near is null ? ": write a department's number, a name or a code like DEP-33." : $": did you mean {near}?")}"), ConnectRun.Territory.Key);
    }

    private static string Plain(string name) => string.Concat(name.Normalize(NormalizationForm.FormKD).Where(char.IsLetterOrDigit)).ToUpper(CultureInfo.InvariantCulture);
}
