using System.Globalization;
using Survey.Answers;
using Survey.Coded;
using Survey.Ingest.Dialects;
using Survey.Ingest.Reading;
using Survey.Instruments;
using Survey.Storage;

namespace Survey.Ingest.Coding;

/// <summary>Reads a wave's raw file and codes every cell of it, in memory.</summary>
public sealed class WaveReader
{
    /// <summary>Rejects that are kept of a file; with one more it is refused.</summary>
    private const int MostRejects = 100_000;

    private readonly RawCopy file;
    private readonly Codebook codebook;
    private readonly CodedWave coded;
    private readonly SpreadsheetLimit limit;
    private readonly long[] cells;
    private readonly long[] rejected;

    // Of the row that is being read: the option of each question that takes one answer, the questions that have several, the cells with
    // free texts, and their questions.
    private readonly Dictionary<int, int> singles = [];
    private readonly HashSet<int> several = [];
    private readonly List<(int Question, int Column)> texts = [];
    private readonly HashSet<int> inWords = [];

    private readonly List<string> problems;
    private readonly bool goesOn;
    private readonly Action<RawFile>? respondent;
    private Column[] columns = [];

    // By column: the sets of its question's options, and whether a tick in it says that no other of them is ticked.
    private Bitmap[][] sets = [];
    private bool[] isOnlyTick = [];
    private RowCoder row = null!;
    private PersonalData personal = null!;
    private long fileRow;
    private long nonBlank,
        codedCells,
        rejectedCells,
        ignored;

    /// <param name="goesOn">whether to read on after a problem, to find others</param>
    private WaveReader(
        RawCopy file,
        Codebook codebook,
        CodedWave coded,
        List<string> problems,
        bool goesOn,
        Action<RawFile>? respondent = null
    )
    {
        this.problems = problems;
        this.goesOn = goesOn;
        this.respondent = respondent;
        this.file = file;
        this.codebook = codebook;
        this.coded = coded;
        limit = new SpreadsheetLimit(file.Name);
        cells = new long[codebook.Questions.Count];
        rejected = new long[codebook.Questions.Count];
    }

    /// <param name="progress">is told how many bytes and rows have been read</param>
    /// <exception cref="SurveyException">the file cannot be used, or more of it was rejected than the instrument allows</exception>
    public static CodedWave Read(
        RawCopy file,
        Codebook codebook,
        Action<long, long>? progress = null,
        CancellationToken cancel = default
    ) => Read(file, codebook, progress, null, cancel);

    /// <param name="progress">is told how many bytes and rows have been read</param>
    /// <param name="respondent">is given the row of every respondent, in order, to read its cells; or null</param>
    /// <exception cref="SurveyException">the file cannot be used, or more of it was rejected than the instrument allows</exception>
    public static CodedWave Read(
        RawCopy file,
        Codebook codebook,
        Action<long, long>? progress,
        Action<RawFile>? respondent,
        CancellationToken cancel = default
    ) => new WaveReader(file, codebook, Nothing(codebook), [], goesOn: false, respondent).ReadOrRefuse(progress, cancel);

    /// <summary>The columns of a file, by its header alone.</summary>
    /// <exception cref="SurveyException">the file cannot be read, or a column belongs to nothing</exception>
    public static IReadOnlyList<Column> Columns(RawCopy file, Codebook codebook)
    {
        using var raw = RawFile.Open(file, codebook.Wave.Export);
        var (headers, line) = ReadHeaders(file.Name, codebook.Wave.Export, raw);
        return Layout.Of(file.Name, headers, codebook, line);
    }

    /// <summary>The same, but does not stop at the first problem that would refuse the file: it finds all that can be seen.</summary>
    /// <param name="progress">is told how many bytes and rows have been read</param>
    /// <param name="problems">is given every reason to refuse the file, one line each; none where it can be loaded</param>
    /// <returns>the file as coded in spite of them; null where it could not be read to its end</returns>
    public static CodedWave? Check(
        RawCopy file,
        Codebook codebook,
        List<string> problems,
        Action<long, long>? progress = null,
        CancellationToken cancel = default
    )
    {
        try
        {
            return new WaveReader(file, codebook, Nothing(codebook), problems, goesOn: true).ReadOrRefuse(progress, cancel);
        }
        catch (SurveyException exception)
        {
            problems.Add(exception.Message);
            return null;
        }
    }

