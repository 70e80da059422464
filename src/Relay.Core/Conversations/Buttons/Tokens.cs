using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Relay.Core.Deliveries;
using Relay.Core.Items;

namespace Relay.Core.Conversations.Buttons;

/// <summary>
/// Writes choices into the 64 bytes of a button and items into the 64 characters of a deep link, signed, so that nobody makes up one of their own; a button also expires and, in a
/// private chat, holds in that chat only. Items stand there by <see cref="RefOf"/>. Thread-safe.
/// </summary>
/// <param name="key">32 bytes, of this store alone.</param>
public sealed class Tokens(byte[] key)
{
    /// <summary>How the data of every button of a conversation begins.</summary>
    public const string Prefix = "r:";

    /// <summary>How long a button holds: 60 days, longer than an announcement runs ahead of its event.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromDays(60);

    private const int RefLength = 11;
    private const int CopyLength = 22;
    private const int SignatureLength = 14;
    private const int TimeLength = 7;
    // No letter of a reference.
    private const char NoItem = '.';

    /// <summary>The name of an item in buttons and links: 64 bits of a hash; the store knows which item it stands for.</summary>
    public static string RefOf(ItemKey item)
    {
        ArgumentNullException.ThrowIfNull(item);
        return Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(item.ToString())).AsSpan(0, 8));
    }

    /// <summary>Data of a button.</summary>
    /// <param name="choice">What it says.</param>
    /// <param name="chat">The private chat in which alone it holds; empty where everybody may press it.</param>
    /// <param name="now">The present.</param>
    /// <exception cref="ArgumentException">When the argument is too long for a button.</exception>
    public string Write(Choice choice, string chat, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(choice);
        if (choice.Argument.Length > Choice.LongestArgument)
        {
            throw new ArgumentException("The argument is too long for a button.", nameof(choice));
        }
        var minutes = (now + Life).ToUnixTimeSeconds() / 60;
        var body = $"{Prefix}{(char)choice.Verb}{minutes.ToString("x", CultureInfo.InvariantCulture).PadLeft(TimeLength, '0')}{(choice.Item is { } item ? RefOf(item) : NoItem)}{choice.Argument}";
        var data = $"{body}.{Sign(body, chat)}";
        return Encoding.UTF8.GetByteCount(data) <= Button.LongestData ? data : throw new ArgumentException("The choice is too long for a button.", nameof(choice));
    }

    /// <summary>Reads the data of a pressed button. Hostile.</summary>
    /// <returns>Null when it is none of ours, was made for another chat, or is too old; a STOP never is.</returns>
    public SignedChoice? Read(string data, string chat, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(data);
        var end = data.LastIndexOf('.');
        var at = Prefix.Length;
        if (data.Length > Button.LongestData || !data.StartsWith(Prefix, StringComparison.Ordinal) || end < at + TimeLength + 2 || !IsSigned(data, end, chat))
        {
            return null;
        }
        var verb = (ChoiceVerb)data[at];
        if (!Enum.IsDefined(verb)
            || !long.TryParse(data.AsSpan(at + 1, TimeLength), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var minutes)
            || (verb != ChoiceVerb.StopAll && DateTimeOffset.FromUnixTimeSeconds(minutes * 60) < now))
        {
            return null;
        }
        var rest = data[(at + TimeLength + 1)..end];
        return rest[0] == NoItem ? new(verb, null, rest[1..]) : rest.Length >= RefLength ? new(verb, rest[..RefLength], rest[RefLength..]) : null;
    }

    /// <summary>Payload of a deep link to an item, for <c>?start=</c>.</summary>
    public string LinkTo(ItemKey item)
    {
        var body = $"i{RefOf(item)}";
        return $"{body}{Sign(body, "")}";
    }

    /// <summary>The item that a payload leads to, by its <see cref="RefOf"/>; null when it is none of ours. Hostile.</summary>
    public string? ReadLink(string payload)
    {
        ArgumentNullException.ThrowIfNull(payload);
        return payload.Length == 1 + RefLength + SignatureLength && payload[0] == 'i' && Same(payload[(1 + RefLength)..], Sign(payload[..(1 + RefLength)], "")) ? payload[1..(1 + RefLength)] : null;
    }

    /// <summary>Payload of the deep link that one copy carries: it tells which copy somebody came by, and leads to what that copy tells of.</summary>
    /// <param name="copy">Id of its publication.</param>
    public string LinkTo(Guid copy)
    {
        var body = $"c{Base64Url.EncodeToString(copy.ToByteArray(bigEndian: true))}";
        return $"{body}{Sign(body, "")}";
    }

    /// <summary>The copy that a payload was made for, by the id of its publication; null when it is none of ours. Hostile.</summary>
    public Guid? ReadCopy(string payload)
    {
        ArgumentNullException.ThrowIfNull(payload);
        Span<byte> bytes = stackalloc byte[16];
        return payload.Length == 1 + CopyLength + SignatureLength && payload[0] == 'c' && Same(payload[(1 + CopyLength)..], Sign(payload[..(1 + CopyLength)], ""))
            && Base64Url.TryDecodeFromChars(payload.AsSpan(1, CopyLength), bytes, out var read) && read == bytes.Length
            ? new Guid(bytes, bigEndian: true)
            : null;
    }

    /// <summary>The copy by which somebody passed on what else a payload leads to, and the rest of the payload; no copy and all of it where there is none. Hostile.</summary>
    public (Guid? Copy, string Payload) ReadShared(string payload)
    {
        ArgumentNullException.ThrowIfNull(payload);
        const int Length = 1 + CopyLength + SignatureLength;
        return payload.Length > Length && ReadCopy(payload[..Length]) is { } copy ? (copy, payload[Length..]) : (null, payload);
    }

    private bool IsSigned(string data, int end, string chat)
    {
        var (body, signature) = (data[..end], data[(end + 1)..]);
        return Same(signature, Sign(body, chat)) || Same(signature, Sign(body, ""));
    }

    private static bool Same(string one, string other) => CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(one), Encoding.UTF8.GetBytes(other));

    private string Sign(string body, string chat) => Base64Url.EncodeToString(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{chat}\n{body}")))[..SignatureLength];
}

/// <summary>A choice as a button holds it.</summary>
/// <param name="Verb">What to do.</param>
/// <param name="Ref">The item, by <see cref="Tokens.RefOf"/>; null without one.</param>
/// <param name="Argument">What else it needs.</param>
public sealed record SignedChoice(ChoiceVerb Verb, string? Ref, string Argument);
