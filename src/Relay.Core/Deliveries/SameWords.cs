namespace Relay.Core.Deliveries;

/// <summary>Whether two parts would make the same call.</summary>
internal sealed class SameWords : IEqualityComparer<DeliveryPart>
{
    public static SameWords Instance { get; } = new();

    public bool Equals(DeliveryPart? x, DeliveryPart? y)
        => ReferenceEquals(x, y) || (x is not null && y is not null && x.Index == y.Index && x.Text == y.Text && x.Link == y.Link && x.Facts == y.Facts && x.Images.SequenceEqual(y.Images));

    public int GetHashCode(DeliveryPart obj) => HashCode.Combine(obj.Index, obj.Text);
}
