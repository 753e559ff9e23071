using System.Text;
using Survey.Ingest.Reading;
using Survey.Instruments;
using Survey.Storage;
using Survey.Tests.Ingest.Reading;

namespace Survey.Tests.Ingest.Damaged;

/// <summary>The beginning of a raw file, as cells that can be changed and written again.</summary>
/// <param name="Headers">the rows that name the columns</param>
/// <param name="Rows">those below them, all as wide as the headers</param>
internal sealed record Table(List<string[]> Headers, List<string[]> Rows)
{
    private const int MostRows = 150;

    /// <summary>So many different answers, or fewer, make a column of answers to choose from.</summary>
    public const int MostAnswers = 15;

    public int Width => (Headers.Count > 0 ? Headers[0] : Rows[0]).Length;

    public static async Task<Table> Of(string file, int headerRows)
    {
        using var raw = RawFile.Open(await RawCopy.Of(file), Export.Default);
        var rows = new List<string[]>();
        while (rows.Count < headerRows + MostRows && raw.Read())
            rows.Add([.. Enumerable.Range(0, raw.FieldCount).Select(raw.Text)]);
        var width = rows[0].Length;
        return new Table(
            rows[..headerRows],
            [.. rows.Skip(headerRows).Where(row => row.Length == width && row.Any(cell => cell.Length > 0))]
        );
    }

    /// <summary>A column in the middle that half of the respondents or more chose an answer in; null where there is none.</summary>
    public int? AnswerColumn =>
        Enumerable
            .Range(0, Width)
            .OrderBy(column => Math.Abs(column - Width / 2))
            .Cast<int?>()
            .FirstOrDefault(column =>
                Answers(column!.Value) is { Count: > 1 and <= MostAnswers } answers
                && answers.Values.Sum() >= Rows.Count / 2
                && HeaderOf(column.Value).Length > 0
            );

    public Table Copy() => new(Headers.ConvertAll(row => row.ToArray()), Rows.ConvertAll(row => row.ToArray()));

    public string HeaderOf(int column) => Headers[0][column];

    /// <summary>The rows with the most answers, a few of them.</summary>
    public IReadOnlyList<int> Fullest(int count) =>
        [.. Enumerable.Range(0, Rows.Count).OrderByDescending(row => Rows[row].Count(cell => cell.Length > 0)).Take(count)];

    /// <summary>What stands in a column, and how often.</summary>
    public Dictionary<string, int> Answers(int column) =>
        Rows.Select(row => row[column])
            .Where(cell => cell.Length > 0)
            .GroupBy(cell => cell)
            .ToDictionary(same => same.Key, same => same.Count());

    /// <summary>As the file was: a workbook, or text with commas.</summary>
    public byte[] Written(bool workbook) =>
        workbook
            ? RawFiles.Xlsx(Headers.Concat(Rows))
            : Encoding.UTF8.GetBytes(string.Concat(Headers.Concat(Rows).Select(row => string.Join(',', row.Select(Quoted)) + "\r\n")));

    private static string Quoted(string text) =>
        text.AsSpan().IndexOfAny(",\"\r\n") >= 0 ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
}
