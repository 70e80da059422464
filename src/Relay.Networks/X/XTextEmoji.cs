namespace Relay.Networks.X;

/// <summary>Finds emoji sequences (UTS #51): X counts each as two, however many code points it has.</summary>
internal static class XTextEmoji
{
    private const char Joiner = '\u200D';
    private const char AsEmoji = '\uFE0F';
    private const char AsText = '\uFE0E';
    private const int MostJoined = 4;

    // Emoji below U+1F000 (Unicode 16). Alone most weigh two in any case; what matters is which of them start or go on a sequence.
    private static readonly (int First, int Last)[] Basic =
    [
        (0x203C, 0x203C), (0x2049, 0x2049), (0x2139, 0x2139), (0x2194, 0x2199), (0x21A9, 0x21AA), (0x231A, 0x231B), (0x2328, 0x2328), (0x23CF, 0x23CF), (0x23E9, 0x23F3),
        (0x23F8, 0x23FA), (0x24C2, 0x24C2), (0x25AA, 0x25AB), (0x25B6, 0x25B6), (0x25C0, 0x25C0), (0x25FB, 0x25FE), (0x2600, 0x2604), (0x260E, 0x260E), (0x2611, 0x2611),
        (0x2614, 0x2615), (0x2618, 0x2618), (0x261D, 0x261D), (0x2620, 0x2620), (0x2622, 0x2623), (0x2626, 0x2626), (0x262A, 0x262A), (0x262E, 0x262F), (0x2638, 0x263A),
        (0x2640, 0x2640), (0x2642, 0x2642), (0x2648, 0x2653), (0x2660, 0x2660), (0x2663, 0x2663), (0x2665, 0x2666), (0x2668, 0x2668), (0x267B, 0x267B), (0x267E, 0x267F),
        (0x2692, 0x2697), (0x2699, 0x2699), (0x269B, 0x269C), (0x26A0, 0x26A1), (0x26A7, 0x26A7), (0x26AA, 0x26AB), (0x26B0, 0x26B1), (0x26BD, 0x26BE), (0x26C4, 0x26C5),
        (0x26C8, 0x26C8), (0x26CE, 0x26CF), (0x26D1, 0x26D1), (0x26D3, 0x26D4), (0x26E9, 0x26EA), (0x26F0, 0x26F5), (0x26F7, 0x26FA), (0x26FD, 0x26FD), (0x2702, 0x2702),
        (0x2705, 0x2705), (0x2708, 0x270D), (0x270F, 0x270F), (0x2712, 0x2712), (0x2714, 0x2714), (0x2716, 0x2716), (0x271D, 0x271D), (0x2721, 0x2721), (0x2728, 0x2728),
        (0x2733, 0x2734), (0x2744, 0x2744), (0x2747, 0x2747), (0x274C, 0x274C), (0x274E, 0x274E), (0x2753, 0x2755), (0x2757, 0x2757), (0x2763, 0x2764), (0x2795, 0x2797),
        (0x27A1, 0x27A1), (0x27B0, 0x27B0), (0x27BF, 0x27BF), (0x2934, 0x2935), (0x2B05, 0x2B07), (0x2B1B, 0x2B1C), (0x2B50, 0x2B50), (0x2B55, 0x2B55), (0x3030, 0x3030),
        (0x303D, 0x303D), (0x3297, 0x3297), (0x3299, 0x3299),
    ];

