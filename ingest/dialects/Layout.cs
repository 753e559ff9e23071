using System.Text.RegularExpressions;
using Survey.Ingest.Coding;
using Survey.Instruments;

namespace Survey.Ingest.Dialects;

/// <summary>How the cells of a column are read.</summary>
public enum CellReading
{
    /// <summary>not an answer: an id, a date</summary>
    Metadata,

    /// <summary>an answer that the instrument does not use</summary>
    Ignored,

    /// <summary>one answer, an option's label</summary>
    Answer,

    /// <summary>one answer, an option's label or the text of the option that takes any; or a number</summary>
    AnswerOrText,

    /// <summary>any number of answers, joined by ", "</summary>
    JoinedAnswers,

    /// <summary>the column of one option</summary>
    Tick,

    /// <summary>free text that belongs to an answer in another column</summary>
    Comment,
}

/// <param name="Header">the column's name</param>
/// <param name="Question">position in the codebook; -1 for metadata and ignored columns</param>
/// <param name="Option">of a <see cref="CellReading.Tick"/> column: position in the question's options; otherwise -1</param>
public sealed record Column(string Header, CellReading Reading, int Question = -1, int Option = -1);

/// <summary>Which columns of a raw file belong to which question. Every column has a reading, or the file is refused.</summary>
public sealed class Layout
{
    internal const string OneAnswer = "Response";
    internal const string OpenText = "Open-Ended Response";

    private readonly string file;
    private readonly Codebook codebook;
    private readonly ICollection<string> problems;
    private readonly Coder[] coders;
    private readonly long line;

    private Layout(string file, Codebook codebook, ICollection<string> problems, long line)
    {
        this.line = line;
        this.file = file;
        this.codebook = codebook;
        this.problems = problems;
        coders = [.. codebook.Questions.Select(question => new Coder(question))];
    }

    /// <param name="headers">the rows that name the columns, in order, as read</param>
    /// <param name="line">of the first of them</param>
    /// <exception cref="SurveyException">a column belongs to nothing, or a question's column is not there</exception>
    public static IReadOnlyList<Column> Of(string file, IReadOnlyList<string[]> headers, Codebook codebook, long line = 1)
    {
        var problems = new List<string>();
        var columns = Of(file, headers, codebook, problems, line);
        return problems.Count == 0 ? columns : throw new SurveyException(problems[0]);
    }

    /// <param name="headers">the rows that name the columns, in order, as read</param>
    /// <param name="problems">is given every column that belongs to nothing, each of which is then read as ignored, and every column that
    /// is not there</param>
    /// <param name="line">of the first of them</param>
    public static IReadOnlyList<Column> Of(
        string file,
        IReadOnlyList<string[]> headers,
        Codebook codebook,
        ICollection<string> problems,
        long line
    )
    {
        var layout = new Layout(file, codebook, problems, line);
        var columns =
            codebook.Wave.Export.Format == ExportFormat.SurveyMonkey
                ? layout.SurveyMonkey(ColumnName.Of(headers))
                : layout.GoogleForms(ColumnName.Of(headers));
        layout.FindMisnumbered(columns);
        layout.FindMissing(columns);
        return columns;
    }

    private List<Column> GoogleForms(IReadOnlyList<ColumnName> header)
    {
        var columns = new List<Column>();
        for (var position = 0; position < header.Count; position++)
        {
            var name = header[position].Header;
            var question = FindQuestion(candidate => HeadersOf(candidate).Contains(header[position].NumberedHeader));
            if (question < 0)
                question = FindQuestion(candidate => HeadersOf(candidate).Contains(name));
            if (question < 0)
            {
                columns.Add(Unused(position, name, name, codebook.Questions.Select(known => known.Text)));
                continue;
            }
            if (columns.FindIndex(column => column.Question == question) is >= 0 and var first)
            {
                columns.Add(Refused(position, name, $"{Label.Quote(name)} stands twice, here and in column {first + 1}"));
                continue;
            }
            var reading = codebook.Questions[question].Kind == QuestionKind.Multiple ? CellReading.JoinedAnswers : CellReading.AnswerOrText;
            columns.Add(new Column(name, reading, question));
        }
        return columns;
    }

