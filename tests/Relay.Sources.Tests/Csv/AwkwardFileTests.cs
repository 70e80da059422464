using System.Text;
using NUnit.Framework;
using Relay.Core.Items;

namespace Relay.Sources.Tests.Csv;

/// <summary>Files as spreadsheets and hands really make them, each with the rows that must come of it.</summary>
public sealed class AwkwardFileTests
{
    private const string Row = "e1;Réunion;21/12/2026 18:30;33000";
    private const string Header = "identifiant;titre;début;code postal";

    private readonly CsvBench _bench = new();

    [TearDown]
    public void Remove() => _bench.Dispose();

    // ↵ stands for a line break of the file.
    [TestCase(Header + "↵" + Row + "↵", "e1", TestName = "semicolons")]
    [TestCase("identifiant,titre,début,code postal↵e1,Réunion,21/12/2026 18:30,33000↵", "e1", TestName = "commas")]
    [TestCase("identifiant\ttitre\tdébut\tcode postal↵e1\tRéunion; et fête\t21/12/2026 18:30\t33000↵", "e1", TestName = "tabs")]
    [TestCase("sep=,↵identifiant,titre,début,code postal↵e1,Réunion,21/12/2026 18:30,33000↵", "e1", TestName = "excel's own hint")]
    [TestCase(Header + "↵" + Row, "e1", TestName = "no line break at the end")]
    [TestCase(Header + "↵↵;;;↵" + Row + "↵;;;↵", "e1", TestName = "blank lines")]
    [TestCase("  IDENTIFIANT ; Titre ;DEBUT;Code_Postal↵" + Row + "↵", "e1", TestName = "capitals, spaces, no accents")]
    [TestCase("id;title;starts_local;postal_code↵" + Row + "↵", "e1", TestName = "names of the views")]
    [TestCase("\"identifiant\";\"titre\";\"début\";\"code postal\"↵\"e1\";\"Réunion\";\"21/12/2026 18:30\";\"33000\"↵", "e1", TestName = "quotes around everything")]
    [TestCase(Header + ";;↵" + Row + ";;↵", "e1", TestName = "nameless columns without cells")]
    [TestCase(Header + "↵e1;\"Réunion↵du \"\"soir\"\" ; fin\";21/12/2026 18:30;33000↵e2;Deux;21/12/2026 18:30;33000↵", "e1|e2", TestName = "line break, quotes and separator inside a text")]
    [TestCase(Header + ";# interne↵" + Row + ";rien;↵", "e1", TestName = "column of one's own")]
    [TestCase("identifiant;titre;date;heure;code postal↵e1;Réunion;21/12/2026;18h30;33000↵", "e1", TestName = "day and hour apart")]
    [TestCase("identifiant;titre;début;département↵e1;Réunion;21/12/2026 18:30;33↵", "e1", TestName = "bare number of a departement under its name")]
    [TestCase(Header + "↵e1;Réunion;2026-12-21T18:30:00;33000↵", "e1", TestName = "iso")]
    [TestCase(Header + "↵e1;Réunion;21.12.2026 à 18 h 30;33 000↵", "e1", TestName = "as in a letter")]
    [TestCase(Header + "↵e1;Réunion;21/12/2026 19h30;33000↵", "e1", TestName = "hour with an h")]
    [TestCase("\u00A0identifiant;titre\u00A0;d\u00E9but;code\u00A0postal↵" + Row + "↵", "e1", TestName = "no-break spaces in headers")]
    [TestCase("identifiant;titre;de\u0301but;code\u202Fpostal↵" + Row + "↵", "e1", TestName = "accents apart and narrow no-break space in headers")]
    [TestCase(Header + "↵e1,Réunion,21/12/2026 18:30,33000↵e2;Deux;21/12/2026 18:30;33000↵", "evenements.csv:2: identifiant evenements.csv:2:1 : la ligne a 1 cellule et les en-têtes 4 : il manque un séparateur.|e2", TestName = "commas in one line of a file with semicolons")]
    [TestCase(Header + "↵e1;Réunion;31/11/2026 18:30;33000↵", "e1: début evenements.csv:2:12 « 31/11/2026 18:30 » : ce n'est pas un jour avec son heure : écrivez 10/03/2026 19:00.", TestName = "31 November")]
    [TestCase(Header + "↵e1;Réunion;21/12/2026 24:00;33000↵", "e1: début evenements.csv:2:12 « 21/12/2026 24:00 » : ce n'est pas un jour avec son heure : écrivez 10/03/2026 19:00.", TestName = "24 o'clock")]
    [TestCase(Header + "↵e1;Réunion;21/12/2026 7:30 PM;33000↵", "e1: début evenements.csv:2:12 « 21/12/2026 7:30 PM » : ce n'est pas un jour avec son heure : écrivez 10/03/2026 19:00.", TestName = "hour with PM")]
    [TestCase(Header + "↵e1;Réunion;46377,7708333333;33000↵", "e1: début evenements.csv:2:12 « 46377,7708333333 » : ce n'est pas un jour avec son heure : écrivez 10/03/2026 19:00.", TestName = "serial number of a spreadsheet")]
    [TestCase(Header + "↵e1;Réunion;21/12/2026;33000↵", "e1: début evenements.csv:2:12 « 21/12/2026 » : ce n'est pas un jour avec son heure : écrivez 10/03/2026 19:00.", TestName = "day without hour")]
    [TestCase(Header + "↵e1;Réunion;12/21/2026 18:30;33000↵", "e1: début evenements.csv:2:12 « 12/21/2026 18:30 » : ce n'est pas un jour avec son heure : écrivez 10/03/2026 19:00.", TestName = "month first")]
    [TestCase(Header + "↵e1;Réunion;21/12/26 18:30;33000↵", "e1: début evenements.csv:2:12 « 21/12/26 18:30 » : ce n'est pas un jour avec son heure : écrivez 10/03/2026 19:00.", TestName = "year cut short")]
    [TestCase(Header + "↵e1;Réunion;28/03/2027 02:30;33000↵", "e1: début evenements.csv:2:12 « 28/03/2027 02:30 » : cette heure n'existe pas ce jour-là en Europe/Paris : on avance les horloges.", TestName = "hour that clocks skip")]
    [TestCase(Header + "↵e1;Réunion;21/12/2026 ١٨:30;33000↵e2;Deux;21/12/2026 18:30;33000↵",
        "e1: début evenements.csv:2:12 « 21/12/2026 ١٨:30 » : ce n'est pas un jour avec son heure : écrivez 10/03/2026 19:00.|e2", TestName = "hour in digits of another script leaves the other rows alone")]
    [TestCase(Header + "↵e1;;21/12/2026 18:30;33000↵", "e1: titre evenements.csv:2:4 : absent.", TestName = "no title")]
    [TestCase(Header + "↵e1;Réunion;21/12/2026 18:30;↵", "e1: territoire evenements.csv:2 : absent, et aucun code postal ne le dit : écrivez DEP-33, REG-75, COL-987, FR ou ABR.", TestName = "no territory")]
    [TestCase(Header + "↵e1;Réunion;21/12/2026 18:30;33220↵", "e1: territoire evenements.csv:2 : 33220 peut être dans DEP-33, DEP-24 : écrivez lequel.", TestName = "code of two departements")]
    [TestCase(Header + ";statut↵" + Row + ";peut-être↵", "e1: statut evenements.csv:2:35 « peut-être » : écrivez l'un de ces mots : brouillon, prévu, confirmé, reporté, annulé, terminé.", TestName = "unknown status")]
    [TestCase(Header + ";statut;visibilité↵" + Row + ";;↵", "e1", TestName = "status and visibility left blank")]
    [TestCase(Header + ";lien↵" + Row + ";parti.example↵", "e1: lien evenements.csv:2:35 « parti.example » : ce n'est pas une adresse web : écrivez-la entière, en commençant par https://, sans espace, nom ni mot de passe.", TestName = "link without its beginning")]
    [TestCase(Header + ";description↵" + Row + ";<script>x</script>↵", "e1: description evenements.csv:2:35 : HTML hostile : <script>. À retirer du texte.", TestName = "hostile text")]
    [TestCase(Header + "↵e1;Réunion;21/12/2026 18:30↵", "evenements.csv:2: début evenements.csv:2:12 : la ligne a 3 cellules et les en-têtes 4 : il manque un séparateur.", TestName = "too few cells")]
    [TestCase(Header + "↵e1;Réunion; suite;21/12/2026 18:30;33000↵", "e1: identifiant evenements.csv:2:36 : la ligne a plus de cellules que les 4 en-têtes : mettez entre guillemets un texte qui contient un séparateur.", TestName = "separator in a bare text")]
    [TestCase(Header + "↵e1;\"La \"grande\" fête\";21/12/2026 18:30;33000↵e2;Deux;21/12/2026 18:30;33000↵", "e1: titre evenements.csv:2:4 : un guillemet se trouve dans un texte entre guillemets : doublez-le (\"\").|e2", TestName = "quote that is not doubled")]
    [TestCase(Header + "↵;Réunion;21/12/2026 18:30;33000↵", "evenements.csv:2: identifiant evenements.csv:2 : la ligne n'a pas d'identifiant : écrivez un mot qu'aucune autre ligne n'a et ne le changez jamais, par exemple 2026-12-21-reunion.", TestName = "no id")]
    [TestCase(Header + ";lieu↵" + Row + ";Salle↵", "evenements.csv:1: lieu public evenements.csv:1:1 : il y a un lieu mais pas cette colonne : ajoutez-la, avec oui là où le lieu peut être montré, non là où c'est chez quelqu'un.", TestName = "place without the word whether it is public")]
    [TestCase(Header + ";date↵" + Row + ";↵", "evenements.csv:1: date evenements.csv:1:37 : elle dit la même chose que la colonne « début » : gardez l'une des deux.", TestName = "two headers for one thing")]
    [TestCase(Header + ";couleur du flyer↵" + Row + ";↵", "evenements.csv:1: couleur du flyer evenements.csv:1:37 : Relay ne connaît pas cette colonne : mettez # devant son nom si elle est pour vous, ou retirez-la. Les en-têtes attendus sont ceux de « relay csv-template ».", TestName = "header that nobody knows")]
    [TestCase("identifiant;tire;début;code postal↵" + Row + "↵", "evenements.csv:1: tire evenements.csv:1:13 : Relay ne connaît pas cette colonne : vouliez-vous écrire « titre » ? Mettez # devant son nom si elle est pour vous. | titre evenements.csv:1:1 : cette colonne manque, et aucune ligne ne peut s'en passer.", TestName = "header with a typing error")]
    public async Task Read_File_GivesRows(string text, string expected)
    {
        _bench.Write("evenements.csv", text.Replace("↵", "\r\n", StringComparison.Ordinal));

        Assert.That(string.Join("|", (await _bench.ReadAsync()).Select(CsvBench.Say)), Is.EqualTo(expected));
    }

