using System.Globalization;

namespace Relay.Sandbox.Party;

/// <summary>A town where the sample party is at work.</summary>
/// <param name="Name">« Le Port ».</param>
/// <param name="At">« au Port ».</param>
/// <param name="Of">« du Port ».</param>
/// <param name="PostalCode">Five characters.</param>
/// <param name="Territory">Typed code.</param>
/// <param name="Section">Name of its section.</param>
/// <param name="Zone">IANA zone.</param>
/// <param name="Latitude">Degrees.</param>
/// <param name="Longitude">Degrees.</param>
/// <param name="Weight">How much happens there.</param>
internal sealed record Place(
    string Name, string At, string Of, string PostalCode, string Territory, string Section, string Zone, double Latitude, double Longitude, int Weight)
{
    private const string Table = """
        Bordeaux|à Bordeaux|de Bordeaux|33000|DEP-33|Gironde|Europe/Paris|44.8378|-0.5792|9
        Libourne|à Libourne|de Libourne|33500|DEP-33|Gironde|Europe/Paris|44.9130|-0.2410|6
        Arcachon|à Arcachon|d’Arcachon|33120|DEP-33|Gironde|Europe/Paris|44.6523|-1.1680|4
        La Teste-de-Buch|à La Teste-de-Buch|de La Teste-de-Buch|33260|DEP-33|Gironde|Europe/Paris|44.6295|-1.1410|2
        Paris 11e|dans le 11e arrondissement|du 11e arrondissement|75011|DEP-75|Paris|Europe/Paris|48.8590|2.3780|5
        Paris 18e|dans le 18e arrondissement|du 18e arrondissement|75018|DEP-75|Paris|Europe/Paris|48.8920|2.3480|4
        Montreuil|à Montreuil|de Montreuil|93100|DEP-93|Seine-Saint-Denis|Europe/Paris|48.8638|2.4485|4
        Évry-Courcouronnes|à Évry-Courcouronnes|d’Évry-Courcouronnes|91000|DEP-91|Essonne|Europe/Paris|48.6240|2.4290|2
        Cergy|à Cergy|de Cergy|95000|DEP-95|Val-d’Oise|Europe/Paris|49.0364|2.0633|2
        Lyon 7e|à Lyon 7e|de Lyon 7e|69007|DEP-69|Rhône|Europe/Paris|45.7460|4.8420|5
        Villeurbanne|à Villeurbanne|de Villeurbanne|69100|DEP-69|Rhône|Europe/Paris|45.7719|4.8902|3
        Grenoble|à Grenoble|de Grenoble|38000|DEP-38|Isère|Europe/Paris|45.1885|5.7245|4
        Clermont-Ferrand|à Clermont-Ferrand|de Clermont-Ferrand|63000|DEP-63|Puy-de-Dôme|Europe/Paris|45.7772|3.0870|4
        Aurillac|à Aurillac|d’Aurillac|15000|DEP-15|Cantal|Europe/Paris|44.9306|2.4447|2
        Annecy|à Annecy|d’Annecy|74000|DEP-74|Haute-Savoie|Europe/Paris|45.8992|6.1294|3
        Marseille 5e|à Marseille 5e|de Marseille 5e|13005|DEP-13|Bouches-du-Rhône|Europe/Paris|43.2930|5.3980|4
        Toulon|à Toulon|de Toulon|83000|DEP-83|Var|Europe/Paris|43.1242|5.9280|2
        Digne-les-Bains|à Digne-les-Bains|de Digne-les-Bains|04000|DEP-04|Alpes-de-Haute-Provence|Europe/Paris|44.0925|6.2314|2
        Toulouse|à Toulouse|de Toulouse|31000|DEP-31|Haute-Garonne|Europe/Paris|43.6047|1.4442|4
        Montpellier|à Montpellier|de Montpellier|34000|DEP-34|Hérault|Europe/Paris|43.6108|3.8767|3
        Nantes|à Nantes|de Nantes|44000|DEP-44|Loire-Atlantique|Europe/Paris|47.2184|-1.5536|3
        Le Mans|au Mans|du Mans|72000|DEP-72|Sarthe|Europe/Paris|48.0061|0.1996|2
        Rennes|à Rennes|de Rennes|35000|DEP-35|Ille-et-Vilaine|Europe/Paris|48.1173|-1.6778|4
        Brest|à Brest|de Brest|29200|DEP-29|Finistère|Europe/Paris|48.3904|-4.4861|3
        Lorient|à Lorient|de Lorient|56100|DEP-56|Morbihan|Europe/Paris|47.7480|-3.3700|2
        Saint-Brieuc|à Saint-Brieuc|de Saint-Brieuc|22000|DEP-22|Côtes-d’Armor|Europe/Paris|48.5142|-2.7658|2
        Le Havre|au Havre|du Havre|76600|DEP-76|Seine-Maritime|Europe/Paris|49.4944|0.1079|2
        Lille|à Lille|de Lille|59000|DEP-59|Nord|Europe/Paris|50.6292|3.0573|4
        Amiens|à Amiens|d’Amiens|80000|DEP-80|Somme|Europe/Paris|49.8941|2.2958|2
        Strasbourg|à Strasbourg|de Strasbourg|67000|DEP-67|Bas-Rhin|Europe/Paris|48.5734|7.7521|3
        Dijon|à Dijon|de Dijon|21000|DEP-21|Côte-d’Or|Europe/Paris|47.3220|5.0415|2
        Orléans|à Orléans|d’Orléans|45000|DEP-45|Loiret|Europe/Paris|47.9030|1.9093|2
        Ajaccio|à Ajaccio|d’Ajaccio|20000|DEP-2A|Corse-du-Sud|Europe/Paris|41.9192|8.7386|4
        Porto-Vecchio|à Porto-Vecchio|de Porto-Vecchio|20137|DEP-2A|Corse-du-Sud|Europe/Paris|41.5911|9.2795|2
        Bastia|à Bastia|de Bastia|20200|DEP-2B|Haute-Corse|Europe/Paris|42.7028|9.4500|3
        Pointe-à-Pitre|à Pointe-à-Pitre|de Pointe-à-Pitre|97110|DEP-971|Guadeloupe|America/Guadeloupe|16.2411|-61.5331|3
        Fort-de-France|à Fort-de-France|de Fort-de-France|97200|DEP-972|Martinique|America/Martinique|14.6161|-61.0588|3
        Cayenne|à Cayenne|de Cayenne|97300|DEP-973|Guyane|America/Cayenne|4.9224|-52.3135|3
        Saint-Denis|à Saint-Denis|de Saint-Denis|97400|DEP-974|La Réunion|Indian/Reunion|-20.8789|55.4481|5
        Le Port|au Port|du Port|97420|DEP-974|La Réunion|Indian/Reunion|-20.9373|55.2919|3
        Saint-Pierre (La Réunion)|à Saint-Pierre|de Saint-Pierre|97410|DEP-974|La Réunion|Indian/Reunion|-21.3393|55.4781|3
        Mamoudzou|à Mamoudzou|de Mamoudzou|97600|DEP-976|Mayotte|Indian/Mayotte|-12.7806|45.2278|2
        Saint-Pierre (Saint-Pierre-et-Miquelon)|à Saint-Pierre|de Saint-Pierre|97500|COL-975|Saint-Pierre-et-Miquelon|America/Miquelon|46.7811|-56.1764|1
        Marigot|à Marigot|de Marigot|97150|COL-978|Saint-Martin|America/Marigot|18.0679|-63.0822|1
        Papeete|à Papeete|de Papeete|98714|COL-987|Polynésie française|Pacific/Tahiti|-17.5350|-149.5696|2
        Nouméa|à Nouméa|de Nouméa|98800|COL-988|Nouvelle-Calédonie|Pacific/Noumea|-22.2758|166.4580|3
        Mata-Utu|à Mata-Utu|de Mata-Utu|98600|COL-986|Wallis-et-Futuna|Pacific/Wallis|-13.2825|-176.1736|1
        En ligne|en ligne|de toute la France|75001|FR|France entière|Europe/Paris|48.8600|2.3400|6
        """;

    /// <summary>Every town, in a stable order.</summary>
    public static IReadOnlyList<Place> All { get; } = [.. Table.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Read)];

    /// <summary>Whether it stands for a meeting by video.</summary>
    public bool Online => Territory == "FR";

    public static Place Named(string name) => All.First(place => place.Name == name);

    private static Place Read(string line) => line.Split('|') switch
    {
        [var name, var at, var of, var postal, var territory, var section, var zone, var latitude, var longitude, var weight]
            => new(name, at, of, postal, territory, section, zone, Number(latitude), Number(longitude), (int)Number(weight)),
        _ => throw new FormatException($"A town has ten columns: {line}"),
    };

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
