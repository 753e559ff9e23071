using Survey.Ingest.Reading;
using Survey.Instruments;

namespace Survey.Ingest.Dialects;

/// <summary>The rows that name a raw file's columns, among those above the first respondent.</summary>
/// <param name="Rows">as read, all of one length</param>
/// <param name="Line">of the first of them</param>
internal sealed record Header(IReadOnlyList<string[]> Rows, long Line)
{
    /// <summary>Reads all rows above the first respondent; those beside the names say nothing that is used.</summary>
    /// <param name="raw">at its beginning; afterwards before its first respondent</param>
    /// <exception cref="SurveyException">the file ends before, or the rows are not of one length</exception>
    public static Header Read(string file, Export export, RawFile raw)
    {
        var headers = new List<string[]>();
        var line = 0L;
        for (var row = 0; row < export.HeaderRows; row++)
        {
            if (!raw.Read())
                throw new SurveyException(
                    $"{file}:{row + 1} column 1: the file ends before its header does; {export.HeaderRows} header rows were expected"
                );
            if (row < export.RowsAboveNames || row >= export.RowsAboveNames + export.NamingRows)
                continue;
            if (headers.Count == 0)
                line = raw.Line;
            headers.Add([.. Enumerable.Range(0, raw.FieldCount).Select(raw.Text)]);
            if (headers[^1].Length != headers[0].Length)
                throw new SurveyException(
                    $"{file}:{raw.Line} column {headers[^1].Length}: {headers[^1].Length} fields where the first header row has "
                        + $"{headers[0].Length}"
                );
        }
        return new Header(headers, line);
    }
}
