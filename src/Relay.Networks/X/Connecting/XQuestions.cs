using System.Globalization;
using Relay.Core.Channels.Connecting;

namespace Relay.Networks.X.Connecting;

/// <summary>What connecting an X profile may ask.</summary>
internal static class XQuestions
{
    /// <summary>The port of the redirect's address; the developer portal must know it.</summary>
    public const int UsualPort = 8720;

    /// <summary>The names of the two ways.</summary>
    public const string WithPin = "OAuth 1.0a", InBrowser = "OAuth 2.0";

    public static readonly Question Way = new("way", new(
        "Par quel chemin ? OAuth 1.0a : un code à recopier, des clés qui ne s'éteignent pas (conseillé). OAuth 2.0 : un accord dans le navigateur de cette machine, des jetons que Relay renouvelle.",
        "Which way? OAuth 1.0a: a PIN to copy, keys that do not run out (advised). OAuth 2.0: a consent in this machine's browser, tokens that Relay renews."), QuestionKind.Choice)
    { Default = WithPin };

    public static readonly Question ConsumerKey = new("consumer-key", new("Consumer Key de l'application (« Keys and tokens » ; X l'écrit aussi « API Key »)", "Consumer Key of the app (\"Keys and tokens\"; X also writes \"API Key\")"), QuestionKind.Secret);

    public static readonly Question ConsumerSecret = new("consumer-secret", new("Consumer Secret (« API Key Secret »)", "Consumer Secret (\"API Key Secret\")"), QuestionKind.Secret);

    public static readonly Question Pin = new("pin", new("Le code à sept chiffres que montre X", "The seven-digit PIN that X shows"), QuestionKind.Code);

    public static readonly Question ClientId = new("client-id", new("Client ID (« Keys and tokens », OAuth 2.0)", "Client ID (\"Keys and tokens\", OAuth 2.0)"));

    public static readonly Question ClientSecret = new("client-secret", new(
        "Client Secret (rien si l'application est de type « Native App »)", "Client Secret (nothing if the app is a \"Native App\")"), QuestionKind.Secret)
    { Optional = true };

    public static readonly Question Port = new("port", new(
        "Le port de l'adresse de retour inscrite dans le portail", "The port of the callback address that the portal knows"))
    { Default = UsualPort.ToString(CultureInfo.InvariantCulture) };

    public static readonly Question Browser = new("browser", new("Acceptez sur la page de X", "Accept on X's page"), QuestionKind.Wait);

    public static readonly IReadOnlyList<Question> All = [Way, ConsumerKey, ConsumerSecret, Pin, ClientId, ClientSecret, Port, Browser];
}
