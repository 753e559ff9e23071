using System.Globalization;
using System.Text.RegularExpressions;
using Survey.Ingest.Drafting;

namespace Survey.Tests.Ingest.Damaged;

/// <summary>Something that happens to raw files on their way.</summary>
/// <param name="Codes">of the findings of which one must say so</param>
/// <param name="Do">does it to a table; false where the table has nothing that it could happen to</param>
internal sealed partial record Damage(string[] Codes, Func<Table, bool> Do)
{
    private const int FewRows = 20;
    private const int FewestSpoilt = 3;

    public static readonly IReadOnlyDictionary<string, Damage> All = new Dictionary<string, Damage>
    {
        ["a row is shifted"] = new([FindingCode.Shifted], table => Shift(table, table.Fullest(1))),
        ["some rows are shifted from the middle on"] = new(
            [FindingCode.Shifted],
            table => table.Rows.Count >= FewRows && Shift(table, table.Fullest(table.Rows.Count / FewRows), table.AnswerColumn ?? 0)
        ),
        ["a header is lost"] = new([FindingCode.LostHeader], LoseHeader),
        ["a row of sums stands below"] = new([FindingCode.NotAPerson], AddTotal),
        ["a lone mean stands below"] = new([FindingCode.NotAPerson], AddMean),
        ["another wave stands beside"] = new([FindingCode.SideBySide], PasteBeside),
        ["all rows are doubled"] = new([FindingCode.RepeatedRows], Double),
        ["a spreadsheet made dates of ranges"] = new([FindingCode.SpreadsheetDamage], table => Spoil(table, Range(), AsDate, share: 0)),
        ["a spreadsheet cut long numbers"] = new(
            [FindingCode.SpreadsheetDamage],
            table => Spoil(table, LongNumber(), AsScientific, share: 0.9)
        ),
        ["the header is gone"] = new([FindingCode.NoHeader], Behead),
        ["a respondent stands in the place of the second header row"] = new(
            [FindingCode.RespondentInHeader, FindingCode.LostHeader],
            LoseSecondHeader
        ),
        ["the header stands among the rows again"] = new([FindingCode.HeaderAmongRows], RepeatHeader),
        ["a table of counts stands below"] = new([FindingCode.TableOfCounts], AppendCounts),
        ["only counts are in the file"] = new([FindingCode.TableOfCounts], OnlyCounts),
    };

    /// <summary>Only where it can be seen: where labels come to stand in a column of other labels.</summary>
    private static bool Shift(Table table, IReadOnlyList<int> rows, int from = 0)
    {
        var before = Enumerable.Range(0, table.Width).Select(table.Answers).ToList();
        var seen = 0;
        foreach (var row in rows)
        {
            var cells = table.Rows[row];
            string[] shifted = [.. cells[..from], "", .. cells[from..^1]];
            table.Rows[row] = shifted;
            seen += Enumerable
                .Range(1, table.Width - 1)
                .Any(column =>
                    before[column].Count is > 1 and <= Table.MostAnswers
                    && before[column - 1].GetValueOrDefault(shifted[column]) > 1
                    && !before[column].ContainsKey(shifted[column])
                )
                ? 1
                : 0;
        }
        return seen > rows.Count / 2;
    }

    private static bool LoseHeader(Table table)
    {
        if (table.AnswerColumn is not { } column)
            return false;
        foreach (var header in table.Headers)
            header[column] = "";
        return true;
    }

    private static bool AddTotal(Table table)
    {
        var filled = Enumerable.Range(0, table.Width).Select(column => table.Rows.Count(row => row[column].Length > 0));
        table.Rows.Add(["Total", .. filled.Skip(1).Select(count => $"{count}")]);
        return table.Rows.Count >= FewRows;
    }

    private static bool AddMean(Table table)
    {
        if (table.AnswerColumn is not { } column || table.Rows.Count < FewRows)
            return false;
        var row = Enumerable.Repeat("", table.Width).ToArray();
        row[column] = "3.4285714";
        table.Rows.Add(row);
        return true;
    }

    /// <summary>The right half of the columns once more, with the answers of other people.</summary>
    private static bool PasteBeside(Table table)
    {
        if (table.Rows.Count < FewRows)
            return false;
        var (from, width) = (table.Width / 2, table.Width);
        var others = table.Rows.AsEnumerable().Reverse().Take(table.Rows.Count * 2 / 3).Select(row => row[from..]).ToList();
        for (var header = 0; header < table.Headers.Count; header++)
            table.Headers[header] = [.. table.Headers[header], .. table.Headers[header][from..]];
        for (var row = 0; row < table.Rows.Count; row++)
            table.Rows[row] = [.. table.Rows[row], .. row < others.Count ? others[row] : Enumerable.Repeat("", width - from)];
        return true;
    }

