using System.Text;

namespace Relay.Worker.Cli;

/// <summary>Reads a secret from the terminal without showing it. Pasting works.</summary>
internal static class HiddenLine
{
    /// <summary>The line, without its end.</summary>
    public static string Read()
    {
        var typed = new StringBuilder();
        while (Console.ReadKey(intercept: true) is var key && key.Key != ConsoleKey.Enter)
        {
            if (key.Key == ConsoleKey.Backspace)
            {
                typed.Length = Math.Max(0, typed.Length - 1);
            }
            else if (!char.IsControl(key.KeyChar))
            {
                typed.Append(key.KeyChar);
            }
        }
        return typed.ToString();
    }
}
