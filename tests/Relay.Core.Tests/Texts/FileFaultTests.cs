using NUnit.Framework;
using Relay.Core.Texts;

namespace Relay.Core.Tests.Texts;

/// <summary>What a file's fault is called: a French sentence holds no English of the system's.</summary>
public sealed class FileFaultTests
{
    private static IEnumerable<TestCaseData> Faults { get; } =
    [
        new(new FileNotFoundException("Could not find file '/x'."), "ce fichier n'existe pas", "there is no such file"),
        new(new DirectoryNotFoundException("Could not find a part of the path '/x/y'."), "ce dossier n'existe pas", "there is no such folder"),
        new(new UnauthorizedAccessException("Access to the path '/x' is denied."), "cet utilisateur n'en a pas le droit", "this user has no right to"),
        new(new IOException("No space left on device : '/x'", 28), "le disque est plein", "the disk is full"),
        new(new IOException("Read-only file system : '/x'", 30), "ce disque est en lecture seule", "that disk is read-only"),
        new(new IOException("Too many open files\n in system."), "le système répond « Too many open files  in system »", "the system says 'Too many open files  in system'"),
    ];

    [TestCaseSource(nameof(Faults))]
    public void Why_Fault_IsAClauseInBothLanguages(Exception fault, string french, string english)
        => Assert.That(FileFault.Why(fault), Is.EqualTo(new Phrase(french, english)));
}
