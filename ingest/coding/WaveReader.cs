using Survey.Answers;
using Survey.Coded;
using Survey.Ingest.Dialects;
using Survey.Ingest.Reading;
using Survey.Instruments;
using Survey.Storage;

namespace Survey.Ingest.Coding;

/// <summary>Reads a wave's raw file and codes every cell of it, in memory: row by row, each of which is a respondent's, blank, left out by
/// the instrument, or rejected.</summary>
public sealed class WaveReader
{
    private readonly RawCopy file;
    private readonly Codebook codebook;
    private readonly CodedWave coded;
    private readonly List<string> problems;
    private readonly bool goesOn;

    /// <param name="coded">empty</param>
    /// <param name="problems">is given what refuses the file</param>
    /// <param name="goesOn">whether to read on after a problem, to find others</param>
    private WaveReader(RawCopy file, CodedWave coded, List<string> problems, bool goesOn)
    {
        this.file = file;
        this.coded = coded;
        codebook = coded.Codebook;
        this.problems = problems;
        this.goesOn = goesOn;
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
    ) => new WaveReader(file, new CodedWave(codebook), [], goesOn: false).ReadOrRefuse(progress, respondent, cancel);

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
            return new WaveReader(file, new CodedWave(codebook), problems, goesOn: true).ReadOrRefuse(progress, null, cancel);
        }
        catch (SurveyException exception)
        {
            problems.Add(exception.Message);
            return null;
        }
    }

    private CodedWave ReadOrRefuse(Action<long, long>? progress, Action<RawFile>? respondent, CancellationToken cancel)
    {
        try
        {
            using var raw = RawFile.Open(file, codebook.Wave.Export, bytes => progress?.Invoke(bytes, coded.Accounts.Rows));
            Read(raw, respondent, cancel);
            return coded;
        }
        catch (Exception exception)
        {
            coded.Dispose();
            if (exception is IOException or UnauthorizedAccessException)
                throw new SurveyException($"{file.Path}: cannot be read: {exception.Message}", exception);
            throw;
        }
    }

    private void Read(RawFile raw, Action<RawFile>? respondent, CancellationToken cancel)
    {
        var export = codebook.Wave.Export;
        var header = Header.Read(file.Name, export, raw);
        TableShape.Refuse(file.Name, header.Rows);
        Column[] columns = [.. Layout.Of(file.Name, header.Rows, codebook, problems, header.Line)];
        RefuseProblems();
        var filters = RowFilter.Of(file.Name, columns, export);
        using var ids = RespondentIds.Of(file.Name, columns, codebook.Wave);
        var look = new CellLook(file.Name, columns, codebook.Wave);
        var row = new RowCoder(codebook, columns);
        var rejects = new RejectLimit(file.Name, columns, coded);
        var wave = new WaveBuilder(coded, columns, rejects);
        var accounts = coded.Accounts;
        while (raw.Read())
        {
            cancel.ThrowIfCancellationRequested();
            var fileRow = export.HeaderRows + accounts.Rows++;
            if (IsBlankLine(raw))
                accounts.BlankRows++;
            else if (row.Code(raw) is { } problem)
            {
                look.AtNobodys(raw, fileRow);
                rejects.RejectRow(raw, problem);
            }
            else if (LeavesOut(filters, raw))
            {
                accounts.LeftOutRows++;
                look.AtNobodys(raw, fileRow);
            }
            else
            {
                look.At(raw, row, fileRow);
                if (row.HasAnswer)
                {
                    wave.Add(raw, row, accounts.Respondents++);
                    respondent?.Invoke(raw);
                    ids?.Add(raw);
                }
                else
                {
                    accounts.BlankRows++;
                    wave.Add(raw, row, -1);
                }
            }
        }
        if (accounts.Rows == 0)
            throw new SurveyException(
                $"{file.Name}:{export.HeaderRows + 1} column 1: a header and no rows; one row a respondent was expected"
            );
        accounts.Check();
        problems.AddRange(rejects.Exceeded());
        RefuseProblems();
        if (raw.Encoding.IsGuess)
            coded.Warnings.Add(GuessedEncoding(raw.Encoding));
        coded.Warnings.AddRange(look.Cut(accounts.Rows + export.HeaderRows));
        ids?.Close(coded);
        coded.Personal = look.Personal();
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

    private Warning GuessedEncoding(DetectedEncoding encoding) =>
        new(
            RejectCode.GuessedEncoding,
            $"{file.Name} is taken for {encoding.Name}, {Figure.Show(100 * encoding.Confidence)} % sure; "
                + $"\"encoding\" under \"export\" of wave \"{codebook.Wave.Id}\" says so for certain"
        );

    private static bool IsBlankLine(RawFile raw) => raw.FieldCount == 1 && raw.Bytes(0).IsEmpty;
}
