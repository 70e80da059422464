using Relay.Testing.Http;

namespace Relay.Testing.Specs;

/// <summary>A network's own published description of its API, as a judge of requests and answers. Unknown is a fault: a misspelt name is what it is for.</summary>
public interface ISpecification
{
    /// <summary>What is wrong with a request: path, method, parameters, types, what is required, values out of a list; empty when nothing is.</summary>
    IReadOnlyList<string> Check(RecordedRequest request);

    /// <summary>What is wrong with the answer to a request; empty when nothing is.</summary>
    IReadOnlyList<string> CheckAnswer(Exchange exchange);
}

/// <summary>The descriptions beside the repository. Each ignores the test where it is absent.</summary>
public static class Specifications
{
    private static readonly Lazy<ISpecification> X166 = new(() => new XSpecification(Repository.Specs("x", "openapi-2.166-last-with-tweet-names.json")));
    private static readonly Lazy<ISpecification> X167 = new(() => new XSpecification(Repository.Specs("x", "openapi-2.167.json")));
    private static readonly Lazy<ISpecification> Bot = new(() => new TelegramSpecification(Repository.Specs("telegram", "bot-api-10.2-aiogram-schema.json")));
    private static readonly Lazy<ISpecification> Graph = new(() => new FacebookSpecification(Repository.Specs("facebook", "codegen-specs")));

    /// <summary>X OpenAPI 2.167, of August 2026.</summary>
    public static ISpecification X => X167.Value;

    /// <summary>X OpenAPI 2.166, the last with the old names.</summary>
    public static ISpecification OldX => X166.Value;

    /// <summary>Telegram Bot API 10.2.</summary>
    public static ISpecification Telegram => Bot.Value;

    /// <summary>The Graph API's codegen specs.</summary>
    public static ISpecification Facebook => Graph.Value;

    /// <summary>All that describe a network.</summary>
    public static IReadOnlyList<ISpecification> Of(string network) => network switch
    {
        "x" => [X, OldX],
        "telegram" => [Telegram],
        "facebook" => [Facebook],
        _ => throw new ArgumentException($"No description of {network} is known.", nameof(network)),
    };

    /// <summary>Whether the descriptions are on this machine.</summary>
    public static bool AreHere { get; } = Exists();

    private static bool Exists()
    {
        for (var folder = Repository.Root; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (Directory.Exists(Path.Combine(folder, "shared", "specs")))
            {
                return true;
            }
        }
        return false;
    }
}
