using Relay.Core.Channels;

namespace Relay.Worker.Cli;

/// <summary>Stages of channels in words.</summary>
internal static class Stages
{
    /// <summary>For a coordinator.</summary>
    public static string French(Stage stage) => stage switch { Stage.Draft => "brouillon", Stage.Shadow => "à blanc", _ => "en service" };

    /// <summary>As the configuration writes it.</summary>
    public static string English(Stage stage) => stage switch { Stage.Draft => "draft", Stage.Shadow => "shadow", _ => "live" };
}
