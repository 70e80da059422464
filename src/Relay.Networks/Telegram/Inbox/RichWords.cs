using System.Text;
using Relay.Networks.Arriving;

namespace Relay.Networks.Telegram.Inbox;

/// <summary>The words of a message in blocks, without their form: one line a paragraph, heading, item or cell. Source: core.telegram.org/bots/api#richmessage.</summary>
internal static class RichWords
{
    private static readonly string[] Blocks = ["blocks", "items", "cells"];
    private static readonly string[] Texts = ["summary", "text", "expression", "caption", "credit"];

    /// <summary>The words; null when it is no such message.</summary>
    public static string? Of(Piece rich)
    {
        if (!rich.IsObject)
        {
            return null;
        }
        var words = new StringBuilder();
        AddBlock(rich, words);
        return words.ToString().TrimEnd('\n');
    }

    // Pieces are at most as deep as a payload is read, so these walks end soon.
    private static void AddBlock(Piece block, StringBuilder words)
    {
        if (!block.Is)
        {
            return;
        }
        foreach (var element in block.Elements)
        {
            AddBlock(element, words);
        }
        foreach (var text in Texts)
        {
            var before = words.Length;
            AddText(block[text], words);
            if (words.Length > before)
            {
                words.Append('\n');
            }
        }
        foreach (var inner in Blocks)
        {
            AddBlock(block[inner], words);
        }
    }

    // A text is a string, a list of texts, or a text with a form.
    private static void AddText(Piece text, StringBuilder words)
    {
        if (text.IsObject)
        {
            AddText(text.Either("text", "alternative_text"), words);
            AddText(text["expression"], words);
            return;
        }
        if (!text.IsList)
        {
            words.Append(text.Text);
            return;
        }
        foreach (var element in text.Elements)
        {
            AddText(element, words);
        }
    }
}
