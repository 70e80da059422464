using System.Globalization;
using HandlebarsDotNet;
using Relay.Core.Texts.Words;

namespace Relay.Core.Texts.Templates;

/// <summary>The helpers that templates may use beside Handlebars' own (docs/texts.md).</summary>
internal static class TemplateHelpers
{
    /// <summary>Helpers that print.</summary>
    public static IReadOnlyList<string> Names { get; } = ["date", "time", "range", "countdown", "place", "link"];

    /// <summary>Helpers around a part of the text.</summary>
    public static IReadOnlyList<string> Blocks { get; } = ["shorten", "optional", "when"];

    public static void Register(IHandlebars handlebars)
    {
        handlebars.RegisterHelper("date", (writer, context, arguments)
            => writer.WriteSafeString(Item(context, "date").Date(Is(arguments, "short"))));
        handlebars.RegisterHelper("time", (writer, context, _)
            => writer.WriteSafeString(Item(context, "time").Time()));
        handlebars.RegisterHelper("range", (writer, context, arguments)
            => writer.WriteSafeString(Item(context, "range").Range(year: !Is(arguments, "near"))));
        handlebars.RegisterHelper("countdown", (writer, context, _)
            => writer.WriteSafeString(Item(context, "countdown").Countdown()));
        handlebars.RegisterHelper("place", (writer, context, arguments)
            => writer.WriteSafeString(Item(context, "place").Place(Is(arguments, "short")) ?? ""));
        handlebars.RegisterHelper("link", (writer, context, _)
            => writer.WriteSafeString(Item(context, "link").Url is { } url ? $"{Marks.Open}{Marks.Link}{Marks.Settings}{url}{Marks.Close}" : ""));
        handlebars.RegisterHelper("shorten", (writer, options, context, arguments)
            => Block(writer, options, context, Marks.Shorten, arguments));
        handlebars.RegisterHelper("optional", (writer, options, context, arguments)
            => Block(writer, options, context, Marks.Optional, arguments));
        handlebars.RegisterHelper("when", (writer, options, context, arguments) =>
        {
            if (arguments.Length != 2)
            {
                throw new TemplateMisuseException(new(
                    "« {{#when}} » prend deux choses à comparer, comme dans {{#when status \"postponed\"}}.", "'{{#when}}' takes two things to compare, as in {{#when status \"postponed\"}}."));
            }
            if (string.Equals(Convert.ToString(arguments[0], CultureInfo.InvariantCulture), Convert.ToString(arguments[1], CultureInfo.InvariantCulture), StringComparison.OrdinalIgnoreCase))
            {
                options.Template(writer, context);
            }
            else
            {
                options.Inverse(writer, context);
            }
        });
    }

    private static void Block(EncodedTextWriter writer, BlockHelperOptions options, Context context, char kind, Arguments arguments)
    {
        writer.WriteSafeString(string.Create(
            CultureInfo.InvariantCulture,
            $"{Marks.Open}{kind}{Number(arguments, "order")},{Number(arguments, "least")},{Number(arguments, "keep")}{Marks.Settings}"));
        options.Template(writer, context);
        writer.WriteSafeString(Marks.Close.ToString());
    }

    private static ItemWords Item(Context context, string helper)
        => context.Value as ItemWords ?? throw new TemplateMisuseException(new(
            $"« {{{{{helper}}}}} » a besoin d'une fiche : dans un récapitulatif, sa place est entre {{{{#each items}}}} et {{{{/each}}}}.",
            $"'{{{{{helper}}}}}' needs an item: in a digest it belongs between {{{{#each items}}}} and {{{{/each}}}}."));

    private static bool Is(Arguments arguments, string name)
        => arguments.Hash.TryGetValue(name, out var value) && string.Equals(Convert.ToString(value, CultureInfo.InvariantCulture), "true", StringComparison.OrdinalIgnoreCase);

    private static int Number(Arguments arguments, string name) => !arguments.Hash.TryGetValue(name, out var value)
        ? 0
        : int.TryParse(Convert.ToString(value, CultureInfo.InvariantCulture), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new TemplateMisuseException(new($"« {name} » doit être un nombre entier à partir de 0.", $"'{name}' must be a whole number from 0 on."));
}
