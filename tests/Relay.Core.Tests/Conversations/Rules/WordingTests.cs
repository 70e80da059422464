using System.Reflection;
using System.Text.RegularExpressions;
using NUnit.Framework;
using Relay.Core.Conversations.Rules;
using Relay.Core.Texts;

namespace Relay.Core.Tests.Conversations.Rules;

/// <summary>CV-10: short, in both languages, without exclamation marks; plurals are written properly.</summary>
public sealed partial class WordingTests
{
    private static IEnumerable<TestCaseData> Phrases() => typeof(ConversationRules).Assembly.GetTypes()
        .Where(type => type.Namespace == "Relay.Core.Conversations.Wording")
        .SelectMany(type => type.GetFields(BindingFlags.Public | BindingFlags.Static).Where(field => field.FieldType == typeof(Phrase)).Select(field => (type.Name, field)))
        .Select(pair => new TestCaseData((Phrase)pair.field.GetValue(null)!).SetArgDisplayNames($"{pair.Name}.{pair.field.Name}"));

    [TestCaseSource(nameof(Phrases))]
    public void Phrase_OfAConversation_IsSaidInBothLanguagesAndCalmly(Phrase phrase)
    {
        Assert.That(phrase.French, Is.Not.Empty);
        Assert.That(phrase.English, Is.Not.Empty);
        Assert.That(phrase.French + phrase.English, Does.Not.Contain("!").And.Not.Contain("(s)").And.Not.Contain("(e)"));
        // A straight apostrophe between letters is a slip of the keyboard in French.
        Assert.That(Straight().IsMatch(phrase.French), Is.False, phrase.French);
    }

    [Test]
    public void Phrases_OfAllFolders_AreFound() => Assert.That(Phrases().Count(), Is.GreaterThan(40));

    [GeneratedRegex(@"\p{L}'\p{L}")]
    private static partial Regex Straight();
}
