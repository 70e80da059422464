namespace Relay.Core.Conversations.Understanding;

/// <summary>The last question that we put to somebody. Bare answers ("oui", "2", "ok") mean something only against it (CV-03).</summary>
/// <param name="About">What a yes would say.</param>
/// <param name="Choices">The numbered choices that were shown, in their order; empty for a question of yes or no.</param>
public sealed record Asked(Intent About, IReadOnlyList<Intent> Choices)
{
    /// <summary>How long a question stands: 48 hours.</summary>
    public static TimeSpan Validity { get; } = TimeSpan.FromHours(48);

    /// <summary>"Do you come?", with the choices yes, perhaps, no.</summary>
    public static Asked Attendance { get; } = new(Intent.RsvpYes, [Intent.RsvpYes, Intent.RsvpMaybe, Intent.RsvpNo]);

    /// <summary>"Do you support it?"</summary>
    public static Asked Support { get; } = new(Intent.Support, [Intent.Support, Intent.None]);

    /// <summary>"Do you want this list?"</summary>
    public static Asked Subscription { get; } = new(Intent.Subscribe, [Intent.Subscribe, Intent.None]);

    /// <summary>"Which departement or postal code?"</summary>
    public static Asked Territory { get; } = new(Intent.GiveContact, []);

    /// <summary>"How old are you?"; a yes or a no says nothing to it.</summary>
    public static Asked Age { get; } = new(Intent.None, []);

    /// <summary>Whether it asks for an age.</summary>
    public bool IsAge => About == Intent.None;

    /// <summary>"Do you want to stop everything?"</summary>
    public static Asked Stop { get; } = new(Intent.OptOut, [Intent.OptOut, Intent.None]);
}
