using Relay.Sandbox.Pictures;

namespace Relay.Sandbox.Telegram;

/// <summary>Gets the picture that a call sends: a file, a <c>file_id</c> or an address that the server fetches.</summary>
internal sealed class TelegramPhotos(PictureStore pictures)
{
    private const int LargestUpload = 10 << 20;
    private const int LargestFetch = 5 << 20;
    private const int KeyLength = 32;

    private static int KeyEnd => TelegramJson.FilePrefix.Length + KeyLength;

    /// <param name="call">The call with its files.</param>
    /// <param name="parameter">Name of the parameter: a file may come under it.</param>
    /// <param name="value">Its text, when it is not a file.</param>
    /// <param name="cancel">Ends a fetch.</param>
    public async Task<Picture> GetAsync(TelegramCall call, string parameter, string? value, CancellationToken cancel)
    {
        var file = value is null ? call.File(parameter) : value.StartsWith("attach://", StringComparison.Ordinal) ? call.File(value[9..]) : null;
        if (file is not null)
        {
            return file.Bytes.Length > LargestUpload
                ? throw TelegramErrors.Bad("file is too big")
                : Check(pictures.Keep(file.Bytes) ?? throw TelegramErrors.Bad("IMAGE_PROCESS_FAILED"));
        }
        if (string.IsNullOrEmpty(value) || value.StartsWith("attach://", StringComparison.Ordinal))
        {
            throw TelegramErrors.Bad("there is no photo in the request");
        }
        if (Uri.TryCreate(value, UriKind.Absolute, out var address) && address.Scheme is "http" or "https")
        {
            return await FetchAsync(address!, cancel);
        }
        return value.StartsWith(TelegramJson.FilePrefix, StringComparison.Ordinal) && value.Length >= KeyEnd
            && pictures.Find(value[TelegramJson.FilePrefix.Length..KeyEnd]) is { } known
            ? known
            : throw TelegramErrors.Bad("wrong remote file identifier specified: Wrong string length");
    }

    private static Picture Check(Picture picture)
        => picture.Width + picture.Height > 10_000 || Math.Max(picture.Width, picture.Height) > 20 * Math.Min(picture.Width, picture.Height)
            ? throw TelegramErrors.Bad("PHOTO_INVALID_DIMENSIONS")
            : picture;

    private async Task<Picture> FetchAsync(Uri address, CancellationToken cancel) => await pictures.FetchAsync(address, cancel) switch
    {
        (Fetch.Done, { } picture) when picture.Bytes.Length <= LargestFetch => Check(picture),
        (Fetch.NotAPicture, _) => throw TelegramErrors.Bad("wrong type of the web page content"),
        _ => throw TelegramErrors.Bad("failed to get HTTP URL content"),
    };
}
