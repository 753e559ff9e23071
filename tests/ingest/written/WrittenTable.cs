using System.Globalization;
using System.Text;
using Survey.Tests.Ingest.Reading;
using Survey.Tests.Ingest.Wild;

namespace Survey.Tests.Ingest.Written;

/// <summary>What an export can say of one option.</summary>
/// <param name="Says">whether the row of a respondent says it</param>
/// <param name="Also">what else the option may be called</param>
internal sealed record WrittenOption(string Label, Func<int, bool> Says, params string[] Also);

/// <summary>An export while it is written: its columns, and what must be counted of them.</summary>
/// <param name="headerRows">how many rows name the columns</param>
internal sealed class WrittenTable(MadeSurvey survey, int headerRows)
{
    private readonly List<(string[] Headers, Func<int, string> Cell)> columns = [];
    private readonly List<ExpectedQuestion> questions = [];
    private readonly bool[] answered = new bool[survey.Respondents];

    /// <summary>A column that is no answer, or that says what other columns say too.</summary>
    /// <param name="headers">fewer than the header rows: blanks below</param>
    public void Column(Func<int, string> cell, params string[] headers) =>
        columns.Add(([.. headers, .. Enumerable.Repeat("", headerRows - headers.Length)], cell));

    /// <summary>What must be counted of the last columns.</summary>
    /// <param name="kinds">each is right, parted by |</param>
    /// <param name="width">how many columns they are</param>
    public void Expect(string text, string kinds, int width, IEnumerable<WrittenOption> options, params string[] names)
    {
        var all = options.ToList();
        var respondents = Enumerable
            .Range(0, survey.Respondents)
            .Where(respondent => all.Exists(option => option.Says(respondent)))
            .ToList();
        foreach (var respondent in respondents)
            answered[respondent] = true;
        questions.Add(
            new ExpectedQuestion(
                text,
                names,
                kinds.Split('|'),
                respondents.Count,
                [.. Enumerable.Range(columns.Count - width + 1, width)],
                [.. all.Select(option => new ExpectedOption(option.Label, respondents.Count(option.Says), option.Also))]
            )
        );
    }

    /// <summary>A column of a question that is typed: a number, or a text.</summary>
    public void Typed(MadeQuestion question, string text, string[] headers, params string[] names)
    {
        Column(question.Typed, headers);
        var numbers = Enumerable
            .Range(0, survey.Respondents)
            .Select(question.Typed)
            .Where(typed => typed.Length > 0)
            .Distinct()
            .Select(number => new WrittenOption(number, respondent => question.Typed(respondent) == number));
        if (question.Kind == MadeKind.Number)
            Expect(text, "number|single|scale", 1, numbers, names);
        else
            Expect(text, "text", 1, [new WrittenOption("<text>", respondent => question.Typed(respondent).Length > 0)], names);
    }

    /// <summary>A column a row of a grid, each with the label that a respondent chose.</summary>
    /// <param name="headers">of a row's column</param>
    public void Grid(MadeQuestion question, Func<int, string[]> headers)
    {
        for (var row = 0; row < question.Rows.Count; row++)
        {
            var own = row;
            Column(respondent => question.Chosen(respondent, own), headers(row));
            Expect($"{question.Text} / {question.Rows[row]}", "single|scale", 1, Offered(question, row));
        }
    }

    /// <summary>The labels of a question whose cells say them.</summary>
    public static IEnumerable<WrittenOption> Offered(MadeQuestion question, int row = 0) =>
        question.Offered.Select((label, option) => new WrittenOption(label, respondent => question.Chose(respondent, option, row)));

    /// <summary>Those who typed something in place of a label.</summary>
    public static WrittenOption TypedInPlace(MadeQuestion question) =>
        new(ExpectedQuestion.Typed, respondent => question.ChoseOther(respondent) && question.Typed(respondent).Length > 0);

    /// <summary>As text with a delimiter.</summary>
    /// <param name="always">every field is quoted; otherwise where it must be</param>
    public WrittenExport Csv(string dialect, char delimiter = ',', bool always = false, string lineEnd = "\r\n") =>
        Export(
            dialect,
            "csv",
            Encoding.UTF8.GetBytes(
                string.Concat(Rows().Select(row => string.Join(delimiter, row.Select(field => Field(field, delimiter, always))) + lineEnd))
            )
        );

    /// <summary>As a workbook of one sheet; numbers are numbers there.</summary>
    public WrittenExport Xlsx(string dialect) => Export(dialect, "xlsx", RawFiles.Xlsx(Rows()));

    private WrittenExport Export(string dialect, string ending, byte[] content) =>
        new(dialect, ending, content, new ExpectedWave(answered.Count(one => one), questions));

    private IEnumerable<string[]> Rows() =>
        Enumerable
            .Range(0, headerRows)
            .Select(row => columns.Select(column => column.Headers[row]).ToArray())
            .Concat(
                Enumerable.Range(0, survey.Respondents).Select(respondent => columns.Select(column => column.Cell(respondent)).ToArray())
            );

    private static string Field(string text, char delimiter, bool always) =>
        always || text.AsSpan().IndexOfAny([delimiter, '"', '\n', '\r']) >= 0
            ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
            : text;

    /// <summary>When a respondent began, in a form of .NET.</summary>
    public static string Time(int respondent, string format, int minutes = 0) =>
        new DateTime(2024, 3, 1, 8, 0, 0, DateTimeKind.Utc)
            .AddMinutes(97 * respondent + minutes)
            .ToString(format, CultureInfo.InvariantCulture);

    /// <summary>A number of so many digits that names a respondent.</summary>
    public static string Id(int respondent, long from) => (from + 7919L * respondent).ToString(CultureInfo.InvariantCulture);
}
