using System.Data.Common;
using System.Net.Sockets;
using Microsoft.Data.Sqlite;
using Relay.Core.Texts;

namespace Relay.Store.Engines;

/// <summary>Why a database can't be opened, in both languages: what the engine itself says is English.</summary>
internal static class EngineFault
{
    private const int Busy = 5;
    private const int Locked = 6;
    private const int ReadOnly = 8;
    private const int Damaged = 11;
    private const int Full = 13;
    private const int CannotOpen = 14;
    private const int NoDatabase = 26;

    /// <summary>A clause without a full stop.</summary>
    public static Phrase Why(Exception fault) => fault switch
    {
        SqliteException { SqliteErrorCode: Damaged or NoDatabase } => new("ce fichier n'est pas un magasin de Relay, ou il est abîmé", "this file is no store of Relay, or it is damaged"),
        SqliteException { SqliteErrorCode: Full } => new("le disque est plein", "the disk is full"),
        SqliteException { SqliteErrorCode: Busy or Locked } => new("un autre programme l'occupe", "another program keeps it busy"),
        SqliteException => Said(fault),
        DbException { SqlState: ['2', '8', ..] } => new("le serveur refuse cet utilisateur ou ce mot de passe", "the server refuses this user or this password"),
        DbException { SqlState: "3D000" } => new("cette base n'existe pas sur le serveur", "there is no such database on the server"),
        DbException { SqlState: ['4', '2', ..] } => new("cet utilisateur de la base n'en a pas le droit", "this user of the database has no right to"),
        DbException { SqlState: null } or SocketException => new("le serveur ne répond pas", "the server does not answer"),
        DbException => Said(fault),
        _ => FileFault.Why(fault),
    };

    /// <summary>Whether it is the machine's user who may not use the file or its folder.</summary>
    public static bool IsDenied(Exception fault) => fault is UnauthorizedAccessException or SqliteException { SqliteErrorCode: ReadOnly or CannotOpen };

    private static Phrase Said(Exception fault)
    {
        var words = fault.Message.ReplaceLineEndings(" ").TrimEnd('.', ' ');
        return new($"le moteur répond « {words} »", words);
    }
}
