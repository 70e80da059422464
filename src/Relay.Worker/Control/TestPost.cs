using Relay.Core.Audit;
using Relay.Core.Channels;
using Relay.Core.Deliveries;
using Relay.Core.Deliveries.Shadows;
using Relay.Core.Deliveries.Trials;
using Relay.Worker.Cli;

namespace Relay.Worker.Control;

/// <summary>Posts a harmless line on a channel and takes it away again: <c>relay test-post</c>.</summary>
/// <param name="tests">Does it.</param>
/// <param name="channels">What is in force.</param>
/// <param name="explainer">Says what stands against it.</param>
/// <param name="isPumped">Whether the pumps run.</param>
/// <param name="stopping">Ends the waiting: what is still there then is taken away after the next start.</param>
internal sealed class TestPost(TestPosts tests, IChannels channels, Explainer explainer, bool isPumped, CancellationToken stopping) : IControlCommand
{
    /// <summary>The key.</summary>
    public const string Name = "channel.test";

    /// <summary>Argument: id of the channel.</summary>
    public const string Channel = "channel";

    /// <inheritdoc/>
    public string Key => Name;

    /// <inheritdoc/>
    public async Task<ControlReply> RunAsync(IReadOnlyDictionary<string, string> arguments, Actor actor, CancellationToken cancel)
    {
        var id = arguments.GetValueOrDefault(Channel, "");
        if (!channels.Channels.TryGetValue(id, out var channel) || !channels.Accounts.TryGetValue(channel.Account, out var account))
        {
            throw new CommandFailure(ExitCode.Refused, new($"Le canal « {id} » n'existe pas.", $"There is no channel '{id}'."));
        }
        if (channel.Stage == Stage.Draft)
        {
            throw new CommandFailure(ExitCode.Refused, new($"Le canal « {id} » est un brouillon : rien n'en sort. « relay go-live {id} --back-to shadow » le met à blanc.",
                $"The channel '{id}' is a draft: nothing leaves it. \"relay go-live {id} --back-to shadow\" puts it into its shadow stage."));
        }
        if (!tests.CanTakeBack(channel))
        {
            throw new CommandFailure(ExitCode.Refused, new($"Ce qui serait publié sur « {id} » ne pourrait pas être supprimé : l'essai n'a pas été fait.",
                $"What would be published on '{id}' could not be taken away again: no test was made."));
        }
        if (await tests.ObstacleAsync(channel, isPumped, explainer, cancel) is { } obstacle)
        {
            throw new CommandFailure(ExitCode.Refused, new($"L'essai n'a pas été fait. {Sentence(obstacle.French)}", $"No test was made. {Sentence(obstacle.English)}"));
        }
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, stopping); // pumps that stop carry nothing out any more
        var posted = await tests.PostAsync(channel, account, isPumped, actor, either.Token);
        return posted.State == DeliveryState.Confirmed ? await TakeAwayAsync(channel, account, posted, actor, either.Token) : NotPosted(channel, posted);
    }

    private async Task<ControlReply> TakeAwayAsync(Channel channel, Account account, Delivery posted, Actor actor, CancellationToken cancel)
    {
        var part = posted.Parts[0];
        if (part.RemoteIds is [ShadowCaller.Unsent])
        {
            return new(ExitCode.Refused,
                $"L'essai est resté dans le journal de Relay : à blanc, rien ne part vers {channel.Network} pour ce canal. Il ne prouve donc rien ; « relay check » dit si le compte peut publier.",
                $"The test stayed in Relay's own log: in its shadow stage nothing leaves to {channel.Network} for this channel. So it proves nothing; \"relay check\" says whether the account can post.",
                new Dictionary<string, string>(StringComparer.Ordinal) { [Channel] = channel.Id, ["delivery"] = $"{posted.Id}", ["posted"] = "false", ["deleted"] = "false" });
        }
        var (french, english) = channel.Stage == Stage.Shadow ? ("montré à blanc", "shown in the shadow stage") : ("publié", "published");
        var (where, link) = ($"{channel.Network} {channel.Target.Key}", part.RemoteLink is { } seen ? $" : {seen}" : "");
        var first = new Core.Texts.Phrase($"1. Essai {french} sur {where}{link}", $"1. Test {english} on {where}{link.Replace(" : ", ": ", StringComparison.Ordinal)}");
        var result = new Dictionary<string, string>(StringComparer.Ordinal) { [Channel] = channel.Id, ["delivery"] = $"{posted.Id}", ["link"] = $"{part.RemoteLink}", ["posted"] = "true", ["deleted"] = "true" };
        if (part.RemoteIds.Count == 0)
        {
            result["deleted"] = "false";
            return new(ExitCode.Fault, $"{first.French}\n2. La réponse du réseau s'est perdue : regardez, et supprimez-le à la main s'il y est.",
                $"{first.English}\n2. The network's answer was lost: look, and delete it by hand if it is there.", result);
        }
        var gone = await tests.TakeBackAsync(posted, account, isPumped, actor, cancel);
        if (gone is null or { State: DeliveryState.Confirmed })
        {
            return new(ExitCode.Done, $"{first.French}\n2. Essai supprimé. Ce canal fonctionne.", $"{first.English}\n2. Test deleted. This channel works.", result);
        }
        result["deleted"] = "false";
        return new(ExitCode.Fault, $"{first.French}\n2. Pas encore supprimé : {Why(gone, "fr")} Supprimez-le à la main s'il y reste.",
            $"{first.English}\n2. Not deleted yet: {Why(gone, "en")} Delete it by hand should it stay.", result);
    }

    private ControlReply NotPosted(Channel channel, Delivery delivery)
    {
        var result = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [Channel] = channel.Id, ["delivery"] = $"{delivery.Id}", ["posted"] = delivery.State == DeliveryState.Uncertain ? "unknown" : "false", ["deleted"] = "false",
        };
        return delivery.State == DeliveryState.Uncertain
            ? new(ExitCode.Fault, "1. Essai incertain : la réponse du réseau s'est perdue. Le processus de Relay vérifie et le supprime s'il le trouve ; voyez « relay uncertain ».",
                "1. The test is uncertain: the network's answer was lost. The Relay worker looks and deletes it if it is there; see \"relay uncertain\".", result)
            : new(ExitCode.Refused, $"1. Essai non publié : {Why(delivery, "fr")}", $"1. Test not published: {Why(delivery, "en")}", result);
    }

    private static string Sentence(string words) => char.ToUpperInvariant(words[0]) + words[1..];

    private string Why(Delivery delivery, string language) => explainer.Explain(
        new(delivery.PublicationId, new() { Key = delivery.Key, Channel = delivery.Channel, Account = delivery.Account, Items = [], From = delivery.CreatedAt, Until = delivery.CreatedAt, Expires = delivery.Expires,
            Order = delivery.CreatedAt, Priority = delivery.Priority, Paced = delivery.Paced }, PublicationState.Released, null, delivery.CreatedAt, delivery.Id), delivery, language);
}