    private static CodedWave Nothing(Codebook codebook) => new(codebook) { Accounts = new Accounts(0, 0, 0, 0, 0, 0, 0, 0) };

    private CodedWave ReadOrRefuse(Action<long, long>? progress, CancellationToken cancel)
    {
        try
        {
            return Read(progress, cancel);
        }
        catch (Exception exception)
        {
            coded.Dispose();
            if (exception is IOException or UnauthorizedAccessException)
                throw new SurveyException($"{file.Path}: cannot be read: {exception.Message}", exception);
            throw;
        }
    }

    private CodedWave Read(Action<long, long>? progress, CancellationToken cancel)
    {
        long rows = 0,
            blankRows = 0,
            rejectedRows = 0,
            leftOutRows = 0;
        var respondents = 0;
        using var raw = RawFile.Open(file, codebook.Wave.Export, bytes => progress?.Invoke(bytes, rows));
        var (headers, headerLine) = ReadHeaders(file.Name, codebook.Wave.Export, raw);
        TableShape.Refuse(file.Name, headers);
        columns = [.. Layout.Of(file.Name, headers, codebook, problems, headerLine)];
        sets = [.. columns.Select(column => column.Question < 0 ? [] : coded.Options(column.Question).ToArray())];
        isOnlyTick =
        [
            .. columns.Select(column => column.Reading == CellReading.Tick && TakesOneAnswer(column.Question) && !IsBesideAPoint(column)),
        ];
        RefuseProblems();
        var filters = RowFilter.Of(file.Name, columns, codebook.Wave.Export);
        var ids = RespondentIds.Of(file.Name, columns, codebook.Wave);
        personal = new PersonalData(file.Name, columns, codebook.Wave);
        row = new RowCoder(codebook, columns);
        while (raw.Read())
        {
            cancel.ThrowIfCancellationRequested();
            fileRow = codebook.Wave.Export.HeaderRows + rows++;
            if (IsBlankLine(raw))
                blankRows++;
            else if (row.Code(raw) is { } problem)
            {
                rejectedRows++;
                LookForPersonalData(raw);
                Keep(new Reject(file.Name, raw.Line, 0, "", "", "", problem.Code, problem.Expected));
            }
            else if (LeavesOut(filters, raw))
            {
                leftOutRows++;
                LookForPersonalData(raw);
            }
            else if (!row.HasAnswer)
            {
                blankRows++;
                ReadRow(raw, -1);
            }
            else
            {
                ReadRow(raw, respondents++);
                respondent?.Invoke(raw);
                ids?.Add(raw);
            }
        }
        if (rows == 0)
            throw new SurveyException(
                $"{file.Name}:{codebook.Wave.Export.HeaderRows + 1} column 1: a header and no rows; one row a respondent was expected"
            );
        coded.Accounts = new Accounts(
            rows,
            respondents,
            blankRows,
            rejectedRows,
            nonBlank,
            codedCells,
            rejectedCells,
            ignored,
            leftOutRows
        );
        coded.Accounts.Check();
        FindDrift(rows, rejectedRows);
        RefuseProblems();
        if (raw.Encoding.IsGuess)
            coded.Warnings.Add(
                new Warning(
                    RejectCode.GuessedEncoding,
                    $"{file.Name} is taken for {raw.Encoding.Name}, {Figure.Show(100 * raw.Encoding.Confidence)} % sure; "
                        + $"\"encoding\" under \"export\" of wave \"{codebook.Wave.Id}\" says so for certain"
                )
            );
        coded.Warnings.AddRange(limit.Found(rows + codebook.Wave.Export.HeaderRows));
        ids?.Close(coded);
        coded.Personal = personal.Found();
        return coded;
    }

