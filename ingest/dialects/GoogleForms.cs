using System.Text.RegularExpressions;

namespace Survey.Ingest.Dialects;

/// <summary>
/// How Google Forms writes an export: one header row, with a question's text over its only column, or "text [row]" over a grid's; a first
/// column that dates the row; and a multi-select in one cell (<see cref="JoinedAnswers"/>), joined by ", " in Sheets and by ";" in its own
/// CSV. Its TSV has no quotes (<see cref="Reading.Delimiter.IsQuoted"/>).
/// </summary>
internal static partial class GoogleForms
{
    /// <summary>Whether a header is that of the column that dates a row, as Google writes it in some languages.</summary>
    public static bool IsTimestamp(string header) => Timestamp().IsMatch(header);

    /// <summary>The text that a grid's columns share; null where the header is not that of a grid's row.</summary>
    public static string? GridText(string header) => Grid().Match(header) is { Success: true } match ? match.Groups[1].Value : null;

    public static Evidence? Look(Beginning file)
    {
        var first = file.Row(0);
        if (!IsTimestamp(first[0]) || !file.Below(1, 0).Any(Stamps.Is))
            return null;
        var grids = first.Count(text => GridText(text) is not null);
        return new Evidence(
            Instruments.ExportFormat.GoogleForms,
            1,
            0.95,
            $"the first column is {Label.Quote(first[0])}, and dates the rows" + (grids > 0 ? $"; {grids} headers end in [row]" : "")
        );
    }

    [GeneratedRegex(
        "^(timestamp|zeitstempel|horodateur|marca temporal|carimbo de data/hora|informazioni cronologiche|tijdstempel|sygnatura czasowa"
            + "|zaman damgası|отметка времени|タイムスタンプ|时间戳记|時間戳記)$",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Timestamp();

    [GeneratedRegex(@"^(.+?) ?\[[^\[\]]+\]$")]
    private static partial Regex Grid();
}
