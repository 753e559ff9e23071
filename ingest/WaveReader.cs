namespace Survey.Ingest;

/// <summary>Reads a wave's raw file and codes every cell of it, in memory.</summary>
public sealed class WaveReader
{
    /// <summary>Different cells of a column that are remembered with their coding; more are coded each time.</summary>
    private const int Remembered = 10_000;

    private readonly RawCopy file;
    private readonly Codebook codebook;
    private readonly CodedWave coded;
    private readonly Coder[] coders;
    private readonly SpreadsheetLimit limit;
    private readonly long[] cells;
    private readonly long[] rejected;
    private IReadOnlyList<Column> columns = [];
    private Dictionary<byte[], Coding>[] memory = [];
    private Coding?[] row = [];
    private PersonalData personal = null!;
    private long fileRow;
    private long nonBlank, codedCells, rejectedCells, ignored;

    private WaveReader(RawCopy file, Codebook codebook)
    {
        this.file = file;
        this.codebook = codebook;
        coded = new CodedWave(codebook) { Accounts = new Accounts(0, 0, 0, 0, 0, 0, 0, 0) };
        coders = [.. codebook.Questions.Select(question => new Coder(question))];
        limit = new SpreadsheetLimit(file.Name);
        cells = new long[codebook.Questions.Count];
        rejected = new long[codebook.Questions.Count];
    }

    /// <param name="progress">is told how many bytes and rows have been read</param>
    /// <exception cref="SurveyException">the file cannot be used, or more of it was rejected than the instrument allows</exception>
    public static CodedWave Read(RawCopy file, Codebook codebook, Action<long, long>? progress = null, CancellationToken cancel = default)
    {
        try
        {
            return new WaveReader(file, codebook).Read(progress, cancel);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new SurveyException($"{file.Path}: cannot be read: {exception.Message}", exception);
        }
    }

    private CodedWave Read(Action<long, long>? progress, CancellationToken cancel)
    {
        long rows = 0, blankRows = 0, rejectedRows = 0;
        var respondents = 0;
        using var raw = new RawFile(file, codebook.Wave.Export.Encoding, bytes => progress?.Invoke(bytes, rows));
        var headers = ReadHeaders(raw);
        TableShape.Refuse(file.Name, headers);
        columns = Layout.Of(file.Name, headers, codebook);
        var ids = RespondentIds.Of(file.Name, columns, codebook.Wave);
        personal = new PersonalData(file.Name, columns, codebook.Wave);
        row = new Coding?[columns.Count];
        memory = [.. columns.Select(_ => new Dictionary<byte[], Coding>(ByteText.Comparer))];
        while (raw.Read())
        {
            cancel.ThrowIfCancellationRequested();
            fileRow = headers.Count + rows++;
            if (IsBlankLine(raw))
                blankRows++;
            else if (RowProblem(raw) is { } problem)
            {
                rejectedRows++;
                for (var column = 0; column < raw.FieldCount; column++)
                {
                    if (!IsBlank(raw.Bytes(column)))
                        personal.Look(raw, fileRow, column);
                }
                coded.Rejects.Add(new Reject(file.Name, raw.Line, 0, "", "", "", problem.Code, problem.Expected));
            }
            else if (IsBlank(raw))
            {
                blankRows++;
                ReadRow(raw, -1);
            }
            else
            {
                ReadRow(raw, respondents++);
                ids?.Add(raw);
            }
        }
        if (rows == 0)
            throw new SurveyException($"{file.Name}:{Layout.HeaderRows(codebook.Wave.Export.Format) + 1} column 1: a header and no rows; one row a respondent was expected");
        coded.Accounts = new Accounts(rows, respondents, blankRows, rejectedRows, nonBlank, codedCells, rejectedCells, ignored);
        coded.Accounts.Check();
        RefuseDrift(rows, rejectedRows);
        coded.Warnings.AddRange(limit.Found(rows + headers.Count));
        ids?.Close(coded);
        coded.Personal = personal.Found();
        return coded;
    }

