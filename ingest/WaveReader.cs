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
    private readonly long[] cells;
    private readonly long[] rejected;
    private IReadOnlyList<Column> columns = [];
    private Dictionary<byte[], Coding>[] memory = [];
    private long nonBlank, codedCells, rejectedCells, ignored;

    private WaveReader(RawCopy file, Codebook codebook)
    {
        this.file = file;
        this.codebook = codebook;
        coded = new CodedWave(codebook) { Accounts = new Accounts(0, 0, 0, 0, 0, 0, 0, 0) };
        coders = [.. codebook.Questions.Select(question => new Coder(question))];
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
        columns = Layout.Of(file.Name, ReadHeaders(raw), codebook);
        memory = [.. columns.Select(_ => new Dictionary<byte[], Coding>(ByteText.Comparer))];
        while (raw.Read())
        {
            cancel.ThrowIfCancellationRequested();
            rows++;
            if (IsBlankLine(raw))
                blankRows++;
            else if (raw.FieldCount != columns.Count)
            {
                rejectedRows++;
                coded.Rejects.Add(new Reject(
                    file.Name, raw.Line, 0, "", "", "", RejectCode.FieldCount, $"a row of {raw.FieldCount} fields where the header has {columns.Count}"));
            }
            else if (IsBlank(raw))
            {
                blankRows++;
                ReadRow(raw, -1);
            }
            else
                ReadRow(raw, respondents++);
        }
        if (rows == 0)
            throw new SurveyException($"{file.Name}:{Layout.HeaderRows(codebook.Wave.Export.Format) + 1} column 1: a header and no rows; one row a respondent was expected");
        coded.Accounts = new Accounts(rows, respondents, blankRows, rejectedRows, nonBlank, codedCells, rejectedCells, ignored);
        coded.Accounts.Check();
        RefuseDrift(rows, rejectedRows);
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
            var (reading, question) = (columns[column].Reading, columns[column].Question);
            if (reading is CellReading.Metadata or CellReading.Ignored)
            {
                ignored++;
                continue;
            }
            cells[question]++;
            var coding = Code(raw, column);
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
                Add(new Verbatim(codebook.Questions[question].Id, respondent, text));
        }
        foreach (var question in several)
            RejectSeveralAnswers(raw, question, respondent);
    }

    /// <summary>Several texts of one respondent to one question are kept as one.</summary>
    private void Add(Verbatim verbatim)
    {
        for (var last = coded.Verbatims.Count - 1; last >= 0 && coded.Verbatims[last].Respondent == verbatim.Respondent; last--)
        {
            if (coded.Verbatims[last].Question != verbatim.Question)
                continue;
            coded.Verbatims[last] = verbatim with { Text = $"{coded.Verbatims[last].Text}; {verbatim.Text}" };
            return;
        }
        coded.Verbatims.Add(verbatim);
    }

    /// <summary>A question that takes one answer has ticks in several columns: none of them counts.</summary>
    private void RejectSeveralAnswers(RawFile raw, int question, int respondent)
    {
        for (var column = 0; column < columns.Count; column++)
        {
            if (columns[column].Question != question || columns[column].Reading != CellReading.Tick || IsBlank(raw.Bytes(column)))
                continue;
            if (Code(raw, column).Problem is not null)
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
            file.Name, raw.Line, column + 1, columns[column].Header, codebook.Questions[columns[column].Question].Id, raw.Text(column), problem.Code, problem.Expected));
    }

    /// <summary>The coding of a cell; the text of a cell that was seen before in its column is not decoded again.</summary>
    private Coding Code(RawFile raw, int column)
    {
        var known = memory[column].GetAlternateLookup<ReadOnlySpan<byte>>();
        if (known.TryGetValue(raw.Bytes(column), out var coding))
            return coding;
        var coder = coders[columns[column].Question];
        var text = raw.Text(column);
        coding = columns[column].Reading switch
        {
            CellReading.Answer => coder.Answer(text, takesText: false),
            CellReading.AnswerOrText => coder.Answer(text, takesText: true),
            CellReading.JoinedAnswers => coder.JoinedAnswers(text),
            CellReading.Comment => new Coding([], text.Trim(), null),
            _ => coder.Tick(columns[column].Option, text),
        };
        if (memory[column].Count < Remembered)
            known[raw.Bytes(column)] = coding;
        return coding;
    }

    /// <summary>A raw file that says other things than the instrument expects is not loaded with holes: it stops here.</summary>
    private void RefuseDrift(long rows, long rejectedRows)
    {
        var limit = codebook.Wave.Export.RejectLimit;
        if (100.0 * rejectedRows > limit * rows)
            throw Drift($"{rejectedRows} of {rows} rows", "rows", "mend the file", coded.Rejects.First(reject => reject.Column == 0));
        for (var question = 0; question < cells.Length; question++)
        {
            if (100.0 * rejected[question] > limit * cells[question])
                throw Drift(
                    $"{rejected[question]} of {cells[question]} cells of question \"{codebook.Questions[question].Id}\"", "cells", "add their wordings to the instrument",
                    coded.Rejects.First(reject => reject.Question == codebook.Questions[question].Id));
        }
        SurveyException Drift(string share, string noun, string remedy, Reject first) => new(FormattableString.Invariant(
            $"{first}; {share} cannot be used, more than the {limit} % that may be: {remedy}, or raise \"reject-limit\" of wave \"{codebook.Wave.Id}\"; such {noun} would not be counted"));
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
