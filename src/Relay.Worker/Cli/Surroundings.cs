using System.Collections;
using System.Globalization;
using Relay.Worker.Service.Install;

namespace Relay.Worker.Cli;

/// <summary>What a command sees of the machine; tests bring their own.</summary>
internal sealed record Surroundings
{
    /// <summary>Results.</summary>
    public required TextWriter Output { get; init; }

    /// <summary>Where a person answers questions; null when nobody does, as in a script.</summary>
    public TextReader? Input { get; init; }

    /// <summary>The standard input, also where it is a script's; nothing by default.</summary>
    public TextReader Standard { get; init; } = TextReader.Null;

    /// <summary>Complaints and logs.</summary>
    public required TextWriter Error { get; init; }

    /// <summary>Reads a line that is not shown while it is typed; null at the end of the input.</summary>
    public Func<string?> ReadHidden { get; init; } = static () => null;

    /// <summary>Variables by name.</summary>
    public required IReadOnlyDictionary<string, string> Environment { get; init; }

    /// <summary>Where the command was called.</summary>
    public required string Folder { get; init; }

    /// <summary>The locale of the machine; empty when none is set.</summary>
    public required string Locale { get; init; }

    /// <summary>What a service is installed on.</summary>
    public required IMachine Machine { get; init; }

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Those of this process.</summary>
    public static Surroundings OfProcess() => new()
    {
        Output = Console.Out,
        Error = Console.Error,
        Input = Console.IsInputRedirected ? null : Console.In,
        Standard = Console.In,
        ReadHidden = static () => HiddenLine.Read(() => Console.ReadKey(intercept: true)),
        Environment = System.Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
            .ToDictionary(entry => (string)entry.Key, entry => entry.Value as string ?? "", StringComparer.Ordinal),
        Folder = Directory.GetCurrentDirectory(),
        Locale = CultureInfo.CurrentUICulture.Name,
        Machine = new ThisMachine(),
    };
}
