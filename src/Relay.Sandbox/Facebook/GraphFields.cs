namespace Relay.Sandbox.Facebook;

/// <summary>The <c>fields</c> of a call.</summary>
internal static class GraphFields
{
    /// <summary>Those that it names; the few that an object gives by itself otherwise.</summary>
    public static FieldList Of(GraphCall call, string otherwise) => FieldList.Parse(call.Text("fields") is { Length: > 0 } fields ? fields : otherwise);
}
