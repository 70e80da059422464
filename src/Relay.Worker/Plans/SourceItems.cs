using System.Runtime.CompilerServices;
using Relay.Core.Channels;
using Relay.Core.Items;
using Relay.Worker.Cli;

namespace Relay.Worker.Plans;

/// <summary>Reads items straight from a source, for a preview before their first harvest.</summary>
internal static class SourceItems
{
    /// <summary>Every good row, as if it were seen for the first time now.</summary>
    /// <exception cref="CommandFailure">When the source does not answer.</exception>
    public static async IAsyncEnumerable<StoredItem> ReadAsync(SourceSettings source, DateTimeOffset now, [EnumeratorCancellation] CancellationToken cancel)
    {
        await using var rows = source.Source.ReadAsync(since: null, cancel).GetAsyncEnumerator(cancel);
        while (await NextAsync(source.Source.Id, rows))
        {
            if (rows.Current is SourceRow.Good good)
            {
                yield return new(good.Item, ItemVersions.Hash(good.Item), 1, now, ItemPresence.Present);
            }
        }
    }

    private static async ValueTask<bool> NextAsync(string source, IAsyncEnumerator<SourceRow> rows)
    {
        try
        {
            return await rows.MoveNextAsync();
        }
        catch (SourceUnavailableException fault)
        {
            throw new CommandFailure(ExitCode.Unreachable, new($"La source « {source} » ne répond pas : {fault.Reason.French}", $"The source '{source}' does not answer: {fault.Reason.English}"));
        }
    }
}
