using Relay.Core.Deliveries;
using Relay.Core.Items;
using Relay.Store;
using Relay.Testing;

namespace Relay.Benchmarks;

/// <summary>A store of its own in a temporary folder, and what cases fill it with.</summary>
internal sealed class Bench : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("relay-bench-").FullName;
    private BareTable? _bare;
    private RelayStore? _store;

    public RelayStore Store => _store ?? throw new InvalidOperationException("Open first.");

    public BareTable Bare => _bare ??= new(_folder);

    public ManualTime Time { get; } = new();

    public DateTimeOffset Now => Time.GetUtcNow();

    /// <summary>Opens an empty store.</summary>
    public async Task OpenAsync()
        => _store = await RelayStore.OpenForWorkAsync(new StoreOptions { Path = Path.Combine(_folder, "relay.db") }, Time, logger: null, CancellationToken.None);

    /// <summary>A meeting, a week ahead and a little further with each number.</summary>
    public Event Meeting(int number, string title = "Réunion publique") => Some.Event($"{number}") with
    {
        Title = title,
        StartsLocal = DateTime.SpecifyKind(Now.UtcDateTime.Date, DateTimeKind.Unspecified).AddDays(7 + (number % 90)).AddHours(18),
        UpdatedAt = Now,
    };

    /// <summary>The announcement of a meeting, wanted now.</summary>
    public PlannedPublication Announcement(int number) => new()
    {
        Key = new(new ItemKey("party", ItemKind.Event, $"{number}").ToString(), "announce", "-", "telegram", $"@parti_{number % 40}"),
        Channel = "gironde",
        Account = "bot33",
        Items = [new ItemKey("party", ItemKind.Event, $"{number}")],
        From = Now.AddHours(-1),
        Until = Now.AddDays(1),
        Expires = Now.AddDays(2),
        Order = Now.AddDays(2).AddSeconds(number),
        Priority = Priority.Announcement,
        Paced = true,
    };

    public async ValueTask DisposeAsync()
    {
        if (_bare is not null)
        {
            await _bare.DisposeAsync();
        }
        if (_store is not null)
        {
            await _store.DisposeAsync();
        }
        Directory.Delete(_folder, recursive: true);
    }
}
