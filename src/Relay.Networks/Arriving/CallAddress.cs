namespace Relay.Networks.Arriving;

/// <summary>Tells addresses of this Relay from those of other programs.</summary>
internal static class CallAddress
{
    /// <summary>Whether an address is one of this Relay's: in the same folder as another of its own. A host alone may serve other programs too.</summary>
    public static bool IsBeside(this Uri address, Uri own) => address.Scheme == own.Scheme && address.Authority == own.Authority && address.AbsolutePath.StartsWith(new Uri(own, ".").AbsolutePath, StringComparison.Ordinal);
}
