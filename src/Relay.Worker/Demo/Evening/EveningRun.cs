using System.Text;
using Relay.Core.Conversations.Settling;
using Relay.Core.Deliveries;
using Relay.Core.Inbox;
using Relay.Core.Items;
using Relay.Core.Texts;

namespace Relay.Worker.Demo.Evening;

/// <summary>An evening in which many people write at once, after a rehearsal has published what is due.</summary>
internal static class EveningRun
{
    /// <summary>How many messages an evening has.</summary>
    public const int Messages = 400;

    /// <summary>Plays it and writes its transcript.</summary>
    /// <param name="stage">The networks.</param>
    /// <param name="parts">Of the worker.</param>
    /// <param name="seed">Which evening.</param>
    /// <param name="file">Where the transcript goes.</param>
    /// <param name="language">Of the transcript.</param>
    /// <param name="tell">Tells how far it is.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancel">Gives up.</param>
    public static async Task<EveningSum> RunAsync(DemoStage stage, IServiceProvider parts, int seed, string file, string language, Action<Phrase> tell, TimeProvider time, CancellationToken cancel)
    {
        var conversations = parts.GetRequiredService<IConversationStore>();
        var place = await EveningStage.SetAsync(stage.Networks.World, conversations, parts.GetRequiredService<IItemStore>(), time, cancel);
        tell(new($"Une soirée : {Messages} messages, graine {seed}", $"An evening: {Messages} messages, seed {seed}"));
        using var play = new EveningPlay(stage.Networks, place, seed, time);
        await play.RunAsync(new EveningCast(EveningScript.Shipped(), Messages, seed), cancel);
        var review = new EveningReview(stage.Networks.World, conversations, parts.GetRequiredService<IInbox>(), parts.GetRequiredService<ILedger>(), time);
        await review.WaitAsync(play.Messages, cancel);
        await review.JudgeAsync(play.Messages, cancel);
        var sum = EveningSum.Of(play.Messages);
        await File.WriteAllTextAsync(file, EveningTranscript.Of(play.Messages, sum, seed, language), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), cancel);
        return sum;
    }
}