    private static bool Double(Table table)
    {
        table.Rows.AddRange(table.Rows.ConvertAll(row => row.ToArray()));
        return table.Rows.Count >= FewRows;
    }

    /// <param name="share">of a column's answers that are such, at least</param>
    private static bool Spoil(Table table, Regex cells, Func<string, string> spoilt, double share)
    {
        var any = false;
        for (var column = 0; column < table.Width; column++)
        {
            var answers = table.Answers(column);
            var hit = answers.Where(answer => cells.IsMatch(answer.Key)).Sum(answer => answer.Value);
            if (hit < FewestSpoilt || hit < share * answers.Values.Sum())
                continue;
            any = true;
            foreach (var row in table.Headers.Concat(table.Rows).Where(row => cells.IsMatch(row[column])))
                row[column] = spoilt(row[column]);
        }
        return any;
    }

    /// <summary>As a spreadsheet shows "10-19" where the month comes first: 19-Oct; and what has no such day as a month of a year:
    /// Oct-49.</summary>
    private static string AsDate(string range)
    {
        var (month, day) = (int.Parse(range.Split('-')[0], null), int.Parse(range.Split('-')[1], null));
        var name = CultureInfo.InvariantCulture.DateTimeFormat.GetAbbreviatedMonthName(month);
        return day <= DateTime.DaysInMonth(2023, month) ? $"{day}-{name}" : $"{name}-{day:00}";
    }

    private static string AsScientific(string number) =>
        double.Parse(number, CultureInfo.InvariantCulture).ToString("0.##E+00", CultureInfo.InvariantCulture);

    private static bool Behead(Table table)
    {
        table.Headers.Clear();
        return table.Rows.Count >= FewRows;
    }

    /// <summary>Only where the first one leaves columns without a name.</summary>
    private static bool LoseSecondHeader(Table table)
    {
        if (table.Headers.Count < 2)
            return false;
        table.Headers.RemoveRange(1, table.Headers.Count - 1);
        return table.Rows.Count >= FewRows && Enumerable.Range(0, table.Width).Count(column => table.HeaderOf(column).Length == 0) > 1;
    }

    private static bool RepeatHeader(Table table)
    {
        table.Rows.Insert(table.Rows.Count / 2, [.. table.Headers[0]]);
        return table.Rows.Count >= FewRows;
    }

    private static bool AppendCounts(Table table)
    {
        if (table.AnswerColumn is null)
            return false;
        table.Rows.Add([.. Enumerable.Repeat("", table.Width)]);
        table.Rows.AddRange(Counts(table));
        return true;
    }

    private static bool OnlyCounts(Table table)
    {
        if (table.AnswerColumn is not { } column)
            return false;
        var (counts, header) = (Counts(table).ConvertAll(row => row[..3]), table.HeaderOf(column));
        table.Headers.Clear();
        table.Headers.Add(["Question", header, ""]);
        table.Rows.Clear();
        table.Rows.AddRange(counts);
        return true;
    }

    /// <summary>As tools sum a question up: each answer with its share and its count.</summary>
    private static List<string[]> Counts(Table table)
    {
        var column = table.AnswerColumn!.Value;
        var answers = table.Rows.Select(row => row[column]).Where(cell => cell.Length > 0).ToList();
        var lines = new List<string[]> { new[] { "Answer Choices", "Responses", "" } };
        lines.AddRange(
            answers
                .GroupBy(answer => answer)
                .Select(same =>
                    new[]
                    {
                        same.Key,
                        (100.0 * same.Count() / answers.Count).ToString("0.00", CultureInfo.InvariantCulture) + "%",
                        $"{same.Count()}",
                    }
                )
        );
        lines.Add(["Answered", "", $"{answers.Count}"]);
        lines.Add(["Skipped", "", $"{table.Rows.Count - answers.Count}"]);
        return lines.ConvertAll(line => (string[])[.. line, .. Enumerable.Repeat("", Math.Max(0, table.Width - line.Length))]);
    }

    [GeneratedRegex(@"^([1-9]|1[0-2])-[1-9]\d?$")]
    private static partial Regex Range();

    [GeneratedRegex(@"^[1-9]\d{9,}$")]
    private static partial Regex LongNumber();
}
