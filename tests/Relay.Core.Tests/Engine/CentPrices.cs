using Relay.Core.Deliveries;
using Relay.Core.Items;

namespace Relay.Core.Tests.Engine;

/// <summary>On X a post costs a dollar and a deletion ten cents.</summary>
internal sealed class CentPrices : IPricePosts
{
    public string Network => "x";

    public DateOnly AsOf => new(2026, 3, 1);

    public decimal DeleteUsd => 0.1m;

    public decimal CreateUsd(string text, IReadOnlyList<Image> images) => 1m;
}