    private static bool LeavesOut(IReadOnlyList<RowFilter> filters, RawFile raw)
    {
        for (var filter = 0; filter < filters.Count; filter++)
        {
            if (filters[filter].LeavesOut(raw))
                return true;
        }
        return false;
    }

    private void RefuseProblems()
    {
        if (problems.Count > 0 && !goesOn)
            throw new SurveyException(
                problems.Count == 1 ? problems[0] : $"{problems[0]}; and {problems.Count - 1} more: \"ingest check\" lists them"
            );
    }

    /// <summary>The rows that name the columns: the last ones above the first respondent.</summary>
    private static (List<string[]> Headers, long Line) ReadHeaders(string name, Export export, RawFile raw)
    {
        var (rows, naming) = (export.HeaderRows, export.NamingRows);
        var headers = new List<string[]>();
        var line = 0L;
        for (var row = 0; row < rows; row++)
        {
            if (!raw.Read())
                throw new SurveyException(
                    $"{name}:{row + 1} column 1: the file ends before its header does; {rows} header rows were expected"
                );
            if (row < rows - naming)
                continue;
            if (headers.Count == 0)
                line = raw.Line;
            headers.Add([.. Enumerable.Range(0, raw.FieldCount).Select(raw.Text)]);
            if (headers[^1].Length != headers[0].Length)
                throw new SurveyException(
                    $"{name}:{raw.Line} column {headers[^1].Length}: {headers[^1].Length} fields "
                        + $"where the first header row has {headers[0].Length}"
                );
        }
        return (headers, line);
    }

    /// <summary>A row that is nobody's answers is kept in the raw copy all the same.</summary>
    private void LookForPersonalData(RawFile raw)
    {
        for (var column = 0; column < raw.FieldCount; column++)
        {
            if (!RowCoder.IsBlank(raw.Bytes(column)))
                personal.Look(raw, fileRow, column);
        }
    }

    /// <param name="respondent">-1 for a row without any answer: its metadata is only counted</param>
    private void ReadRow(RawFile raw, int respondent)
    {
        singles.Clear();
        several.Clear();
        texts.Clear();
        inWords.Clear();
        var codings = row.Codings;
        var blank = row.Blank;
        var doubtful = raw.Encoding.IsGuess;
        for (var column = 0; column < columns.Length; column++)
        {
            if (doubtful && columns[column].Question >= 0)
                raw.RefuseDoubt(column, columns[column].Header);
            if (blank[column])
                continue;
            nonBlank++;
            if (row.HasLong)
                limit.Look(raw.Bytes(column), raw.Line, column);
            var coding = codings[column];
            if (coding is not ({ IsPlain: true } or { IsWholeCell: true }))
                personal.Look(raw, fileRow, column);
            if (coding is null)
            {
                ignored++;
                continue;
            }
            var question = columns[column].Question;
            cells[question]++;
            if (coding.Problem is { } problem)
            {
                Reject(raw, column, problem);
                continue;
            }
            if (ReferenceEquals(coding, CodedCell.NoAnswer))
            {
                ignored++;
                continue;
            }
            codedCells++;
            if (isOnlyTick[column] && !singles.TryAdd(question, coding.Options[0]) && singles[question] != coding.Options[0])
                several.Add(question);
            foreach (var option in coding.Options)
                sets[column][option][respondent] = true;
            if (coding.Number is { } number)
                coded.Numbers(question)[respondent] = number;
            if (coding.Verbatim is not null)
            {
                texts.Add((question, column));
                inWords.Add(question);
            }
        }
        foreach (var question in several)
            RejectSeveralAnswers(raw, question, respondent);
        if (inWords.Count == texts.Count)
        {
            foreach (var (question, column) in texts)
            {
                if (!several.Contains(question))
                    AddText(raw, question, column, respondent);
            }
            return;
        }
        // Several texts of one respondent to one question are kept as one.
        foreach (
            var own in texts
                .Where(text => !several.Contains(text.Question))
                .GroupBy(
                    text => text.Question,
                    text => row.Codings[text.Column]!.IsWholeCell ? raw.Text(text.Column).Trim() : row.Codings[text.Column]!.Verbatim
                )
        )
            coded.Verbatims.Add(new Verbatim(codebook.Questions[own.Key].Id, respondent, string.Join("; ", own)));
    }

