using Relay.Core.Channels;
using Relay.Core.Items;
using Relay.Core.Texts;

namespace Relay.Worker.Plans;

/// <summary>Whether each source answers, found out with the first of its ids.</summary>
internal static class SourceAnswers
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>What keeps each source from being read, by id; null for one that answers.</summary>
    public static async Task<IReadOnlyList<(string Source, Phrase? Reason)>> AskAsync(IEnumerable<SourceSettings> sources, TimeProvider time, CancellationToken cancel)
        => await Task.WhenAll(sources.Select(async source => (source.Source.Id, await ReasonAsync(source.Source, time, cancel))));

    private static async Task<Phrase?> ReasonAsync(ISource source, TimeProvider time, CancellationToken cancel)
    {
        using var late = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancel);
        try
        {
            await using var ids = source.ListAsync(either.Token).GetAsyncEnumerator(either.Token);
            await ids.MoveNextAsync();
            return null;
        }
        catch (SourceUnavailableException fault)
        {
            return fault.Reason;
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return new Phrase($"pas de réponse en {Patience.TotalSeconds:F0} s.", $"no answer within {Patience.TotalSeconds:F0} s.");
        }
    }
}