    private List<string[]> ReadHeaders(RawFile raw)
    {
        var headers = new List<string[]>();
        while (headers.Count < Layout.HeaderRows(codebook.Wave.Export.Format))
        {
            if (!raw.Read())
                throw new SurveyException($"{file.Name}:{headers.Count + 1} column 1: the file ends before its header does; {Layout.HeaderRows(codebook.Wave.Export.Format)} header rows were expected");
            headers.Add([.. Enumerable.Range(0, raw.FieldCount).Select(raw.Text)]);
            if (headers[^1].Length != headers[0].Length)
                throw new SurveyException($"{file.Name}:{raw.Line} column {headers[^1].Length}: {headers[^1].Length} fields where the first header row has {headers[0].Length}");
        }
        return headers;
    }

    /// <summary>Codes a row, and says why it is nobody's answers as a whole; null when it may be somebody's.</summary>
    private CodingProblem? RowProblem(RawFile raw)
    {
        if (raw.FieldCount != columns.Count)
            return new CodingProblem(RejectCode.FieldCount, $"a row of {raw.FieldCount} fields where the header has {columns.Count}");
        for (var column = 0; column < columns.Count; column++)
            row[column] = columns[column].Question < 0 || IsBlank(raw.Bytes(column)) ? null : Code(raw, column);
        if (SummaryRow.Is(raw, row))
            return new CodingProblem(RejectCode.SummaryRow, "a row that sums up others; one row a respondent was expected");
        if (ShiftedRow.First(raw, columns, row, IsOptionIn, IsText) is >= 0 and var first)
            return new CodingProblem(
                RejectCode.Shifted,
                $"most answers of this row stand in the columns of others, the first in column {first + 1} {Label.Quote(columns[first].Header, 60)}: {Label.Quote(PersonalData.Masked(raw.Text(first)))}; header and cells are shifted against each other");
        return null;
    }

    /// <param name="respondent">-1 for a row without any answer: its metadata is only counted</param>
    private void ReadRow(RawFile raw, int respondent)
    {
        var singles = new Dictionary<int, (int Option, int Column)>();
        var several = new HashSet<int>();
        for (var column = 0; column < columns.Count; column++)
        {
            if (IsBlank(raw.Bytes(column)))
                continue;
            nonBlank++;
            limit.Look(raw.Bytes(column), raw.Line, column);
            if (row[column] is not { Problem: null, Verbatim: null })
                personal.Look(raw, fileRow, column);
            var (reading, question) = (columns[column].Reading, columns[column].Question);
            if (reading is CellReading.Metadata or CellReading.Ignored)
            {
                ignored++;
                continue;
            }
            cells[question]++;
            var coding = row[column]!;
            if (coding.Problem is { } problem)
            {
                Reject(raw, column, problem);
                continue;
            }
            codedCells++;
            if (reading == CellReading.Tick && codebook.Questions[question].Kind == QuestionKind.Single && !singles.TryAdd(question, (coding.Options[0], column)))
                several.Add(question);
            foreach (var option in coding.Options)
                coded.Option(question, option)[respondent] = true;
            if (coding.Verbatim is { } text)
                coded.Verbatims.Add(new Verbatim(codebook.Questions[question].Id, respondent, text));
        }
        foreach (var question in several)
            RejectSeveralAnswers(raw, question, respondent);
    }

    /// <summary>A question that takes one answer has ticks in several columns: none of them counts.</summary>
    private void RejectSeveralAnswers(RawFile raw, int question, int respondent)
    {
        for (var column = 0; column < columns.Count; column++)
        {
            if (columns[column].Question != question || columns[column].Reading != CellReading.Tick || IsBlank(raw.Bytes(column)))
                continue;
            if (row[column]!.Problem is not null)
                continue;
            coded.Option(question, columns[column].Option)[respondent] = false;
            codedCells--;
            Reject(raw, column, new CodingProblem(RejectCode.SeveralAnswers, "is one of several answers in this row to a question that takes one"));
        }
        for (var last = coded.Verbatims.Count - 1; last >= 0 && coded.Verbatims[last].Respondent == respondent; last--)
        {
            if (coded.Verbatims[last].Question == codebook.Questions[question].Id)
                coded.Verbatims.RemoveAt(last);
        }
    }

