using System.Security.Cryptography;
using System.Text;

namespace Relay.Core.Deliveries;

/// <summary>A text's hash, for telling that two accounts would say the same without keeping or comparing the texts.</summary>
public static class TextHash
{
    /// <summary>SHA-256 in lower hex over the text in normal form C, each run of white space being one space, none at the ends.</summary>
    public static string Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var words = text.Normalize(NormalizationForm.FormC).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join(' ', words))));
    }
}
