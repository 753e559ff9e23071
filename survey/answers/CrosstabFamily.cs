using Survey.Instruments;
using Survey.Statistics;

namespace Survey.Answers;

/// <summary>
/// The tests of a crosstab, one family. The options of a question of one answer part its respondents, and are tested together; left out are
/// nets, and text beside the points of a scale.
/// Those of a multi-select do not, and each of its options and nets is tested by itself: chosen or not.
/// </summary>
internal static class CrosstabFamily
{
    /// <summary>Respondents of one side of a tested table: those of a choice, or those of the base who did not choose it.</summary>
    private readonly record struct Line(int Choice, bool Not = false);

    /// <param name="cells">by row and column; unweighted</param>
    /// <param name="all">the respondents of the base</param>
    public static List<CrosstabTest> Of(
        Question row,
        Question column,
        List<CountedChoice> rows,
        List<CountedChoice> columns,
        List<List<Sum>> cells,
        int all,
        Adjustment adjustment
    )
    {
        var tables = (from down in Sides(row, rows) from across in Sides(column, columns) select (down, across)).ToList();
        var tests = tables.Select(table => Association.Of(Counts(table.down.Lines, table.across.Lines))).ToList();
        return
        [
            .. tables.Zip(
                Association.Judged(tests, adjustment),
                (table, test) => new CrosstabTest(table.down.Options, table.across.Options, test)
            ),
        ];

        long[,] Counts(List<Line> down, List<Line> across)
        {
            var counts = new long[down.Count, across.Count];
            for (var i = 0; i < down.Count; i++)
            {
                for (var j = 0; j < across.Count; j++)
                    counts[i, j] = Count(down[i], across[j]);
            }
            return counts;
        }

        long Count(Line down, Line across) =>
            (down.Not, across.Not) switch
            {
                (false, false) => cells[down.Choice][across.Choice].Respondents,
                (false, true) => rows[down.Choice].Sum.Respondents - cells[down.Choice][across.Choice].Respondents,
                (true, false) => columns[across.Choice].Sum.Respondents - cells[down.Choice][across.Choice].Respondents,
                _ => all
                    - rows[down.Choice].Sum.Respondents
                    - columns[across.Choice].Sum.Respondents
                    + cells[down.Choice][across.Choice].Respondents,
            };
    }

    private sealed record Side(IReadOnlyList<string> Options, List<Line> Lines);

    private static List<Side> Sides(Question question, List<CountedChoice> choices)
    {
        if (question.Kind == QuestionKind.Multiple)
            return [.. choices.Select((choice, index) => new Side([choice.Choice.Id], [new Line(index), new Line(index, Not: true)]))];
        var answers = choices.Index().Where(answer => !answer.Item.Choice.Net && !IsBesideAPoint(answer.Item.Choice.Id)).ToList();
        return [new Side([.. answers.Select(answer => answer.Item.Choice.Id)], [.. answers.Select(answer => new Line(answer.Index))])];

        bool IsBesideAPoint(string id) => question.Kind == QuestionKind.Scale && question.Options.First(option => option.Id == id).Other;
    }
}
