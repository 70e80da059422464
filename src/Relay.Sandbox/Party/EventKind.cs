namespace Relay.Sandbox.Party;

/// <summary>A sort of event, in the pieces that its texts are made of. <c>{at}</c>, <c>{of}</c>, <c>{about}</c>, <c>{venue}</c> are filled in.</summary>
internal sealed record EventKind(string Title, string Summary, string Welcome, string[] Venues, int Hour, int Minute, int Minutes, params string[] Bring)
{
    private static readonly int[] ByVideo = [0, 1, 4, 10];

    public static IReadOnlyList<EventKind> All { get; } =
    [
        new("Réunion publique {at} : {about}", "Venez en parler avec nous, avec ou sans carte.", "La réunion est ouverte à toutes et à tous ; la parole tourne, deux minutes chacun.",
            ["Salle des fêtes", "Maison des associations", "Salle Jean-Moulin"], 19, 0, 120, "vos questions", "un voisin"),
        new("Café citoyen {at} : parlons de l’essentiel", "Un café, une heure, une question : {about}.", "On se retrouve autour d’une table, sans micro ni estrade.",
            ["Café associatif Le Préau", "Café de la Place", "Tiers-lieu La Bobine"], 10, 30, 90, "votre curiosité"),
        new("Porte-à-porte dans les quartiers {of}", "Écouter avant de parler : {about} vus depuis le palier.", "Formation de vingt minutes, puis des équipes de deux, jamais seul.",
            ["Devant la mairie", "Arrêt de bus Gambetta", "Parvis de la gare"], 18, 0, 120, "de bonnes chaussures", "un gilet par temps froid"),
        new("Tractage au marché {of}", "Rendez-vous au marché pour présenter nos propositions sur {about}.", "Les tracts sont prêts ; il ne manque que des mains et des sourires.",
            ["Marché couvert", "Place du Marché", "Halle aux grains"], 9, 0, 180, "un cabas", "un thermos"),
        new("Formation {at} : prendre la parole sans trac", "Une demi-journée pour s’exercer ; exemple du jour : {about}.", "Six personnes par groupe, des exercices courts, des retours bienveillants.",
            ["Maison des syndicats", "Salle polyvalente", "Médiathèque"], 14, 0, 210, "un carnet"),
        new("Ciné-débat {at}", "Un film, puis une discussion sur {about}.", "La projection est à prix libre et la discussion suit aussitôt, dans la salle.",
            ["Cinéma Le Rex", "Cinéma L’Utopie", "Salle Jacques-Tati"], 20, 15, 150),
        new("Assemblée de la section {of}", "Bilan du trimestre, finances, et une motion sur {about}.", "L’ordre du jour et les documents sont envoyés aux adhérents une semaine avant.",
            ["Local de la section", "Salle du conseil", "Bourse du travail"], 18, 30, 150, "votre carte d’adhérent"),
        new("Grand nettoyage {at}", "Deux heures pour rendre un lieu plus propre et parler de {about}.", "Gants et sacs sont fournis ; les enfants sont les bienvenus avec un adulte.",
            ["Entrée du parc", "Square du centre", "Pont de la rivière"], 9, 30, 150, "une gourde", "un vêtement qui ne craint rien"),
        new("Marche et pique-nique {at}", "Cinq kilomètres faciles, une pause toutes les demi-heures, et {about} en chemin.", "Le parcours est accessible aux poussettes ; une navette ramène les fatigués.",
            ["Kiosque du jardin public", "Office de tourisme", "Porte de la ville"], 11, 0, 240, "un plat à partager", "une nappe"),
        new("Permanence {at} : on vous aide", "Une question sur {about} ? Passez, c’est sans rendez-vous.", "Trois bénévoles vous reçoivent, en toute confidentialité.",
            ["Local de la section", "Centre social", "Espace France services"], 17, 0, 120, "les papiers utiles"),
        new("Atelier fresque {at}", "Comprendre {about} en deux heures et quarante cartes.", "Aucun savoir préalable n’est demandé ; on apprend en jouant.",
            ["Tiers-lieu La Bobine", "Médiathèque", "Foyer rural"], 18, 30, 150),
        new("Apéro d’accueil des nouveaux {at}", "Vous venez d’arriver, en ville ou au parti ? On vous attend.", "Une courte présentation, puis chacun fait connaissance ; on dira deux mots de {about}.",
            ["Café de la Place", "Jardin partagé", "Terrasse du marché"], 18, 45, 105, "quelque chose à grignoter"),
    ];

    /// <summary>A sort that can be held in a town; by video, only what needs no street.</summary>
    public static EventKind For(Place town, int number) => town.Online ? All[ByVideo[number % ByVideo.Length]] : All[number % All.Count];
}
