using System.Globalization;
using System.Text;
using Relay.Core.Conversations.Understanding;

namespace Relay.Core.Tests.Conversations.Understanding;

/// <summary>What was understood of labelled sentences, and what was not.</summary>
internal sealed class Score
{
    private readonly List<(Sentence Sentence, Meaning Meaning)> _read;

    public Score(IUnderstand understanding, IEnumerable<Sentence> sentences) =>
        _read = [.. sentences.Select(sentence => (sentence, understanding.Read(new Utterance(sentence.Text, sentence.Public))))];

    public double Accuracy => (double)_read.Count(read => read.Sentence.Intent == read.Meaning.Intent) / _read.Count;

    public double MacroF1 => PerIntent().Average(intent => intent.F1);

    /// <summary>Private opt-outs that stop or pause our messages.</summary>
    public double OptOutRecall => Share(_read.Where(read => !read.Sentence.Public && read.Sentence.Intent == Intent.OptOut), read => read.OptOut != OptOut.None);

    /// <summary>Of the messages that oppose somebody at once, those that ask for it.</summary>
    public double OptOutPrecision => Share(_read.Where(read => read.Meaning.OptOut == OptOut.Certain), read => read.Sentence.Intent == Intent.OptOut);

    /// <summary>Of the private messages that ask neither for silence, for less, nor for erasure, and tell of no death, those that pause ours all the same.</summary>
    public double PausedWrongly => Share(_read.Where(read => !read.Sentence.Public && read.Sentence.Intent is not (Intent.OptOut or Intent.OptOutTopic or Intent.DataRequest or Intent.Deceased)), read => read.OptOut != OptOut.None);

    /// <summary>Public comments that were taken for an opt-out and are none.</summary>
    public IReadOnlyList<string> WrongInPublic => [.. _read.Where(read => read.Sentence.Public && read.Meaning.OptOut != OptOut.None && read.Sentence.Intent != Intent.OptOut).Select(read => read.Sentence.Text)];

    /// <summary>A yes taken for a no, or a no for a yes.</summary>
    public IReadOnlyList<string> Confused => [.. _read
        .Where(read => (read.Sentence.Intent, read.Meaning.Intent) is (Intent.RsvpYes, Intent.RsvpNo) or (Intent.RsvpNo, Intent.RsvpYes))
        .Select(read => read.Sentence.Text)];

    public double RecallOf(Intent intent) => Share(_read.Where(read => read.Sentence.Intent == intent), read => read.Intent == intent);

    /// <summary>The table that the test prints.</summary>
    public string Report(string title)
    {
        var report = new StringBuilder().AppendLine(CultureInfo.InvariantCulture, $"{title}: {_read.Count} sentences").AppendLine("intent                  n recall precis.    F1");
        foreach (var (intent, count, recall, precision, f1) in PerIntent())
        {
            report.AppendLine(CultureInfo.InvariantCulture, $"{Intents.KeyOf(intent),-20} {count,4} {recall,6:0.00} {precision,7:0.00} {f1,5:0.00}");
        }
        foreach (var (sentence, meaning) in _read.Where(read => read.Sentence.Intent != read.Meaning.Intent))
        {
            report.AppendLine(CultureInfo.InvariantCulture, $"  {Intents.KeyOf(sentence.Intent)} read as {Intents.KeyOf(meaning.Intent)} {meaning.Confidence:0.00} {meaning.OptOut}: {sentence.Text}");
        }
        return report
            .AppendLine(CultureInfo.InvariantCulture, $"accuracy {Accuracy:0.000}, macro-F1 {MacroF1:0.000}, opt-out recall {OptOutRecall:0.000} precision {OptOutPrecision:0.000} wrong in public {WrongInPublic.Count}, rsvp yes/no confused {Confused.Count}")
            .ToString();
    }

    private static double Share(IEnumerable<(Sentence Sentence, Meaning Meaning)> among, Func<(Intent Intent, OptOut OptOut, Sentence Sentence), bool> holds)
    {
        var all = among.ToList();
        return all.Count == 0 ? 1 : (double)all.Count(read => holds((read.Meaning.Intent, read.Meaning.OptOut, read.Sentence))) / all.Count;
    }

    private IEnumerable<(Intent Intent, int Count, double Recall, double Precision, double F1)> PerIntent()
    {
        foreach (var intent in Intents.ByPrecedence)
        {
            var hits = _read.Count(read => read.Sentence.Intent == intent && read.Meaning.Intent == intent);
            var (meant, said) = (_read.Count(read => read.Sentence.Intent == intent), _read.Count(read => read.Meaning.Intent == intent));
            if (meant > 0)
            {
                yield return (intent, meant, (double)hits / meant, said == 0 ? 0 : (double)hits / said, 2.0 * hits / (meant + said));
            }
        }
    }
}
