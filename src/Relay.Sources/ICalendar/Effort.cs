using Relay.Core.Items;
using Relay.Core.Texts;

namespace Relay.Sources.ICalendar;

/// <summary>What reading one calendar may cost: whoever writes it must not be able to hold Relay up with a few lines that stand for millions of days. Not thread-safe.</summary>
internal sealed class Effort
{
    /// <summary>Enough for a thousand series that are looked at day by day over two years; a few seconds of work.</summary>
    private const long Most = 200_000_000;

    private long _spent;

    /// <summary>Counts a piece of work before it is done.</summary>
    /// <param name="characters">About as much as reading so many characters.</param>
    /// <exception cref="SourceUnavailableException">When that is too much.</exception>
    public void Spend(long characters)
    {
        _spent += characters;
        if (_spent > Most)
        {
            throw new SourceUnavailableException(new Phrase(
                "l'agenda demande trop de calcul (séries très anciennes ou très longues) : n'en exportez que les événements à venir.",
                "the calendar takes too much working out (series that are very old or very long): export coming events only."));
        }
    }
}
