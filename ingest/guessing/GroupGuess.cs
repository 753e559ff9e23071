using Survey.Ingest.Dialects;
using Survey.Instruments;

namespace Survey.Ingest.Guessing;

/// <summary>
/// Guesses what a group of columns under one first header asks, as SurveyMonkey writes them: one answer, options, a grid; and which of them
/// are comments, which become questions of their own.
/// </summary>
internal sealed class GroupGuess
{
    /// <summary>A grid's row has no more different answers than this.</summary>
    private const int MostStatuses = 30;

    private const string Dash = " - ";

    private readonly string text;
    private readonly string header;
    private readonly List<InspectedColumn> columns;

    private GroupGuess(List<InspectedColumn> columns)
    {
        text = columns[0].Name.Group.Length > 0 ? PlainText.Of(columns[0].Name.Group) : "(no header)";
        header = columns[0].Name.NumberedGroup;
        this.columns = columns;
    }

    /// <param name="columns">of one group, none of them metadata</param>
    public static IEnumerable<GuessedQuestion> Of(List<InspectedColumn> columns)
    {
        var whole =
            columns.Find(column => column.Name.Second is SurveyMonkey.OneAnswer && column.Name.Number == 1)
            ?? columns.Find(column =>
                columns.Count == 1 && column.Name.IsNamed && (column.Name.Second.Length == 0 || column.Name.Second == column.Name.Group)
            );
        var open = columns.Find(column => column.Name.Second is SurveyMonkey.OpenText && column.Name.Number == 1);
        var group = new GroupGuess(columns);
        if (whole is not null)
            return group.Answer(whole);
        if (columns.TrueForAll(column => column.Name.Second is SurveyMonkey.OpenText))
            return [ColumnGuess.Text(group.text, group.header, open!), .. columns.Skip(1).Select(group.Apart)];
        if (columns.Count == 1 && columns[0].Values.Count > 1)
            return [group.Apart(columns[0])];
        var (apart, options) = (columns.Where(IsWhole).ToList(), columns.Where(column => !IsWhole(column)).ToList());
        return (
            group.RowsAndStatuses(options) ?? group.Rows(options) ?? TickGuess.Of(group.text, group.header, options, group.Apart)
        ).Concat(apart.Select(group.Apart));
    }

    private static bool IsWhole(InspectedColumn column) => column.Name.Second is SurveyMonkey.OneAnswer or SurveyMonkey.OpenText or "";

    /// <summary>A question of its own, called by both header rows.</summary>
    private GuessedQuestion Apart(InspectedColumn column)
    {
        var own = column.Name.Second is SurveyMonkey.OneAnswer or SurveyMonkey.OpenText or "" ? text : column.Name.Header;
        var closed = column.Name.Second == SurveyMonkey.OneAnswer || column.Name.Second.Length > 0 && columns.Count == 1;
        return closed
            ? ColumnGuess.Open(own, column.Name.NumberedHeader, column, [])
            : ColumnGuess.Text(own, column.Name.NumberedHeader, column);
    }

    /// <summary>One column holds the answer. The text beside it belongs to the option of the same name, or is a comment.</summary>
    private IEnumerable<GuessedQuestion> Answer(InspectedColumn whole)
    {
        var question =
            whole.Name.Second == SurveyMonkey.OneAnswer
                ? ColumnGuess.Choice(text, header, whole)
                : ColumnGuess.Open(text, header, whole, []);
        var others = new List<GuessedQuestion>();
        foreach (var column in columns.Where(column => column != whole))
        {
            var name = column.Name.Second;
            var option =
                question.Options.FirstOrDefault(option => option.Label == name)
                ?? (OptionGuess.IsOther(name) ? question.Options.FirstOrDefault(option => OptionGuess.IsOther(option.Label)) : null);
            if (option is null || question.Options.Any(known => known.Other) || column.Name.Number > 1)
                others.Add(Apart(column));
            else
                question = question with
                {
                    Options =
                    [
                        .. question.Options.Select(known =>
                            known != option
                                ? known
                                : known with
                                {
                                    Other = true,
                                    Wordings = name == known.Label ? known.Wordings : [.. known.Wordings, name],
                                }
                        ),
                    ],
                    Columns = [.. question.Columns, column],
                };
        }
        return [question, .. others];
    }

