using Relay.Core.Conversations.Understanding.Grammar;
using Relay.Core.Conversations.Understanding.Reading;

namespace Relay.Core.Conversations.Understanding;

/// <summary>French or English, by the small words; French when they leave it open.</summary>
internal sealed class Tongue(Tables tables)
{
    private readonly int _english = tables.Atom("ANGLAIS");
    private readonly int _french = tables.Atom("FRANCAIS");

    /// <summary><c>fr</c> or <c>en</c>.</summary>
    public string Of(IReadOnlyList<Word> words)
    {
        var (english, french) = (0, 0);
        foreach (var word in words)
        {
            english += word.Atoms.Contains(_english) ? 1 : 0;
            french += word.Atoms.Contains(_french) ? 1 : 0;
        }
        return english > french ? "en" : "fr";
    }
}