    private void Reject(RawFile raw, int column, CodingProblem problem)
    {
        rejectedCells++;
        rejected[columns[column].Question]++;
        coded.Rejects.Add(new Reject(
            file.Name, raw.Line, column + 1, columns[column].Header, codebook.Questions[columns[column].Question].Id, PersonalData.Masked(raw.Text(column)), problem.Code, problem.Expected));
    }

    /// <summary>The coding of a cell; the text of a cell that was seen before in its column is not decoded again.</summary>
    private Coding Code(RawFile raw, int column)
    {
        var known = memory[column].GetAlternateLookup<ReadOnlySpan<byte>>();
        if (known.TryGetValue(raw.Bytes(column), out var coding))
            return coding;
        coding = Code(column, raw.Text(column));
        if (memory[column].Count < Remembered)
            known[raw.Bytes(column)] = coding;
        return coding;
    }

    /// <summary>An option is what its label says; any other text is coded without the personal data in it.</summary>
    private Coding Code(int column, string text)
    {
        var coding = CodeAsWritten(column, text);
        return coding is { Problem: null, Verbatim: null } || PersonalData.Masked(text) is var masked && masked == text ? coding : CodeAsWritten(column, masked);
    }

    private Coding CodeAsWritten(int column, string text)
    {
        var coder = coders[columns[column].Question];
        return columns[column].Reading switch
        {
            CellReading.Answer => coder.Answer(text, takesText: false),
            CellReading.AnswerOrText => coder.Answer(text, takesText: true),
            CellReading.JoinedAnswers => coder.JoinedAnswers(text),
            CellReading.Comment => new Coding([], text.Trim(), null),
            _ => coder.Tick(columns[column].Option, text),
        };
    }

    private bool IsText(int column) => codebook.Questions[columns[column].Question].Kind == QuestionKind.Text;

    private bool IsOptionIn(int column, string text) => Code(column, text) is { Problem: null, Verbatim: null };

    /// <summary>A raw file that says other things than the instrument expects is not loaded with holes: it stops here.</summary>
    private void RefuseDrift(long rows, long rejectedRows)
    {
        var allowed = codebook.Wave.Export.RejectLimit;
        if (100.0 * rejectedRows > allowed * rows)
            throw Drift($"{rejectedRows} of {rows} rows", "rows", "mend the file", coded.Rejects.First(reject => reject.Column == 0));
        for (var question = 0; question < cells.Length; question++)
        {
            if (100.0 * rejected[question] > allowed * cells[question])
                throw Drift(
                    $"{rejected[question]} of {cells[question]} cells of question \"{codebook.Questions[question].Id}\"", "cells", "add their wordings to the instrument",
                    coded.Rejects.First(reject => reject.Question == codebook.Questions[question].Id));
        }
        SurveyException Drift(string share, string noun, string remedy, Reject first) => new(FormattableString.Invariant(
            $"{first}; {share} cannot be used, more than the {allowed} % that may be: {remedy}, or raise \"reject-limit\" of wave \"{codebook.Wave.Id}\"; such {noun} would not be counted"));
    }

    /// <summary>Whether a row has no answer; metadata are not answers.</summary>
    private bool IsBlank(RawFile raw)
    {
        for (var column = 0; column < columns.Count; column++)
        {
            if (columns[column].Reading != CellReading.Metadata && !IsBlank(raw.Bytes(column)))
                return false;
        }
        return true;
    }

    private static bool IsBlankLine(RawFile raw) => raw.FieldCount == 1 && raw.Bytes(0).IsEmpty;

    /// <summary>White space, no-break and zero-width characters alone are no answer.</summary>
    private static bool IsBlank(ReadOnlySpan<byte> cell)
    {
        if (cell.IsEmpty)
            return true;
        return cell[0] is <= (byte)' ' or >= 0x80 && Label.Normalise(System.Text.Encoding.UTF8.GetString(cell)).Length == 0;
    }
}
