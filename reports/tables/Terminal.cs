using Spectre.Console;

namespace Survey.Reports.Tables;

/// <summary>Tables and lines on a terminal, all of the same look.</summary>
internal static class Terminal
{
    public static Table Table() =>
        new()
        {
            Border = TableBorder.Simple,
            ShowRowSeparators = false,
            UseSafeBorder = true,
        };

    public static void Line(this IAnsiConsole console, string text, bool bold = false)
    {
        console.Write(new Text(text, bold ? new Style(decoration: Decoration.Bold) : Style.Plain));
        console.WriteLine();
    }

    public static void Lines(this IAnsiConsole console, IEnumerable<string> lines)
    {
        foreach (var line in lines)
            console.Line(line);
    }
}
