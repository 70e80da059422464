namespace Relay.Sandbox.Worlds;

/// <summary>The fictional party « Le Tilleul ». Tokens have the networks' shape and say REHEARSAL where the shape allows it.</summary>
internal static class DefaultWorld
{
    private const string AppId = "990000000000001";
    private const string AppSecret = "0123456789abcdef0123456789abcdef";
    private const string OtherAppId = "990000000000002";
    private static readonly string[] Everything = ["ADVERTISE", "ANALYZE", "CREATE_CONTENT", "MESSAGING", "MODERATE", "MANAGE"];

    private const string ClientId = "UmVoZWFyc2FsQ2xpZW50SWQ6MTpjaQ";
    private const string ClientSecret = "RehearsalClientSecretRehearsalClientSecret00000001";
    private const string ConsumerKey = "RehearsalConsumerKey00001";
    private const string ConsumerSecret = "RehearsalConsumerSecretRehearsalConsumerSecret0001";

    public static SandboxWorld Build() => new()
    {
        Pages =
        [
            Page(1, "Le Tilleul", "FR"),
            Page(2, "Le Tilleul Gironde", "DEP-33"),
            Page(3, "Le Tilleul Corse", "REG-94"),
            Page(4, "Le Tilleul La Réunion", "DEP-974"),
            Page(5, "Le Tilleul Auvergne-Rhône-Alpes", "REG-84"),
        ],
        Apps = [new(AppId, "Relay (répétition)", AppSecret), new(OtherAppId, "Explorateur (répétition)", "fedcba9876543210fedcba9876543210")],
        People =
        [
            Person(1, "Camille Répétition", AppId, (1, Everything), (2, Everything), (3, Everything), (4, Everything), (5, Everything)),
            Person(2, "Dominique Sans-Page", AppId),
            Person(3, "Sacha Modération", AppId, (2, ["ANALYZE", "MODERATE"]), (4, Everything)),
            Person(4, "Alix Autre-Application", OtherAppId, (1, Everything)),
            Person(5, "Maxime Complet", AppId, (1, Everything), (2, Everything)) with
            {
                Scopes =
                [
                    "pages_show_list", "pages_read_engagement", "pages_manage_posts", "pages_read_user_content", "pages_manage_engagement", "pages_manage_metadata", "pages_messaging",
                ],
            },
        ],
        Profiles =
        [
            Profile(1, "tilleul_fr", "Le Tilleul", "FR", premium: true),
            Profile(2, "tilleul_33", "Le Tilleul Gironde", "DEP-33"),
            Profile(3, "tilleul_974", "Le Tilleul La Réunion", "DEP-974"),
            Profile(4, "tilleul_idf", "Le Tilleul Île-de-France", "REG-11"),
        ],
        Bots =
        [
            new(7000000001, "tilleul_repetition_bot", "Le Tilleul (répétition)", "7000000001:AAREHEARSALrehearsalREHEARSALrehear1"),
            new(7000000002, "tilleul_outremer_bot", "Le Tilleul outre-mer (répétition)", "7000000002:AAREHEARSALrehearsalREHEARSALrehear2"),
        ],
        Chats =
        [
            new(-1009000000001, ChatKind.Channel, "Le Tilleul", "FR", "tilleul_fr") { Linked = -1009000000012 },
            new(-1009000000002, ChatKind.Channel, "Le Tilleul Gironde", "DEP-33", "tilleul_gironde"),
            new(-1009000000003, ChatKind.Channel, "Le Tilleul La Réunion", "DEP-974", "tilleul_reunion"),
            new(-1009000000004, ChatKind.Channel, "Le Tilleul Nouvelle-Calédonie", "COL-988", "tilleul_caledonie"),
            new(-900000005, ChatKind.Group, "Militants de Libourne", "DEP-33"),
            new(-1009000000006, ChatKind.Supergroup, "Militants de Bretagne", "REG-53", "tilleul_bretagne")
            {
                Topics = [new(2, "Annonces"), new(5, "Covoiturage"), new(9, "Initiatives")],
            },
            new(700000007, ChatKind.Private, "Camille Répétition", "FR", "camille_repetition"),
            new(-1009000000008, ChatKind.Channel, "Journal de Relay", "FR") { Journal = true },
            new(700000009, ChatKind.Private, "Dominique Bloqué", "FR") { Standing = ChatStanding.Blocked },
            new(-900000010, ChatKind.Group, "Ancien groupe de Brest", "DEP-29") { Standing = ChatStanding.Upgraded, UpgradedTo = -1009000000006 },
            new(-1009000000011, ChatKind.Supergroup, "Groupe qui a retiré le robot", "DEP-59") { Standing = ChatStanding.Kicked },
            new(-1009000000012, ChatKind.Supergroup, "Discussion du Tilleul", "FR", "tilleul_discussion") { Linked = -1009000000001 },
        ],
    };

    private static FacebookPage Page(int number, string name, string territory)
        => new($"10000000000000{number}", name, territory, $"EAAREHEARSALpage{number}0000000000000000000000000000000000ZD", AppId, AppSecret);

    private static FacebookPerson Person(int number, string name, string app, params (int Page, string[] Tasks)[] pages)
        => new($"12200000000000{number}", name, app, $"EAAREHEARSALuser{number}0000000000000000000000000000000000ZD")
        {
            Tasks = pages.ToDictionary(page => $"10000000000000{page.Page}", page => (IReadOnlyList<string>)page.Tasks),
        };

    private static XProfile Profile(int number, string username, string name, string territory, bool premium = false)
        => new(
            $"150000000000000000{number}", username, name, territory, ConsumerKey, ConsumerSecret,
            $"150000000000000000{number}-RehearsalToken0000000000000000000{number}", $"RehearsalTokenSecret000000000000000000000000{number}")
        {
            ClientId = ClientId,
            ClientSecret = ClientSecret,
            Premium = premium,
        };
}