    private void AddText(RawFile raw, int question, int column, int respondent)
    {
        var (id, coding) = (codebook.Questions[question].Id, row.Codings[column]!);
        if (coding.IsWholeCell)
            coded.Verbatims.Add(id, respondent, Label.Trimmed(raw.Bytes(column)));
        else
            coded.Verbatims.Add(new Verbatim(id, respondent, coding.Verbatim!));
    }

    private bool TakesOneAnswer(int question) => codebook.Questions[question].Kind is QuestionKind.Single or QuestionKind.Scale;

    /// <summary>Text in the column of a scale's "Other" is no second point: who rates may comment.</summary>
    private bool IsBesideAPoint(Column column) =>
        codebook.Questions[column.Question] is { Kind: QuestionKind.Scale } scale && scale.Options[column.Option].Other;

    /// <summary>A question that takes one answer has ticks in several columns: none of them counts.</summary>
    private void RejectSeveralAnswers(RawFile raw, int question, int respondent)
    {
        for (var column = 0; column < columns.Length; column++)
        {
            if (columns[column].Question != question || columns[column].Reading != CellReading.Tick || row.Blank[column])
                continue;
            if (row.Codings[column]!.Options.Length == 0)
                continue;
            coded.Option(question, columns[column].Option)[respondent] = false;
            codedCells--;
            Reject(
                raw,
                column,
                new CodingProblem(RejectCode.SeveralAnswers, "is one of several answers in this row to a question that takes one")
            );
        }
    }

    private void Reject(RawFile raw, int column, CodingProblem problem)
    {
        rejectedCells++;
        rejected[columns[column].Question]++;
        Keep(
            new Reject(
                file.Name,
                raw.Line,
                column + 1,
                columns[column].Header,
                codebook.Questions[columns[column].Question].Id,
                PersonalData.Masked(raw.Text(column)),
                problem.Code,
                problem.Expected
            )
        );
    }

    private void Keep(Reject reject)
    {
        if (coded.Rejects.Count == MostRejects)
            throw new Refusal(
                RejectCode.TooManyRejects,
                $"{coded.Rejects[0]}; this is the first of more than {MostRejects} cells and rows that cannot be used: "
                    + "is this the instrument of another survey?"
            );
        coded.Rejects.Add(reject);
    }

    /// <summary>A raw file that says other things than the instrument expects is not loaded with holes: it stops here.</summary>
    private void FindDrift(long rows, long rejectedRows)
    {
        var allowed = codebook.Wave.Export.RejectLimit;
        if (100.0 * rejectedRows > allowed * rows)
            Drift($"{rejectedRows} of {rows} rows", "rows", "mend the file", coded.Rejects.First(reject => reject.Column == 0));
        for (var question = 0; question < cells.Length; question++)
        {
            if (100.0 * rejected[question] > allowed * cells[question])
                Drift(
                    $"{rejected[question]} of {cells[question]} cells of question \"{codebook.Questions[question].Id}\"",
                    "cells",
                    codebook.Questions[question].Kind == QuestionKind.Number
                        ? "mend them with \"repairs\", or name those that are no answer under \"blank\""
                        : "add their wordings to the instrument",
                    coded.Rejects.First(reject => reject.Question == codebook.Questions[question].Id)
                );
        }

        void Drift(string share, string noun, string remedy, Reject first) =>
            problems.Add(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{first}; {share} cannot be used, more than the {allowed} % that may be: {remedy}, or raise \"reject-limit\" "
                        + $"of wave \"{codebook.Wave.Id}\"; such {noun} would not be counted"
                )
            );
    }

    private static bool IsBlankLine(RawFile raw) => raw.FieldCount == 1 && raw.Bytes(0).IsEmpty;
}
