using Survey.Instruments;

namespace Survey.Ingest.Dialects;

/// <summary>
/// Exports whose columns are named by one row, whoever wrote them: a header is a question's, a grid's row's, or an option's, as the
/// question's "column" says, in which <see cref="CodebookQuestion.OptionPlace"/> and <see cref="CodebookQuestion.RowPlace"/> stand for
/// them.
/// </summary>
internal sealed class OneHeaderRow
{
    private readonly Layout layout;
    private readonly Codebook codebook;
    private readonly Dictionary<string, Column> named = [];

    private OneHeaderRow(Layout layout)
    {
        (this.layout, codebook) = (layout, layout.Codebook);
        for (var question = 0; question < codebook.Questions.Count; question++)
        {
            foreach (var (header, reading, option) in NamesOf(codebook.Questions[question]))
                named.TryAdd(Key(header), new Column(header, reading, question, option));
        }
    }

    /// <summary>What the row says over each column.</summary>
    /// <param name="header">as read</param>
    public static IReadOnlyList<ColumnName> Names(string[] header)
    {
        var seen = new Dictionary<string, int>();
        return [.. header.Select(Label.Normalise).Select(text => new ColumnName(text, ColumnName.Next(seen, text), "", 1, IsNamed: true))];
    }

    /// <summary>Which question every column is of.</summary>
    public static List<Column> Columns(Layout layout, IReadOnlyList<ColumnName> names) => new OneHeaderRow(layout).Columns(names);

    /// <summary>A header as it is looked up: a blank before a bracket that closes says nothing.</summary>
    private static string Key(string header) => Label.Normalise(header).Replace(" ]", "]", StringComparison.Ordinal);

    private List<Column> Columns(IReadOnlyList<ColumnName> names)
    {
        var columns = new List<Column>();
        foreach (var (position, name) in names.Index())
        {
            var header = name.Header;
            var exact = named.GetValueOrDefault(Key(name.NumberedHeader));
            var found = exact ?? named.GetValueOrDefault(Key(header));
            if (found is null)
                columns.Add(
                    layout.Unused(
                        position,
                        name,
                        header,
                        codebook.Questions.Select(known => known.Column is null ? known.Text : Layout.TextAbove(known))
                    )
                );
            else if (columns.FindIndex(column => IsSame(column, found, exact is not null)) is >= 0 and var first)
                columns.Add(layout.Refused(position, header, $"{Label.Quote(header)} stands twice, here and in column {first + 1}"));
            else
                columns.Add(found with { Header = header });
        }
        return [.. columns.Select((column, position) => layout.BesideOneAnswer(column, position, columns))];
    }

    /// <summary>Whether two columns say the same: whole answers to one question; of an option, which may have a second column for its text,
    /// only where the second is not named as such.</summary>
    private static bool IsSame(Column column, Column found, bool isNamed) =>
        column.Question == found.Question
        && (found.Reading == CellReading.Tick ? !isNamed && column.Option == found.Option : column.Reading == found.Reading);

    /// <summary>Every header that a column of the question may have.</summary>
    private static IEnumerable<(string Header, CellReading Reading, int Option)> NamesOf(CodebookQuestion question)
    {
        var rows = question.Row?.Wordings ?? [""];
        var above = Layout.TextAbove(question);
        if (question.Row is not null && !above.Contains(CodebookQuestion.RowPlace, StringComparison.Ordinal))
            above = $"{above} [{CodebookQuestion.RowPlace}]";
        for (var option = 0; option < question.Options.Count; option++)
        {
            if (question.Options[option].Column is { } own)
            {
                foreach (var row in rows)
                    yield return (Placed(own, CodebookQuestion.RowPlace, row), CellReading.Tick, option);
            }
        }
        var whole = question.Kind == QuestionKind.Multiple ? CellReading.JoinedAnswers : CellReading.AnswerOrText;
        foreach (var header in rows.Select(row => Placed(above, CodebookQuestion.RowPlace, row)))
        {
            if (!header.Contains(CodebookQuestion.OptionPlace, StringComparison.Ordinal))
                yield return (header, whole, -1);
            else
            {
                for (var option = 0; option < question.Options.Count; option++)
                {
                    foreach (var wording in question.Options[option].Wordings)
                        yield return (Placed(header, CodebookQuestion.OptionPlace, wording), CellReading.Tick, option);
                }
            }
        }
    }

    private static string Placed(string header, string place, string text) => header.Replace(place, text, StringComparison.Ordinal);
}
