namespace Relay.Benchmarks;

/// <summary>A hot path, and a bare loop that does the least which the same work could cost on this machine.</summary>
internal interface ICase : IAsyncDisposable
{
    /// <summary>What is measured.</summary>
    string Name { get; }

    /// <summary>What it is compared with.</summary>
    string Bare { get; }

    /// <summary>How many items one call of <see cref="OursAsync"/> or <see cref="BareAsync"/> handles.</summary>
    int Items { get; }

    /// <summary>Makes everything ready.</summary>
    /// <param name="history">How much is there already: items, publications, or characters of a text.</param>
    Task PrepareAsync(int history);

    /// <summary>Readies what one round uses up; not measured.</summary>
    Task RoundAsync();

    /// <summary>The hot path, over all items.</summary>
    Task OursAsync();

    /// <summary>The bare loop, over as many.</summary>
    Task BareAsync();
}
