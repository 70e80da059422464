using Relay.Core.Conversations.Settling;
using Relay.Core.Items;

namespace Relay.Worker.Demo.Evening;

/// <summary>Something that somebody wrote or pressed in an evening, and what came of it.</summary>
internal sealed class EveningMessage(Part part, Turn? turn)
{
    /// <summary>In whose part.</summary>
    public Part Part => part;

    /// <summary>In private; null for a public line.</summary>
    public Turn? Turn => turn;

    /// <summary>Network on which it stands.</summary>
    public required string Network { get; init; }

    /// <summary>Under or in what it stands, for people to read.</summary>
    public required string Where { get; init; }

    /// <summary>Its id there; on Telegram with its chat.</summary>
    public string Id { get; set; } = "";

    /// <summary>The event whose post it stands under; null for none.</summary>
    public Event? Event { get; init; }

    /// <summary>Every automatic answer to it.</summary>
    public List<string> Answers { get; } = [];

    /// <summary>Labels of the buttons under them.</summary>
    public List<string> Buttons { get; } = [];

    /// <summary>Whether Relay has heard it.</summary>
    public bool Heard { get; set; }

    /// <summary>Why a person is to look at it; null when nobody is.</summary>
    public WaitReason? Waits { get; set; }

    /// <summary>What was wrong with what came of it; null when nothing was.</summary>
    public string? Fault { get; set; }

    /// <summary>The words.</summary>
    public string Text => turn?.Text ?? part.Line!.Text;

    /// <summary>Whether everybody reads it.</summary>
    public bool IsPublic => turn is null;

    /// <summary>Name of something on a network, the same for whoever wrote it and for the inbox.</summary>
    public static string Name(string network, string chat, string id) => network == "telegram" ? $"{network} {chat} {id}" : $"{network} {id}";
}