    [Test]
    public async Task Read_CommaInOneHeaderOfAFileWithSemicolons_IsRefusedByItsLine()
    {
        _bench.Write("evenements.csv", "identifiant;titre,début;code postal\r\n" + Row + "\r\n");

        Assert.That(CsvBench.Say((await _bench.ReadAsync()).Single()), Does.StartWith("evenements.csv:1: titre,début evenements.csv:1:13 : Relay ne connaît pas cette colonne"));
    }

    [TestCase("", "evenements.csv est vide", TestName = "empty file")]
    [TestCase("Réunion publique le 21", "la première ligne ne porte pas les noms", TestName = "no headers")]
    [TestCase("titre;début↵Réunion;21/12/2026 18:30↵", "cette colonne manque", TestName = "headers without id")]
    [TestCase(Header + "↵e1;\"Réunion;21/12/2026 18:30;33000↵e2;Deux;;↵", "evenements.csv:2:4 : ce guillemet n'est jamais fermé", TestName = "quote that is never closed")]
    [TestCase(Header + "↵" + Row + "↵e2;De", "la dernière ligne est coupée", TestName = "last line cut off")]
    [TestCase(Header + "↵e1;Réu\0\0\0", "octets nuls", TestName = "null bytes")]
    [TestCase(Header + "↵e1;RÃ©union;21/12/2026 18:30;33000↵", "ligne 2 : les accents sont déjà abîmés (« RÃ©union »)", TestName = "accents spoilt before")]
    public async Task Read_FileThatCantBeBelieved_IsASourceThatIsDown(string text, string reason)
    {
        _bench.Write("evenements.csv", text.Replace("↵", "\r\n", StringComparison.Ordinal));

        var down = await Assert.ThrowsAsync<SourceUnavailableException>(() => _bench.ReadAsync());

        Assert.That(down!.Reason.French, Does.Contain(reason));
    }

