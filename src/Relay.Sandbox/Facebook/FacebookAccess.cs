using System.Security.Cryptography;
using System.Text;

namespace Relay.Sandbox.Facebook;

/// <summary>Who calls: the token, and the proof that the caller also knows the app's secret.</summary>
internal sealed class FacebookAccess(IReadOnlyList<FacebookPage> pages)
{
    /// <summary>The Page that the token stands for.</summary>
    public FacebookPage Page(GraphCall call)
    {
        var token = call.Token;
        if (string.IsNullOrEmpty(token))
        {
            throw GraphErrors.Refuse(104, "An access token is required to request this resource.", status: 401);
        }
        var page = pages.FirstOrDefault(known => known.Token == token)
            ?? throw GraphErrors.Refuse(190, "Invalid OAuth access token - Cannot parse access token", status: 401);
        Prove(call.Text("appsecret_proof"), token, page.AppSecret);
        return page;
    }

    /// <summary><c>GET /debug_token</c> with the app's own token, <c>{app}|{secret}</c>, or a Page's.</summary>
    public FacebookPage Inspected(GraphCall call)
    {
        if (!pages.Any(page => call.Token == $"{page.AppId}|{page.AppSecret}"))
        {
            Page(call);
        }
        var token = call.Text("input_token") ?? throw GraphErrors.Parameter("The parameter input_token is required");
        return pages.FirstOrDefault(known => known.Token == token) ?? throw GraphErrors.Refuse(190, "Invalid OAuth access token - Cannot parse access token");
    }

    private static void Prove(string? proof, string token, string secret)
    {
        if (string.IsNullOrEmpty(proof))
        {
            throw GraphErrors.Refuse(100, "API calls from the server require an appsecret_proof argument");
        }
        var expected = Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(token)));
        if (!CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(proof), Encoding.UTF8.GetBytes(expected)))
        {
            throw GraphErrors.Refuse(100, "Invalid appsecret_proof provided in the API argument");
        }
    }
}
