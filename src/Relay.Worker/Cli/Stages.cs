using Relay.Core.Channels;
using Relay.Core.Texts;

namespace Relay.Worker.Cli;

/// <summary>Stages of channels in words.</summary>
internal static class Stages
{
    /// <summary>In both languages.</summary>
    public static Phrase Words(Stage stage) => new(French(stage), English(stage));

    /// <summary>For a coordinator.</summary>
    public static string French(Stage stage) => stage switch { Stage.Draft => "brouillon", Stage.Shadow => "à blanc", _ => "en service" };

    /// <summary>As the configuration writes it.</summary>
    public static string English(Stage stage) => stage switch { Stage.Draft => "draft", Stage.Shadow => "shadow", _ => "live" };
}
