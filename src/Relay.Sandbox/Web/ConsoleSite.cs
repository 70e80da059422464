using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Relay.Sandbox.Pictures;

namespace Relay.Sandbox.Web;

/// <summary>What people open: timelines and pictures; and what tests drive: <c>/_sandbox</c>.</summary>
internal sealed class ConsoleSite(LiveWorld world, PictureStore pictures, TimeProvider clock)
{
    private const string Html = "text/html; charset=utf-8";

    private static readonly JsonSerializerOptions Readable = new(JsonSerializerOptions.Web) { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly SandboxControl _control = new(world);

    public async Task HandleAsync(HttpContext context)
    {
        context.Response.Headers.XContentTypeOptions = "nosniff";
        context.Response.Headers.ContentSecurityPolicy = "default-src 'none'; img-src 'self'; style-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
        var path = context.Request.Path.Value ?? "/";
        if (path.StartsWith("/_sandbox/", StringComparison.Ordinal))
        {
            await ControlAsync(context, path);
            return;
        }
        if (context.Request.Method == "POST" && path.StartsWith("/telegram", StringComparison.Ordinal))
        {
            await new TelegramForms(world, Language(context)).TakeAsync(context);
            return;
        }
        if (context.Request.Method == "POST" && path.StartsWith("/people/", StringComparison.Ordinal))
        {
            await new PeopleForms(world, Language(context), null).TakeAsync(context);
            return;
        }
        if (context.Request.Method is not ("GET" or "HEAD"))
        {
            context.Response.StatusCode = 405;
            return;
        }
        var (status, type, body) = Page(context, path);
        context.Response.StatusCode = status;
        context.Response.ContentType = type;
        context.Response.ContentLength = body.Length;
        if (context.Request.Method == "GET")
        {
            await context.Response.Body.WriteAsync(body, context.RequestAborted);
        }
    }

    private async Task ControlAsync(HttpContext context, string path)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        var (status, json) = _control.Answer(context.Request.Method, path, context.Request.Query["journal"] == "true", Encoding.UTF8.GetString(body.ToArray()));
        context.Response.StatusCode = status;
        if (json is not null)
        {
            context.Response.ContentType = "application/json; charset=utf-8";
            await context.Response.WriteAsync(json.ToJsonString(Readable), context.RequestAborted);
        }
    }

    private static Words Language(HttpContext context) => context.Request.Query["lang"] == "en" ? Words.English : Words.French;

    private (int Status, string Type, byte[] Body) Page(HttpContext context, string path)
    {
        var words = Language(context);
        if (path == "/style.css")
        {
            return (200, "text/css; charset=utf-8", Encoding.UTF8.GetBytes(Style.Sheet));
        }
        if (SamplePictures.At(path) is { } sample)
        {
            return (200, "image/png", sample);
        }
        if (path.StartsWith("/media/", StringComparison.Ordinal) && pictures.Find(path[7..]) is { } picture)
        {
            return (200, picture.Type, picture.Bytes);
        }
        var html = path.Split('/') switch
        {
            ["", ""] => new IndexPage(world, words).Render(),
            ["", var network, var target] => new TimelinePage(world, words, clock, context.Request.Query["as"].ToString() is { Length: > 0 } name ? name : null).Render(network, target),
            _ => null,
        };
        return (html is null ? 404 : 200, Html, Encoding.UTF8.GetBytes(html ?? Layout.Render(words, words.NotFound, $"<p>{words.NotFound}</p>", path)));
    }
}
