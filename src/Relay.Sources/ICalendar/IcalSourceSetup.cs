using Microsoft.Extensions.Configuration;
using Relay.Core.Channels;
using Relay.Core.Items;
using Relay.Core.Texts;
using Relay.Sources.ICalendar.Feeds;
using Relay.Sources.Rows;

namespace Relay.Sources.ICalendar;

/// <summary>Reads <c>Relay:Sources:{id}</c> with <c>Kind: ical</c>: docs/sources/ical.md.</summary>
internal sealed class IcalSourceSetup(TimeProvider time) : ISourceSetup
{
    private static readonly string[] Settings =
    [
        .. ConfigurationSources.Common, .. RowDefaults.Settings, "Url", "SecretUrl", "SecretUrlFile", "Path", "Timeout", "Visibility", "PlacePublic", "OrganiserPublic", "Past", "Ahead",
    ];

    public string Kind => "ical";

    public ISource? Read(string id, IConfigurationSection section, string folder, ISecrets secrets, ICollection<Fault> faults)
    {
        var before = faults.Count;
        var values = new ConfigurationValues(section, faults);
        values.OnlyKnown(Settings);
        var options = new IcalOptions(id, RowDefaults.Read(values))
        {
            Visibility = Enum.Parse<Visibility>(values.Choice("Visibility", "public", ["public", "members", "private"]), ignoreCase: true),
            IsPlacePublic = values.Flag("PlacePublic", true),
            IsOrganiserPublic = values.Flag("OrganiserPublic", false),
            Past = values.Duration("Past", TimeSpan.FromDays(1), TimeSpan.Zero, TimeSpan.FromDays(60)),
            Ahead = values.Duration("Ahead", TimeSpan.FromDays(180), TimeSpan.FromDays(1), TimeSpan.FromDays(730)),
        };
        var timeout = values.Duration("Timeout", TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(5));
        List<ICalendarFeed> feeds =
        [
            .. new[] { Public(values), Secret(values, section, secrets, faults) }.OfType<Func<Uri>>().Select(address => new WebFeed(address, timeout, time)),
            .. values.Text("Path") is { } path ? [new FileFeed(Path.GetFullPath(path, folder))] : Array.Empty<ICalendarFeed>(),
        ];
        if (feeds.Count != 1 && faults.Count == before)
        {
            values.Add("Url", "a calendar has one place: set Url, or SecretUrlFile when its address holds a secret, or Path.", "un agenda a un seul endroit : réglez Url, ou SecretUrlFile quand son adresse contient un secret, ou Path.");
        }
        return faults.Count > before ? null : new IcalSource(options, feeds[0], time);
    }

    private static Func<Uri>? Public(ConfigurationValues values)
    {
        if (values.Text("Url") is not { } text)
        {
            return null;
        }
        var address = Address(text);
        if (address is null)
        {
            values.Add("Url", "it must be a full address that starts with https:// or webcal://, without name or password.", "il faut une adresse complète qui commence par https:// ou webcal://, sans nom ni mot de passe.");
        }
        return () => address!;
    }

    private static Func<Uri>? Secret(ConfigurationValues values, IConfigurationSection section, ISecrets secrets, ICollection<Fault> faults)
    {
        if (secrets.Find($"{section.Path}:SecretUrl", faults) is not { } read)
        {
            return null;
        }
        if (Address(read()) is null)
        {
            values.Add("SecretUrlFile", "it must hold a full address that starts with https:// or webcal://.", "il doit contenir une adresse complète qui commence par https:// ou webcal://.");
        }
        return () => Current(read) ?? throw new SourceUnavailableException(new Phrase("L'adresse secrète de l'agenda n'en est plus une.", "The calendar's secret address is none any more."));
    }

    // The file may have been emptied or taken away since the start.
    private static Uri? Current(Func<string> read)
    {
        try
        {
            return Address(read());
        }
        catch (SecretMissingException missing)
        {
            throw new SourceUnavailableException(new Phrase(missing.French, missing.Message), missing);
        }
    }

    /// <summary>An address as operators paste it; null when it may not be asked.</summary>
    private static Uri? Address(string text)
    {
        var https = text.StartsWith("webcal://", StringComparison.OrdinalIgnoreCase) ? $"https://{text["webcal://".Length..]}"
            : text.StartsWith("webcals://", StringComparison.OrdinalIgnoreCase) ? $"https://{text["webcals://".Length..]}" : text;
        return Uri.TryCreate(https, UriKind.Absolute, out var address) && WebFeed.IsAllowed(address) ? address : null;
    }
}