    [TestCase("utf-8", true)]
    [TestCase("utf-8", false)]
    [TestCase("utf-16", true)]
    [TestCase("utf-16BE", true)]
    public async Task Read_Unicode_KeepsEveryLetter(string encoding, bool marked)
    {
        var chosen = Encoding.GetEncoding(encoding);
        _bench.Write("evenements.csv", [.. marked ? chosen.GetPreamble() : [], .. chosen.GetBytes(Header + "\n" + Row.Replace("Réunion", "Œuvre à 5 € « ÿ » 👩‍🌾", StringComparison.Ordinal) + "\n")]);

        Assert.That(await TitleAsync(), Is.EqualTo("Œuvre à 5 € « ÿ » 👩‍🌾"));
    }

    // Bytes of Windows-1252: œ 9C, € 80, ’ 92, … 85, é E9.
    [TestCase("L\u0092\u009Cuvre d\u0092\u00E9t\u00E9 \u00E0 5 \u0080\u0085", "L’œuvre d’été à 5 €…")]
    [TestCase("militant\u00B7e\u00B7s \u00AB oui \u00BB n\u00B0 3", "militant·e·s « oui » n° 3")]
    public async Task Read_Windows1252_KeepsEveryLetter(string bytes, string title)
    {
        _bench.Write("evenements.csv", Encoding.Latin1.GetBytes($"identifiant;titre;d\u00E9but;code postal\ne1;{bytes};21/12/2026 18:30;33000\n"));

        Assert.That(await TitleAsync(), Is.EqualTo(title));
    }

