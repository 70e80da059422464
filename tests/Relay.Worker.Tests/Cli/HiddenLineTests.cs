using NUnit.Framework;
using Relay.Worker.Cli;

namespace Relay.Worker.Tests.Cli;

public sealed class HiddenLineTests
{
    private static readonly ConsoleKeyInfo Enter = new('\r', ConsoleKey.Enter, false, false, false);

    [Test]
    public void Read_KeysAndABackspace_GivesTheLine()
        => Assert.That(Read(Key('a'), Key('x'), new('\b', ConsoleKey.Backspace, false, false, false), Key('b'), Enter), Is.EqualTo("ab"));

    [Test]
    public void Read_CtrlCAsAKey_StopsAtOnce()
    {
        Assert.That(() => Read(Key('a'), new('\u0003', ConsoleKey.C, false, false, control: true), Enter), Throws.TypeOf<InterruptedException>());
        Assert.That(() => Read(Key('\u0003'), Enter), Throws.TypeOf<InterruptedException>());
    }

    [Test]
    public void Read_CtrlDOnAnEmptyLine_IsTheEndOfTheInput()
    {
        Assert.That(Read(Key('\u0004'), Enter), Is.Null);
        Assert.That(Read(Key('a'), Key('\u0004'), Enter), Is.EqualTo("a"));
    }

    private static ConsoleKeyInfo Key(char letter) => new(letter, default, false, false, false);

    private static string? Read(params ConsoleKeyInfo[] keys)
    {
        var next = 0;
        return HiddenLine.Read(() => keys[next++]);
    }
}
