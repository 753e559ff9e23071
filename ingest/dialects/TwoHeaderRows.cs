using Survey.Instruments;

namespace Survey.Ingest.Dialects;

/// <summary>Exports whose columns are named by two rows: the first holds a question's text over the first of its columns, and the second
/// what each column is of it. See <see cref="SurveyMonkey"/>.</summary>
internal sealed class TwoHeaderRows
{
    private readonly Layout layout;
    private readonly Codebook codebook;
    private readonly OptionWordings[] wordings;

    public TwoHeaderRows(Layout layout)
    {
        this.layout = layout;
        codebook = layout.Codebook;
        wordings = [.. codebook.Questions.Select(question => new OptionWordings(question))];
    }

    /// <summary>What the two rows say over each column. A blank of the first stands for the text before it.</summary>
    /// <param name="firsts">as read</param>
    /// <param name="seconds">as read, of the same length</param>
    public static IReadOnlyList<ColumnName> Names(string[] firsts, string[] seconds)
    {
        var names = new List<ColumnName>();
        var groups = new Dictionary<string, int>();
        var seen = new Dictionary<string, int>();
        var (group, number) = ("", 1);
        for (var column = 0; column < firsts.Length; column++)
        {
            var first = Label.Normalise(firsts[column]);
            if (first.Length > 0 && first != group)
            {
                (group, number) = (first, ColumnName.Next(groups, first));
                seen.Clear();
            }
            var second = Label.Normalise(seconds[column]);
            names.Add(new ColumnName(group, number, second, ColumnName.Next(seen, second), first.Length > 0));
        }
        return names;
    }

    /// <summary>Which question, and which option of it, every column is of.</summary>
    public List<Column> Columns(IReadOnlyList<ColumnName> names)
    {
        var columns = new List<Column>();
        for (var position = 0; position < names.Count; position++)
        {
            var name = names[position];
            var header = name.Header;
            var column =
                Numbered(position, name)
                ?? OfItsOwn(name)
                ?? Used(name, name.NumberedGroup, name.NumberedSecond)
                ?? Used(name, name.NumberedGroup, name.Second)
                ?? Used(name, name.Group, name.NumberedSecond)
                ?? Used(name, name.Group, name.Second)
                ?? UnusedInGroup(position, name);
            if (
                column.Question >= 0
                && !codebook.Questions[column.Question].Columns.ContainsKey(position + 1)
                && columns.FindIndex(other =>
                    other.Header == header
                    && (other.Question, other.Reading, other.Option) == (column.Question, column.Reading, column.Option)
                )
                    is >= 0
                        and var first
            )
                column = layout.Refused(position, header, $"{Label.Quote(header)} stands twice, here and in column {first + 1}");
            if (
                column.Question >= 0
                && codebook.Questions[column.Question].Kind == QuestionKind.Number
                && columns.FindIndex(other => other.Question == column.Question) is >= 0 and var number
            )
                column = layout.Refused(
                    position,
                    header,
                    $"{Label.Quote(header)} is a second column of question \"{codebook.Questions[column.Question].Id}\", beside "
                        + $"column {number + 1}; a question of kind number has one"
                );
            columns.Add(column);
        }
        return [.. columns.Select((column, position) => layout.BesideOneAnswer(column, position, columns))];
    }

    /// <summary>The column as one whose header is lost, and which a question names by its number; or null.</summary>
    private Column? Numbered(int position, ColumnName name)
    {
        var question = layout.FindQuestion(candidate =>
            candidate.Columns.ContainsKey(position + 1) && Layout.TextAbove(candidate) == name.Group
        );
        if (question < 0)
            return null;
        var asked = codebook.Questions[question];
        return new Column(
            name.Header,
            CellReading.Tick,
            question,
            asked.Options.ToList().FindIndex(option => option.Id == asked.Columns[position + 1])
        );
    }

    /// <summary>The column as the one of a question that is called like it, by both header rows; or null.</summary>
    private Column? OfItsOwn(ColumnName name)
    {
        var question = layout.FindQuestion(candidate =>
            candidate.Row is null
            && Layout.TextAbove(candidate) == name.NumberedHeader
            && (name.Second.Length > 0 || candidate.Column is not null)
        );
        return question < 0 ? null : new Column(name.Header, CellReading.AnswerOrText, question);
    }

    /// <summary>The column as one that a question uses, or null.</summary>
    private Column? Used(ColumnName name, string group, string second)
    {
        var isWhole = second == SurveyMonkey.OneAnswer || second.Length == 0 && name.IsNamed;
        for (var question = 0; question < codebook.Questions.Count; question++)
        {
            var asked = codebook.Questions[question];
            if (Layout.TextAbove(asked) != group)
                continue;
            if (
                asked.Row is null
                    ? isWhole || second == group || !asked.Kind.HasOptions() && second == SurveyMonkey.OpenText
                    : asked.Row.Wordings.Contains(second)
            )
                return new Column(name.Header, CellReading.AnswerOrText, question);
            var option = OptionOf(question, second);
            if (option >= 0)
                return new Column(name.Header, CellReading.Tick, question, option);
        }
        return null;
    }

    /// <summary>The option that the second row names, of a grid behind any wording of the row; or -1.</summary>
    private int OptionOf(int question, string second) =>
        codebook.Questions[question].Row is not { } row
            ? wordings[question].OptionOf(second)
            : row
                .Wordings.Where(wording => second.StartsWith(wording + " - ", StringComparison.Ordinal))
                .Select(wording => wordings[question].OptionOf(second[(wording.Length + 3)..]))
                .Append(-1)
                .Max();

    /// <summary>In a question that is known, what the second row says may be misspelt; otherwise what the first row says.</summary>
    private Column UnusedInGroup(int position, ColumnName name)
    {
        var (group, second) = (name.Group, name.Second);
        var known = codebook.Questions.Where(question => Layout.TextAbove(question) == group).ToList();
        return known.Count == 0
            ? layout.Unused(position, name, group, codebook.Questions.Select(question => question.Row?.GridText ?? question.Text))
            : layout.Unused(
                position,
                name,
                second,
                known.Select(question => question.Row?.Label).OfType<string>().Concat(known[0].Options.Select(option => option.Label))
            );
    }
}