    private List<Column> SurveyMonkey(IReadOnlyList<ColumnName> names)
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
                column = Refused(position, header, $"{Label.Quote(header)} stands twice, here and in column {first + 1}");
            if (
                column.Question >= 0
                && codebook.Questions[column.Question].Kind == QuestionKind.Number
                && columns.FindIndex(other => other.Question == column.Question) is >= 0 and var number
            )
                column = Refused(
                    position,
                    header,
                    $"{Label.Quote(header)} is a second column of question \"{codebook.Questions[column.Question].Id}\", beside "
                        + $"column {number + 1}; a question of kind number has one"
                );
            columns.Add(column);
        }
        return [.. columns.Select((column, position) => BesideOneAnswer(column, position, columns))];
    }

    /// <summary>The column as one whose header is lost, and which a question names by its number; or null.</summary>
    private Column? Numbered(int position, ColumnName name)
    {
        var question = FindQuestion(candidate => candidate.Columns.ContainsKey(position + 1) && GroupOf(candidate) == name.Group);
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
        var question = FindQuestion(candidate =>
            candidate.Row is null && GroupOf(candidate) == name.NumberedHeader && (name.Second.Length > 0 || candidate.Column is not null)
        );
        return question < 0 ? null : new Column(name.Header, CellReading.AnswerOrText, question);
    }

    /// <summary>The column as one that a question uses, or null.</summary>
    private Column? Used(ColumnName name, string group, string second)
    {
        var isWhole = second == OneAnswer || second.Length == 0 && name.IsNamed;
        for (var question = 0; question < codebook.Questions.Count; question++)
        {
            var asked = codebook.Questions[question];
            if (GroupOf(asked) != group)
                continue;
            if (
                asked.Row is null
                    ? isWhole || second == group || !asked.Kind.HasOptions() && second == OpenText
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
            ? coders[question].OptionOf(second)
            : row
                .Wordings.Where(wording => second.StartsWith(wording + " - ", StringComparison.Ordinal))
                .Select(wording => coders[question].OptionOf(second[(wording.Length + 3)..]))
                .Append(-1)
                .Max();

    /// <summary>Where one column holds the answer and another the text to "Other", the text only comments on the answer.</summary>
    private Column BesideOneAnswer(Column column, int position, List<Column> columns)
    {
        if (column.Question < 0 || !codebook.Questions[column.Question].Kind.HasOptions())
            return column;
        var siblings = columns.Where(other => other.Question == column.Question).ToList();
        if (column.Reading == CellReading.Tick && siblings.Exists(other => other.Reading == CellReading.AnswerOrText))
        {
            return codebook.Questions[column.Question].Options[column.Option].Other
                ? column with
                {
                    Reading = CellReading.Comment,
                }
                : Refused(
                    position,
                    column.Header,
                    $"{Label.Quote(column.Header)} is the column of one option, and another column holds the whole answer to "
                        + $"question \"{codebook.Questions[column.Question].Id}\""
                );
        }
        return column.Reading == CellReading.AnswerOrText && siblings.Count > 1 ? column with { Reading = CellReading.Answer } : column;
    }

    /// <summary>In a question that is known, what the second row says may be misspelt; otherwise what the first row says.</summary>
    private Column UnusedInGroup(int position, ColumnName name)
    {
        var (header, group, second) = (name.Header, name.Group, name.Second);
        var known = codebook.Questions.Where(question => GroupOf(question) == group).ToList();
        return known.Count == 0
            ? Unused(position, header, group, codebook.Questions.Select(question => question.Row?.GridText ?? question.Text))
            : Unused(
                position,
                header,
                second,
                known.Select(question => question.Row?.Label).OfType<string>().Concat(known[0].Options.Select(option => option.Label))
            );
    }

    /// <param name="text">what of the header may be misspelt</param>
    /// <param name="known">what it may have been meant to be</param>
    private Column Unused(int position, string header, string text, IEnumerable<string> known)
    {
        var export = codebook.Wave.Export;
        if (Matches(export.Metadata, header) || Matches(export.Personal, header) || export.RespondentId is { } id && Matches([id], header))
            return new Column(header, CellReading.Metadata);
        if (Matches(codebook.Wave.Export.Ignore, header))
            return new Column(header, CellReading.Ignored);
        var nearest = Label.Nearest(text, known);
        return Refused(
            position,
            header,
            $"{Label.Quote(header)} is a column that the instrument does "
                + $"not know{(nearest is null ? "" : $"; nearest {Label.Quote(nearest)}")}; "
                + $"add its wording to a question or an option, or the column to \"metadata\" or \"ignore\" of wave \"{codebook.Wave.Id}\""
        );
    }

    private void FindMissing(List<Column> columns)
    {
        for (var position = 0; position < codebook.Questions.Count; position++)
        {
            var question = codebook.Questions[position];
            var own = columns.Where(column => column.Question == position).ToList();
            if (own.Count == 0)
                Problem(
                    columns.Count,
                    $"no column for question \"{question.Id}\" (\"{question.Text}\"); if wave \"{codebook.Wave.Id}\" did not ask "
                        + "it, say so with \"asked\""
                );
            if (own.Count == 0 || own.Exists(column => column.Reading is not (CellReading.Tick or CellReading.Comment)))
                continue;
            for (var option = 0; option < question.Options.Count; option++)
            {
                if (!own.Exists(column => column.Option == option))
                    Problem(
                        columns.Count,
                        $"no column for option \"{question.Options[option].Label}\" of question \"{question.Id}\"; if wave "
                            + $"\"{codebook.Wave.Id}\" did not offer it, say so with \"offered\""
                    );
            }
        }
    }

    /// <summary>A column that is named by its number must stand where the question does, so that no other file is read by it.</summary>
    private void FindMisnumbered(List<Column> columns)
    {
        for (var question = 0; question < codebook.Questions.Count; question++)
        {
            foreach (var number in codebook.Questions[question].Columns.Keys)
            {
                var named = $"\"columns\" of question \"{codebook.Questions[question].Id}\" names this column";
                if (number > columns.Count)
                    Problem(number - 1, $"{named}, and the file has {columns.Count}");
                else if (columns[number - 1].Question != question)
                    Problem(number - 1, $"{named}, which stands under another text");
            }
        }
    }

    /// <summary>What the question's column may be called where it has one: its text, of a grid with any wording of the row.</summary>
    private static IEnumerable<string> HeadersOf(CodebookQuestion question) =>
        question.Row is not { } row
            ? [GroupOf(question)]
            : row.Wordings.Select(wording => CodebookQuestion.TextOf(GroupOf(question), row with { Label = wording }));

    /// <summary>What the first of two header rows says over the question's columns.</summary>
    private static string GroupOf(CodebookQuestion question) => question.Column ?? Label.Normalise(question.Row?.GridText ?? question.Text);

    private int FindQuestion(Func<CodebookQuestion, bool> condition)
    {
        for (var question = 0; question < codebook.Questions.Count; question++)
        {
            if (condition(codebook.Questions[question]))
                return question;
        }
        return -1;
    }

    /// <summary>Whether a column's name is one of those that an instrument lists; <c>*</c> stands for any text.</summary>
    internal static bool Matches(IReadOnlyList<string> patterns, string header) =>
        patterns.Any(pattern =>
            Regex.IsMatch(
                header,
                "^" + Regex.Escape(Label.Normalise(pattern)).Replace("\\*", ".*", StringComparison.Ordinal) + "$",
                RegexOptions.Singleline
            )
        );

    private Column Refused(int position, string header, string message)
    {
        Problem(position, message);
        return new Column(header, CellReading.Ignored);
    }

    private void Problem(int position, string message) => problems.Add($"{file}:{line} column {position + 1}: {message}");
}
