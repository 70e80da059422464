using Relay.Core.Territories;
using Relay.Core.Texts;

namespace Relay.Core.Conversations.Wording;

/// <summary>What stands above the buttons to pass something on and to talk about it.</summary>
internal static class SpaceWords
{
    public static readonly Phrase Share = new("À relayer autour de vous :", "To pass on:");
    public static readonly Phrase Talk = new("Pour en parler près de chez vous :", "To talk about it near you:");
    /// <summary>What is passed on of a list.</summary>
    public static Phrase News(Territory territory) => new($"Les nouvelles près de chez nous ({territory.Name}), à recevoir sur Telegram", $"The news near us ({territory.Name}), to receive on Telegram");

    public static readonly Phrase ShareAndTalk = new("À relayer autour de vous, et pour en parler près de chez vous :", "To pass on, and to talk about it near you:");
}