    [TestCase("R\u008Eunion", TestName = "old macintosh")]
    [TestCase("R\u0082union", TestName = "old dos")]
    [TestCase("un c\u00BDur", TestName = "latin 9")]
    [TestCase("10 \u00A4, f\u00EAte", TestName = "euro of latin 9")]
    [TestCase("R\u00E9union r\u00C3\u00A9ussie", TestName = "two encodings in one file")]
    [TestCase("R\u0081union", TestName = "byte that means nothing")]
    public async Task Read_EncodingThatCantBeTold_IsRefusedByLine(string title)
    {
        _bench.Write("evenements.csv", Encoding.Latin1.GetBytes($"identifiant;titre;debut;code postal\ne1;{title};21/12/2026 18:30;33000\n"));

        var down = await Assert.ThrowsAsync<SourceUnavailableException>(() => _bench.ReadAsync());

        Assert.That(down!.Reason.French, Does.StartWith("evenements.csv, ligne 2 : ").And.Contain("CSV UTF-8"));
    }

    [TestCase("contacts.csv", "contacts.csv n'est pas lu : nommez-le")]
    [TestCase("evenements 2027.xlsx", "evenements 2027.xlsx n'est pas lu : enregistrez-le aussi en « CSV UTF-8 »")]
    public async Task Read_FileThatIsNotForRelay_IsSaidAndLeftAlone(string name, string reason)
    {
        _bench.Write("evenements.csv", Header + "\n" + Row + "\n");
        _bench.Write(name, "nom;téléphone\nAli;06\n");

        Assert.That((await _bench.ReadAsync()).OfType<SourceRow.Good>().Count(), Is.EqualTo(1));
        Assert.That((await _bench.ReadAsync()).OfType<SourceRow.Faulty>().Select(CsvBench.Say).Single(), Does.Contain(reason));
    }

    private async Task<string> TitleAsync() => ((SourceRow.Good)(await _bench.ReadAsync()).Single()).Item.Title;
}