    /// <summary>A grid with a column for each option of each row: "Row - Status" over cells that say "Status". Null when it is
    /// none.</summary>
    private IEnumerable<GuessedQuestion>? RowsAndStatuses(List<InspectedColumn> options)
    {
        var known = options
            .Where(column =>
                column.Values.Count == 1 && column.Name.Second.EndsWith(Dash + column.Values[0].Text, StringComparison.Ordinal)
            )
            .Select(column => column.Name.Second[..^(column.Values[0].Text.Length + Dash.Length)])
            .Distinct()
            .OrderByDescending(row => row.Length)
            .ToList();
        if (known.Count == 0 || options.Exists(OptionGuess.SaysItsName))
            return null;
        var cells = options
            .Select(column =>
                (
                    Column: column,
                    Row: known.Find(row => column.Name.Second.StartsWith(row + Dash, StringComparison.Ordinal)) ?? EmptyRow(column)
                )
            )
            .Where(cell => cell.Row is not null)
            .Select(cell => (cell.Column, Row: cell.Row!, Status: cell.Column.Name.NumberedSecond[(cell.Row!.Length + Dash.Length)..]))
            .ToList();
        if (cells.Count(cell => cell.Column.Answers > 0) < 2)
            return null;
        var rows = cells.GroupBy(cell => cell.Row).ToList();
        var grids = rows.GroupBy(row => string.Join('\n', row.Select(cell => cell.Status).Order(StringComparer.Ordinal)));
        var exclusive = rows.TrueForAll(row => GuessedQuestion.IsExclusive([.. row.Select(cell => cell.Column)]));
        return grids
            .Select(grid => new GuessedQuestion(
                text,
                header,
                exclusive ? QuestionKind.Single : QuestionKind.Multiple,
                [
                    .. grid.SelectMany(row => row)
                        .GroupBy(cell => cell.Status)
                        .Select(status => new GuessedOption(
                            status.Key,
                            status.Sum(cell => cell.Column.Answers),
                            Unlike([.. status.Select(cell => cell.Column)], [.. grid.SelectMany(row => row).Select(cell => cell.Status)])
                        )),
                ],
                [.. grid.Select(row => new GuessedRow(PlainText.Of(row.Key), row.Key))],
                [.. grid.SelectMany(row => row).Select(cell => cell.Column)]
            ))
            .Concat(options.Except(cells.Select(cell => cell.Column)).Select(Apart));
    }

    /// <summary>What cells of a status' columns say that is no status: its label, damaged.</summary>
    private static IReadOnlyList<string> Unlike(IReadOnlyList<InspectedColumn> columns, HashSet<string> statuses) =>
        [
            .. columns
                .SelectMany(column => column.Values)
                .Select(value => value.Text)
                .Where(text => !statuses.Contains(text))
                .Distinct()
                .Take(5),
        ];

    /// <summary>The row that an empty column belongs to, of a row that nobody answered.</summary>
    private static string? EmptyRow(InspectedColumn column) =>
        column.Answers == 0 && column.Name.Second.LastIndexOf(Dash, StringComparison.Ordinal) is > 0 and var end
            ? column.Name.Second[..end]
            : null;

    /// <summary>A grid with a column for each row and the status in the cell: several columns share their values. Null when it is
    /// none.</summary>
    private IEnumerable<GuessedQuestion>? Rows(List<InspectedColumn> options)
    {
        if (options.Exists(OptionGuess.SaysItsName))
            return null;
        var closed = options
            .Where(column => !column.HasMore && column.Values.Count is > 0 and <= MostStatuses && !OptionGuess.IsOther(column.Name.Second))
            .ToList();
        var shared = closed
            .SelectMany(column => column.Values)
            .GroupBy(value => value.Text)
            .Where(value => value.Count() > 1)
            .Select(value => value.Key)
            .ToHashSet();
        var rows = closed
            .Where(column => column.Values.Where(value => shared.Contains(value.Text)).Sum(value => value.Count) >= 0.9 * column.Answers)
            .ToList();
        if (rows.Count < 2 || shared.Count < 2 || !rows.Exists(column => column.Values.Count > 1))
            return null;
        var all = options
            .Where(column =>
                rows.Contains(column)
                || column.Answers == 0 && !OptionGuess.IsOther(column.Name.Second) && !OptionGuess.IsComment(column.Name.Second)
            )
            .ToList();
        var said = rows.SelectMany(column => column.Values)
            .GroupBy(value => value.Text)
            .Select(value => (value.Key, value.Sum(one => one.Count)));
        return
        [
            ScaleGuess.Of(
                new GuessedQuestion(
                    text,
                    header,
                    QuestionKind.Single,
                    GuessedOption.Of(said),
                    [.. all.Select(column => new GuessedRow(PlainText.Of(column.Name.NumberedSecond), column.Name.NumberedSecond))],
                    all
                )
            ),
            .. options.Except(all).Select(Apart),
        ];
    }
}
