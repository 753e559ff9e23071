using Survey.Ingest.Reading;
using Survey.Instruments;
using Survey.Storage;

namespace Survey.Ingest.Dialects;

/// <summary>Which columns of a raw file belong to which question. Every column has a reading, or the file is refused.</summary>
public sealed class Layout
{
    private readonly string file;
    private readonly ICollection<string> problems;
    private readonly long line;

    private Layout(string file, Codebook codebook, ICollection<string> problems, long line)
    {
        this.line = line;
        this.file = file;
        this.problems = problems;
        Codebook = codebook;
    }

    internal Codebook Codebook { get; }

    /// <summary>The columns of a file, by its header alone.</summary>
    /// <exception cref="SurveyException">the file cannot be read, a column belongs to nothing, or a question's column is not
    /// there</exception>
    public static IReadOnlyList<Column> OfFile(RawCopy file, Codebook codebook)
    {
        using var raw = RawFile.Open(file, codebook.Wave.Export);
        var header = Header.Read(file.Name, codebook.Wave.Export, raw);
        return Of(file.Name, header.Rows, codebook, header.Line);
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
        var columns = Dialect.Columns(layout, Dialect.Names(headers));
        layout.FindMisnumbered(columns);
        layout.FindMissing(columns);
        return columns;
    }

    internal int FindQuestion(Func<CodebookQuestion, bool> condition)
    {
        for (var question = 0; question < Codebook.Questions.Count; question++)
        {
            if (condition(Codebook.Questions[question]))
                return question;
        }
        return -1;
    }

    /// <summary>The question's text as its columns bear it, a grid's row left out.</summary>
    internal static string TextAbove(CodebookQuestion question) =>
        question.Column ?? Label.Normalise(question.Row?.GridText ?? question.Text);

    /// <summary>A column of no question: metadata, ignored, or a problem.</summary>
    /// <param name="text">what of the header may be misspelt</param>
    /// <param name="known">what it may have been meant to be</param>
    internal Column Unused(int position, ColumnName name, string text, IEnumerable<string> known)
    {
        var (header, export) = (name.Header, Codebook.Wave.Export);
        if (
            IsNamed(export.Metadata, name)
            || IsNamed(export.Personal, name)
            || export.RespondentId is { } id && ColumnPattern.Matches(id, header)
        )
            return new Column(header, CellReading.Metadata);
        if (IsNamed(export.Ignore, name))
            return new Column(header, CellReading.Ignored);
        var nearest = Label.Nearest(text, known);
        return Refused(
            position,
            header,
            $"{Label.Quote(header)} is a column that the instrument does "
                + $"not know{(nearest is null ? "" : $"; nearest {Label.Quote(nearest)}")}; "
                + $"add its wording to a question or an option, or the column to \"metadata\" or \"ignore\" of wave \"{Codebook.Wave.Id}\""
        );
    }

    private static bool IsNamed(IReadOnlyList<string> patterns, ColumnName name) =>
        ColumnPattern.Matches(patterns, name.Header) || ColumnPattern.Matches(patterns, name.NumberedHeader);

    /// <summary>Where one column holds the answer and another the text to "Other", the text only comments on the answer.</summary>
    internal Column BesideOneAnswer(Column column, int position, List<Column> columns)
    {
        if (column.Question < 0 || !Codebook.Questions[column.Question].Kind.HasOptions())
            return column;
        var siblings = columns.Where(other => other.Question == column.Question).ToList();
        if (column.Reading == CellReading.Tick && siblings.Exists(other => other.Reading == CellReading.AnswerOrText))
        {
            return Codebook.Questions[column.Question].Options[column.Option].Other
                ? column with
                {
                    Reading = CellReading.Comment,
                }
                : Refused(
                    position,
                    column.Header,
                    $"{Label.Quote(column.Header)} is the column of one option, and another column holds the whole answer to "
                        + $"question \"{Codebook.Questions[column.Question].Id}\""
                );
        }
        return column.Reading == CellReading.AnswerOrText && siblings.Count > 1 ? column with { Reading = CellReading.Answer } : column;
    }

    /// <summary>A column that the file is refused for.</summary>
    internal Column Refused(int position, string header, string message)
    {
        Problem(position, message);
        return new Column(header, CellReading.Ignored);
    }

    private void FindMissing(List<Column> columns)
    {
        for (var position = 0; position < Codebook.Questions.Count; position++)
        {
            var question = Codebook.Questions[position];
            var own = columns.Where(column => column.Question == position).ToList();
            if (own.Count == 0)
                Problem(
                    columns.Count,
                    $"no column for question \"{question.Id}\" (\"{question.Text}\"); if wave \"{Codebook.Wave.Id}\" did not ask "
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
                            + $"\"{Codebook.Wave.Id}\" did not offer it, say so with \"offered\""
                    );
            }
        }
    }

    /// <summary>A column that is named by its number must stand where the question does, so that no other file is read by it.</summary>
    private void FindMisnumbered(List<Column> columns)
    {
        for (var question = 0; question < Codebook.Questions.Count; question++)
        {
            foreach (var number in Codebook.Questions[question].Columns.Keys)
            {
                var named = $"\"columns\" of question \"{Codebook.Questions[question].Id}\" names this column";
                if (number > columns.Count)
                    Problem(number - 1, $"{named}, and the file has {columns.Count}");
                else if (columns[number - 1].Question != question)
                    Problem(number - 1, $"{named}, which stands under another text");
            }
        }
    }

    private void Problem(int position, string message) => problems.Add($"{file}:{line} column {position + 1}: {message}");
}
