namespace Relay.Core.Conversations.Understanding.Grammar;

/// <summary>One line of a table: what a pattern says about an intent.</summary>
/// <param name="Intent">The intent.</param>
/// <param name="Pattern">The words.</param>
/// <param name="Confidence">How sure it is, 0 to 1.</param>
/// <param name="Effect">What a match does.</param>
/// <param name="Asked">Whether the words must stand in a question (true), must not (false) or may (null).</param>
/// <param name="Public">Whether it counts in public alone (true), in private alone (false) or in both (null).</param>
/// <param name="OptOut">What it says about our messages, for a private one.</param>
/// <param name="First">Whether the intent goes before the others that fit, danger and death apart: "retirez ma signature" is no opt-out.</param>
/// <param name="Line">Where it stands, for whoever asks why.</param>
internal sealed record Rule(Intent Intent, Pattern Pattern, double Confidence, Effect Effect, bool? Asked, bool? Public, OptOut OptOut, bool First, string Line);

/// <summary>What a match does.</summary>
internal enum Effect
{
    /// <summary>Speaks for the intent.</summary>
    Fits,

    /// <summary>The words it covers say nothing for this intent ("mort de rire").</summary>
    Hides,

    /// <summary>The intent is out of the question.</summary>
    Excludes,
}
