namespace Relay.Sandbox.Party;

/// <summary>A cause of the sample party, in the pieces that its texts are made of.</summary>
/// <param name="Theme">The database's themes, separated by <c>;</c>.</param>
/// <param name="About">« les transports du quotidien ».</param>
/// <param name="Goal">An initiative's wish; <c>{at}</c> and <c>{of}</c> are the town.</param>
/// <param name="Finding">What is observed.</param>
/// <param name="Question">What people are asked.</param>
/// <param name="Steps">What is proposed.</param>
internal sealed record Topic(string Theme, string About, string Goal, string Finding, string Question, params string[] Steps)
{
    private static readonly string[] Coast =
        ["Arcachon", "La Teste-de-Buch", "Marseille 5e", "Toulon", "Brest", "Lorient", "Saint-Brieuc", "Le Havre", "Ajaccio", "Porto-Vecchio", "Bastia"];

    public static IReadOnlyList<Topic> All { get; } =
    [
        new("transports;écologie", "les transports du quotidien", "Un bus toutes les dix minutes {at}", "Le soir, le dernier bus part avant la sortie du travail pour une personne sur trois.", "À quelle heure vous manque-t-il un bus ?",
            "prolonger les lignes jusqu’à minuit", "créer un tarif à 1 € le week-end", "abriter les arrêts du vent et de la pluie"),
        new("transports;services publics", "la ligne de train", "Rouvrir le guichet de la gare {of}", "Depuis la fermeture du guichet, acheter un billet demande un téléphone, une carte et de bons yeux.", "Comment prenez-vous vos billets aujourd’hui ?",
            "un agent présent de 6 h à 20 h", "des quais accessibles à tous", "un parking à vélos fermé"),
        new("santé", "l’accès aux soins", "Un centre de santé public {at}", "Il faut en moyenne onze semaines pour un rendez-vous chez l’ophtalmologue.", "Quel médecin vous manque le plus ?",
            "salarier six médecins", "ouvrir le samedi", "accueillir les internes dans un logement communal"),
        new("santé;services publics", "l’hôpital de proximité", "Garder les urgences ouvertes la nuit {at}", "Les urgences ont fermé trente et une nuits depuis janvier.", "Qu’avez-vous fait la dernière fois ?",
            "rouvrir douze lits", "un service d’urgence mobile", "un comité d’usagers qui a son mot à dire"),
        new("école;jeunesse", "l’école publique", "Une cantine bio et locale {at}", "Un repas sur deux vient encore de plus de 300 km.", "Que mangent vos enfants à midi ?",
            "une cuisine centrale reprise en régie", "des contrats de trois ans avec les maraîchers", "un repas à 1 € selon le quotient familial"),
        new("école", "les classes qui ferment", "Pas une classe de moins {at}", "Trois fermetures sont annoncées pour la prochaine rentrée, vingt-huit élèves par classe ensuite.", "Votre école est-elle concernée ?",
            "une pétition remise à l’académie", "une opération école ouverte", "des remplaçants dès le premier jour"),
        new("logement", "le logement", "Encadrer les meublés touristiques {at}", "En cinq ans, un logement sur huit est devenu un meublé de courte durée.", "Cherchez-vous à vous loger à l’année ?",
            "limiter à 90 nuits", "réserver la moitié des constructions neuves à l’année", "un guichet pour les propriétaires qui louent aux habitants"),
        new("logement;pouvoir d’achat", "les passoires thermiques", "Rénover cent logements par an {at}", "Une facture de chauffage sur cinq reste impayée à la fin de l’hiver.", "Quelle température fait-il chez vous ?",
            "un conseiller qui se déplace", "une avance de trésorerie aux copropriétés", "des artisans formés au lycée d’à côté"),
        new("agriculture;alimentation", "l’alimentation locale", "Un marché de producteurs chaque semaine {at}", "Neuf exploitations sur dix n’ont pas de repreneur connu.", "Achèteriez-vous au marché après 18 h ?",
            "une halle couverte", "des terres communales pour s’installer", "un atelier de transformation partagé"),
        new("eau;écologie", "l’eau", "Une régie publique de l’eau {at}", "Le réseau perd un litre sur cinq avant le robinet.", "Savez-vous combien vous payez le mètre cube ?",
            "les premiers mètres cubes gratuits", "une brigade de réparation des fuites", "des fontaines dans chaque quartier"),
        new("mer;écologie", "le littoral", "Protéger le trait de côte {at}", "La plage a reculé de 1,40 m en un an.", "Que faut-il défendre en premier ?",
            "replanter les oyats", "déplacer le parking", "un observatoire tenu par les habitants"),
        new("culture", "la lecture publique", "La médiathèque ouverte le dimanche {at}", "Le seul endroit chauffé, gratuit et ouvert à tous ferme le week-end.", "À quelle heure viendriez-vous ?",
            "embaucher deux bibliothécaires", "prêter des outils et des jeux", "une salle pour réviser jusqu’à 22 h"),
        new("démocratie", "la démocratie locale", "Un budget participatif décidé par les habitants {at}", "Moins d’une personne sur deux a voté la dernière fois.", "Quelle décision auriez-vous voulu prendre vous-même ?",
            "5 % de l’investissement", "des jurys tirés au sort", "un compte rendu lisible chaque trimestre"),
        new("numérique;services publics", "l’accueil dans les services publics", "Un guichet humain dans chaque quartier {of}", "Quatre démarches sur dix sont abandonnées devant l’écran.", "Quelle démarche n’arrivez-vous pas à finir ?",
            "un écrivain public", "un camion des services", "le droit de répondre sur papier"),
        new("solidarité", "la vie chère", "Une épicerie solidaire {at}", "Le panier de base a pris 22 % en trois ans.", "De quoi vous privez-vous ?",
            "un local prêté par la commune", "des invendus récupérés chaque soir", "une caisse commune à prix libre"),
        new("énergie;écologie", "l’énergie citoyenne", "Des toits solaires sur les écoles {of}", "Nos toits reçoivent quatre fois ce que nous consommons.", "Votre toit est-il bien exposé ?",
            "une coopérative ouverte dès 50 €", "une étude des quarante premiers toits", "l’électricité en trop pour les foyers modestes"),
        new("vélo;transports", "le vélo", "Une piste cyclable continue {at}", "Sept cyclistes sur dix renoncent à cause d’un seul carrefour.", "Lequel vous fait peur ?",
            "séparer vraiment les pistes", "des arceaux devant les commerces", "apprendre à rouler en CM2"),
        new("travail", "le travail", "Une maison des saisonniers {at}", "Un saisonnier sur quatre dort dans sa voiture.", "Dans quelles conditions travaillez-vous ?",
            "des douches et des casiers", "une permanence du droit du travail", "des navettes aux heures de service"),
    ];

    /// <summary>Whether it makes sense in a town: no coast inland, no station where no train runs.</summary>
    public bool Fits(Place town) => !Theme.StartsWith("mer", StringComparison.Ordinal)
        ? town.Zone == "Europe/Paris" || !About.Contains("train", StringComparison.Ordinal)
        : town.Zone != "Europe/Paris" || Coast.Contains(town.Name);
}