    // What may carry a skin tone (Emoji_Modifier_Base).
    private static readonly (int First, int Last)[] Skin =
    [
        (0x261D, 0x261D), (0x26F9, 0x26F9), (0x270A, 0x270D), (0x1F385, 0x1F385), (0x1F3C2, 0x1F3C4), (0x1F3C7, 0x1F3C7), (0x1F3CA, 0x1F3CC), (0x1F442, 0x1F443), (0x1F446, 0x1F450),
        (0x1F466, 0x1F478), (0x1F47C, 0x1F47C), (0x1F481, 0x1F483), (0x1F485, 0x1F487), (0x1F48F, 0x1F48F), (0x1F491, 0x1F491), (0x1F4AA, 0x1F4AA), (0x1F574, 0x1F575), (0x1F57A, 0x1F57A),
        (0x1F590, 0x1F590), (0x1F595, 0x1F596), (0x1F645, 0x1F647), (0x1F64B, 0x1F64F), (0x1F6A3, 0x1F6A3), (0x1F6B4, 0x1F6B6), (0x1F6C0, 0x1F6C0), (0x1F6CC, 0x1F6CC), (0x1F90C, 0x1F90C),
        (0x1F90F, 0x1F90F), (0x1F918, 0x1F91F), (0x1F926, 0x1F926), (0x1F930, 0x1F939), (0x1F93C, 0x1F93E), (0x1F977, 0x1F977), (0x1F9B5, 0x1F9B6), (0x1F9B8, 0x1F9B9), (0x1F9BB, 0x1F9BB),
        (0x1F9CD, 0x1F9CF), (0x1F9D1, 0x1F9DD), (0x1FAC3, 0x1FAC5), (0x1FAF0, 0x1FAF8),
    ];

    /// <summary>Length in UTF-16 units of the emoji sequence at a place; 0 when none stands there.</summary>
    public static int Length(string text, int at)
    {
        if (text[at] is '#' or '*' or (>= '0' and <= '9'))
        {
            var key = at + 1 < text.Length && text[at + 1] == AsEmoji ? at + 2 : at + 1;
            return key < text.Length && text[key] == '\u20E3' ? key + 1 - at : 0;
        }
        if (text[at] < '\u00A9')
        {
            return 0;
        }
        if (text[at] is > '®' and < '\u203C')
        {
            return 0;
        }
        if (text[at] is '©' or '®' or '™' or '\u265F')
        {
            return at + 1 < text.Length && text[at + 1] == AsEmoji ? 2 : 0;
        }
        var code = Code(text, at);
        if (code is >= 0x1F1E6 and <= 0x1F1FF)
        {
            return at + 2 < text.Length && Code(text, at + 2) is >= 0x1F1E6 and <= 0x1F1FF ? 4 : 2;
        }
        var end = Element(text, at, code);
        for (var joined = 1; end > at && joined < MostJoined && end + 1 < text.Length && text[end] == Joiner; joined++)
        {
            var next = Element(text, end + 1, Code(text, end + 1));
            if (next == end + 1)
            {
                break;
            }
            end = next;
        }
        return end - at;
    }

    // End of one emoji with its variation selector, skin tone or tags; its own place when none stands there.
    private static int Element(string text, int at, int code)
    {
        if (!(code is >= 0x1F000 and <= 0x1FAFF || IsIn(Basic, code)))
        {
            return at;
        }
        var end = at + (code > 0xFFFF ? 2 : 1);
        if (end == text.Length)
        {
            return end;
        }
        if (text[end] == AsText)
        {
            return at;
        }
        if (text[end] == AsEmoji)
        {
            return end + 1;
        }
        if (Code(text, end) is >= 0x1F3FB and <= 0x1F3FF && IsIn(Skin, code))
        {
            return end + 2;
        }
        return code == 0x1F3F4 ? Tags(text, end) : end;
    }

    // Flags of regions: letters of the tag block up to the cancel tag.
    private static int Tags(string text, int start)
    {
        for (var at = start; at + 1 < text.Length && Code(text, at) is >= 0xE0020 and <= 0xE007F and var tag; at += 2)
        {
            if (tag == 0xE007F)
            {
                return at + 2;
            }
        }
        return start;
    }

    private static int Code(string text, int at)
        => char.IsHighSurrogate(text[at]) && at + 1 < text.Length && char.IsLowSurrogate(text[at + 1]) ? char.ConvertToUtf32(text[at], text[at + 1]) : text[at];

    private static bool IsIn((int First, int Last)[] ranges, int code)
    {
        int low = 0, high = ranges.Length - 1;
        while (low <= high)
        {
            var middle = (low + high) / 2;
            if (code < ranges[middle].First)
            {
                high = middle - 1;
            }
            else if (code > ranges[middle].Last)
            {
                low = middle + 1;
            }
            else
            {
                return true;
            }
        }
        return false;
    }
}
