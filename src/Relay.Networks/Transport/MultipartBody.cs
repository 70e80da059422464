using System.Net.Http.Headers;
using System.Text;

namespace Relay.Networks.Transport;

/// <summary>Bodies with a file. Names stand in quotes and the boundary without: what the framework writes by itself, some servers don't read.</summary>
internal static class MultipartBody
{
    /// <summary>A body of fields and one file.</summary>
    /// <param name="fields">Name and value of each.</param>
    /// <param name="field">Name of the field that holds the file.</param>
    /// <param name="fileName">As the network is to call it; ASCII.</param>
    /// <param name="mediaType">What it is.</param>
    /// <param name="bytes">Its content.</param>
    public static MultipartFormDataContent Of(IEnumerable<KeyValuePair<string, string>> fields, string field, string fileName, string mediaType, byte[] bytes)
    {
        var boundary = $"relay-{Guid.NewGuid():N}";
        var form = new MultipartFormDataContent(boundary);
        foreach (var (name, value) in fields)
        {
            var content = new ByteArrayContent(Encoding.UTF8.GetBytes(value));
            content.Headers.ContentDisposition = new ContentDispositionHeaderValue("form-data") { Name = $"\"{name}\"" };
            form.Add(content);
        }
        var file = new ByteArrayContent(bytes);
        file.Headers.ContentType = MediaTypeHeaderValue.Parse(mediaType);
        file.Headers.ContentDisposition = new ContentDispositionHeaderValue("form-data") { Name = $"\"{field}\"", FileName = $"\"{fileName}\"" };
        form.Add(file);
        form.Headers.Remove("Content-Type");
        form.Headers.TryAddWithoutValidation("Content-Type", $"multipart/form-data; boundary={boundary}");
        return form;
    }
}
