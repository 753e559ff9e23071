using System.Text.RegularExpressions;
using Survey.Instruments;

namespace Survey.Ingest.Dialects;

/// <summary>
/// How Google Forms writes an export: one header row, with a question's text over its only column, or "text [row]" over a grid's; a first
/// column that dates the row; and a multi-select in one cell (<see cref="JoinedAnswers"/>). Its TSV has no quotes
/// (<see cref="Reading.Delimiter.IsQuoted"/>).
/// </summary>
internal static class GoogleForms
{
    /// <summary>Whether a header is that of the column that dates a row, as Google writes it in some languages.</summary>
    public static bool IsTimestamp(string header) => Regex.IsMatch(header, "^(timestamp|zeitstempel|horodateur)$", RegexOptions.IgnoreCase);

    /// <summary>The text that a grid's columns share; null where the header is not that of a grid's row.</summary>
    public static string? GridText(string header) =>
        Regex.Match(header, @"^(.+) \[[^\[\]]+\]$") is { Success: true } match ? match.Groups[1].Value : null;

    /// <summary>What the row says over each column.</summary>
    /// <param name="header">as read</param>
    public static IReadOnlyList<ColumnName> Names(string[] header)
    {
        var seen = new Dictionary<string, int>();
        return [.. header.Select(Label.Normalise).Select(text => new ColumnName(text, ColumnName.Next(seen, text), "", 1, IsNamed: true))];
    }

    /// <summary>Which question every column is of.</summary>
    public static List<Column> Columns(Layout layout, IReadOnlyList<ColumnName> header)
    {
        var codebook = layout.Codebook;
        var columns = new List<Column>();
        for (var position = 0; position < header.Count; position++)
        {
            var name = header[position].Header;
            var question = layout.FindQuestion(candidate => HeadersOf(candidate).Contains(header[position].NumberedHeader));
            if (question < 0)
                question = layout.FindQuestion(candidate => HeadersOf(candidate).Contains(name));
            if (question < 0)
            {
                columns.Add(layout.Unused(position, name, name, codebook.Questions.Select(known => known.Text)));
                continue;
            }
            if (columns.FindIndex(column => column.Question == question) is >= 0 and var first)
            {
                columns.Add(layout.Refused(position, name, $"{Label.Quote(name)} stands twice, here and in column {first + 1}"));
                continue;
            }
            var reading = codebook.Questions[question].Kind == QuestionKind.Multiple ? CellReading.JoinedAnswers : CellReading.AnswerOrText;
            columns.Add(new Column(name, reading, question));
        }
        return columns;
    }

    /// <summary>What the question's column may be called where it has one: its text, of a grid with any wording of the row.</summary>
    private static IEnumerable<string> HeadersOf(CodebookQuestion question) =>
        question.Row is not { } row
            ? [Layout.TextAbove(question)]
            : row.Wordings.Select(wording => CodebookQuestion.TextOf(Layout.TextAbove(question), row with { Label = wording }));
}
