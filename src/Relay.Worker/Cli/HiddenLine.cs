using System.Text;

namespace Relay.Worker.Cli;

/// <summary>Reads a secret from the terminal without showing it. Pasting works.</summary>
internal static class HiddenLine
{
    /// <summary>The line, without its end; null when the input ends before anything was typed (Ctrl+D, or Ctrl+Z on Windows).</summary>
    /// <param name="next">Waits for the next key; the console shows none.</param>
    /// <exception cref="InterruptedException">On Ctrl+C where it comes as a key: a terminal that is not this process's own sends no signal.</exception>
    public static string? Read(Func<ConsoleKeyInfo> next)
    {
        var typed = new StringBuilder();
        while (next() is var key && key.Key != ConsoleKey.Enter)
        {
            var control = key.Modifiers.HasFlag(ConsoleModifiers.Control);
            if (key.KeyChar == '\u0003' || (control && key.Key == ConsoleKey.C))
            {
                throw new InterruptedException();
            }
            if (typed.Length == 0 && (key.KeyChar == '\u0004' || (control && key.Key is ConsoleKey.D or ConsoleKey.Z)))
            {
                return null;
            }
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
