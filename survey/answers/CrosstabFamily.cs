using Survey.Instruments;
using Survey.Statistics;

namespace Survey.Answers;

/// <summary>
/// The tests of a crosstab, one family. The options of a question of one answer part its respondents, and are tested together; left out are
/// nets, and text beside the points of a scale. Those of a multi-select do not, and each of its options and nets is tested by itself:
/// chosen or not.
/// </summary>
internal static class CrosstabFamily
{
    /// <summary>Respondents of one side of a tested table: those of a choice, or those of the base who did not choose it.</summary>
    private readonly record struct Category(int Choice, bool Not = false);

    /// <param name="cells">by row and column; unweighted</param>
    public static List<CrosstabTest> Of(
        Question row,
        Question column,
        List<CountedChoice> rows,
        List<CountedChoice> columns,
        List<List<WeightedCount>> cells,
        JointBase joint
    )
    {
        var tables = (
            from down in TestedQuestions(row, rows)
            from across in TestedQuestions(column, columns)
            select (down, across)
        ).ToList();
        var tests = tables.Select(table => joint.Test(Counts(table.down.Categories, table.across.Categories))).ToList();
        return
        [
            .. tables.Zip(
                Association.Judged(tests, joint.Query.Adjust),
                (table, test) => new CrosstabTest(table.down.Options, table.across.Options, test)
            ),
        ];

        long[,] Counts(List<Category> down, List<Category> across)
        {
            var counts = new long[down.Count, across.Count];
            for (var i = 0; i < down.Count; i++)
            {
                for (var j = 0; j < across.Count; j++)
                    counts[i, j] = Count(down[i], across[j]);
            }
            return counts;
        }

        long Count(Category down, Category across) =>
            (down.Not, across.Not) switch
            {
                (false, false) => cells[down.Choice][across.Choice].Respondents,
                (false, true) => rows[down.Choice].Sum.Respondents - cells[down.Choice][across.Choice].Respondents,
                (true, false) => columns[across.Choice].Sum.Respondents - cells[down.Choice][across.Choice].Respondents,
                _ => joint.All.Respondents
                    - rows[down.Choice].Sum.Respondents
                    - columns[across.Choice].Sum.Respondents
                    + cells[down.Choice][across.Choice].Respondents,
            };
    }

    private sealed record TestedQuestion(IReadOnlyList<string> Options, List<Category> Categories);

    private static List<TestedQuestion> TestedQuestions(Question question, List<CountedChoice> choices)
    {
        if (question.Kind == QuestionKind.Multiple)
            return
            [
                .. choices.Select(
                    (choice, index) => new TestedQuestion([choice.Choice.Id], [new Category(index), new Category(index, Not: true)])
                ),
            ];
        var answers = choices.Index().Where(answer => !answer.Item.Choice.Net && !IsBesideAPoint(answer.Item.Choice.Id)).ToList();
        return
        [
            new TestedQuestion(
                [.. answers.Select(answer => answer.Item.Choice.Id)],
                [.. answers.Select(answer => new Category(answer.Index))]
            ),
        ];

        bool IsBesideAPoint(string id) => question.Kind == QuestionKind.Scale && question.Options.First(option => option.Id == id).Other;
    }
}
