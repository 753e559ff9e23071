using Survey.Ingest.Coding;
using Survey.Instruments;
using Survey.Storage;
using Survey.Tests.Counting;
using Xunit;

namespace Survey.Tests.Ingest.Coding;

/// <summary>Files that must not be counted as they are, or not without a word, each called after what is wrong with it.</summary>
public sealed class HostileFileTests
{
    private const string Forms = """
        survey: s
        title: T
        headline: using
        headline-option: "yes"
        export: { metadata: [Timestamp], ignore: [""], reject-limit: 50 }
        waves: [{ id: w }]
        questions:
          - { id: using, text: Using?, kind: single, options: ["Yes", "No"] }
          - { id: where, text: Where?, kind: multiple, options: [Here, There, { id: other, label: Other, other: true }] }
          - { id: which, text: Which?, kind: single, options: [One, Two, { id: other, label: Other, other: true }] }
        """;

    private const string Monkey = """
        survey: s
        title: T
        headline: role
        headline-option: dev
        export: { format: surveymonkey, metadata: [ID], reject-limit: 50 }
        waves: [{ id: w }]
        questions:
          - { id: role, text: Role, kind: single, options: [Dev, Ops, Boss] }
          - { id: uses, text: Uses, kind: multiple, options: [Docker, Podman, Swarm] }
        """;

    private const string Ids = """
        survey: s
        title: T
        headline: using
        headline-option: "yes"
        export: { respondent-id: "Respondent ID", metadata: ["ID *"] }
        waves: [{ id: w }]
        questions:
          - { id: using, text: Using?, kind: single, options: ["Yes", "No"] }
        """;

    [Theory]
    [InlineData(
        "aggregated-answer-choices",
        Forms,
        "aggregated-table: w.csv:1 column 1 \"Answer Choices\": a table of counts, one row an option; the raw export was "
            + "expected, one row a respondent"
    )]
    [InlineData(
        "aggregated-counts-and-percents",
        Forms,
        "aggregated-table: w.csv:1 column 2 \"Count\": a table of counts, one row an option; the raw export was expected, one "
            + "row a respondent"
    )]
    [InlineData(
        "header-shifted-against-all-cells",
        Forms,
        "w.csv:2: most answers of this row stand in the columns of others, the first in column 2 \"Where?\": \"Yes\"; header and "
            + "cells are shifted against each other; 3 of 3 rows cannot be used, more than the 50 % that may be: mend the file, or "
            + "raise \"reject-limit\" of wave \"w\"; such rows would not be counted"
    )]
    [InlineData(
        "ids-in-scientific-notation",
        Ids,
        "3 respondents, 0 rows and 0 cells rejected\nscientific-ids: w.csv:3 column 1 \"Respondent ID\": \"1.14E+11\" was cut to "
            + "scientific notation; no respondent is known by such ids"
    )]
    [InlineData("no-respondent-id", Ids, "w.csv:1 column 3: no column \"Respondent ID\", the \"respondent-id\" of wave \"w\"")]
    [InlineData(
        "nul-byte",
        Forms,
        "w.csv:2 column 3: a NUL byte; this is a binary file, or UTF-16 without a byte order mark, and a CSV file was expected"
    )]
    [InlineData(
        "option-headers-shifted",
        Monkey,
        "w.csv:3: most answers of this row stand in the columns of others, the first in column 2 \"Role | Ops\": \"Dev\"; header "
            + "and cells are shifted against each other; 2 of 2 rows cannot be used, more than the 50 % that may be: mend the file, or "
            + "raise \"reject-limit\" of wave \"w\"; such rows would not be counted"
    )]
    [InlineData("question-twice", Forms, "w.csv:1 column 5: \"Using?\" stands twice, here and in column 2")]
    [InlineData(
        "respondent-id-twice",
        Ids,
        "w.csv:1 column 2: \"Respondent ID\" is called like the \"respondent-id\" of wave \"w\", and so is column 1; only one can be"
    )]
    [InlineData(
        "respondent-twice-with-other-answers",
        Ids,
        "respondent-twice: w.csv:4 column 1 \"Respondent ID\": \"114\" stands in line 2 too, over another row; leave out the row "
            + "that does not count, or the \"respondent-id\" if the column does not name respondents"
    )]
    [InlineData(
        "respondent-twice-with-the-same-row",
        Ids,
        "5 respondents, 0 rows and 0 cells rejected\nsame-row-twice: w.csv:4: 2 rows repeat a row of the same respondent byte by "
            + "byte, and this is the first; they are counted"
    )]
    [InlineData(
        "row-with-too-few-fields",
        Forms,
        "2 respondents, 1 rows and 0 cells rejected\nfield-count: w.csv:4: a row of 2 fields where the header has 4"
    )]
    [InlineData(
        "row-with-too-many-fields",
        Forms,
        "2 respondents, 1 rows and 0 cells rejected\nfield-count: w.csv:4: a row of 5 fields where the header has 4"
    )]
    [InlineData(
        "second-wave-beside-the-first",
        Forms,
        "side-by-side: w.csv:1 column 5 \"Timestamp\": a second table begins here, its columns called like columns 1 to 4; two "
            + "respondents stand in a row: put the second table in a file of its own"
    )]
    [InlineData(
        "second-wave-beside-the-first-after-a-blank-column",
        Forms,
        "side-by-side: w.csv:1 column 6 \"Timestamp\": a second table begins here, its columns called like columns 1 to 4; two "
            + "respondents stand in a row: put the second table in a file of its own"
    )]
    [InlineData(
        "some-rows-shifted",
        Forms,
        "2 respondents, 2 rows and 0 cells rejected\nshifted: w.csv:4: most answers of this row stand in the columns of others, "
            + "the first in column 2 \"Using?\": \"Here\"; header and cells are shifted against each other\nshifted: w.csv:5: most "
            + "answers of this row stand in the columns of others, the first in column 3 \"Where?\": \"Yes\"; header and cells are "
            + "shifted against each other"
    )]
    [InlineData(
        "summary-answered-and-skipped-under-the-data",
        Forms,
        "2 respondents, 2 rows and 0 cells rejected\nsummary-row: w.csv:4: a row that sums up others; one row a respondent was "
            + "expected\nsummary-row: w.csv:5: a row that sums up others; one row a respondent was expected"
    )]
    [InlineData(
        "summary-average-under-the-data",
        Forms,
        "2 respondents, 1 rows and 0 cells rejected\nsummary-row: w.csv:4: a row that sums up others; one row a respondent was expected"
    )]
    [InlineData(
        "summary-of-two-fields-under-the-data",
        Forms,
        "2 respondents, 2 rows and 0 cells rejected\nfield-count: w.csv:4: a row of 2 fields where the header has "
            + "4\nfield-count: w.csv:5: a row of 2 fields where the header has 4"
    )]
    [InlineData(
        "summary-total-under-the-data",
        Forms,
        "2 respondents, 1 rows and 0 cells rejected\nsummary-row: w.csv:4: a row that sums up others; one row a respondent was expected"
    )]
    [InlineData(
        "tick-of-another-option",
        Monkey,
        "2 respondents, 0 rows and 1 cells rejected\nshifted: w.csv:4 column 6 \"Uses | Podman\": \"Swarm\" is another option, "
            + "in the column of \"Podman\"; header and cells may be shifted against each other"
    )]
    [InlineData(
        "ticks-of-one-row-shifted",
        Monkey,
        "2 respondents, 1 rows and 0 cells rejected\nshifted: w.csv:5: most answers of this row stand in the columns of others, "
            + "the first in column 3 \"Role | Ops\": \"Dev\"; header and cells are shifted against each other"
    )]
    [InlineData("unterminated-quote", Forms, "w.csv:3 column 3: a quote that is opened here is never closed")]
    public async Task IsRefusedOrReported(string file, string yaml, string outcome) =>
        Assert.Equal(outcome, await Outcome($"{file}.csv", yaml));

    [Theory]
    [InlineData(65_536, "row-limit: w.csv: exactly 65,536 rows, as many as a spreadsheet holds; the rest may be cut off")]
    [InlineData(1_048_576, "row-limit: w.csv: exactly 1,048,576 rows, as many as a spreadsheet holds; the rest may be cut off")]
    [InlineData(65_535, "")]
    [InlineData(65_537, "")]
    public async Task AFileOfExactlyAsManyRowsAsASpreadsheetHoldsIsReported(int rows, string warning)
    {
        using var folder = new SurveyFolder(Ids.Replace("respondent-id: \"Respondent ID\", ", "", StringComparison.Ordinal));

        var outcome = await OutcomeOf(folder.Write("w.csv", SmallSurvey.Csv("Using?", ("Yes", rows - 1))), folder.Instrument);

        Assert.Equal($"{rows - 1} respondents, 0 rows and 0 cells rejected" + (warning.Length == 0 ? "" : "\n" + warning), outcome);
    }

    [Theory]
    [InlineData('x', 32_767, true)]
    [InlineData('\u00E9', 32_767, true)]
    [InlineData('x', 32_766, false)]
    [InlineData('x', 32_768, false)]
    public async Task ACellOfExactlyAsManyCharactersAsASpreadsheetHoldsIsReported(char character, int characters, bool reported)
    {
        using var folder = new SurveyFolder(Forms);
        var text = new string(character, characters);

        var outcome = await OutcomeOf(
            folder.Write("w.csv", $"Timestamp,Using?,Where?,Which?\nt1,Yes,Here,{text}\nt2,No,{text},One\n"),
            folder.Instrument
        );

        Assert.Equal(
            "2 respondents, 0 rows and 0 cells rejected"
                + (
                    reported
                        ? "\ncell-limit: w.csv:2 column 4: 2 cells of exactly 32,767 characters, as many as a spreadsheet holds, "
                            + "and this is the first; their ends may be cut off"
                        : ""
                ),
            outcome
        );
    }

    [Theory]
    [InlineData("t1,Yes,Here,One\nTotal,Yes,,\n")]
    [InlineData("t1,Yes,Here,One\n,,Total,\n")]
    [InlineData("t1,Yes,Here,One\n,,Average of 3,2\n")]
    [InlineData("t1,Yes,Here,One\n,No,One,Other\n")]
    public async Task AnAnswerThatOnlyLooksLikeASummaryOrAShiftIsCounted(string rows)
    {
        using var folder = new SurveyFolder(Forms);

        Assert.Equal(
            "2 respondents, 0 rows and 0 cells rejected",
            await OutcomeOf(folder.Write("w.csv", "Timestamp,Using?,Where?,Which?\n" + rows), folder.Instrument)
        );
    }

    [Fact]
    public void EveryHostileFileIsTried() =>
        Assert.Equal(
            Directory
                .GetFiles(Path.Combine(Repository.Root, "tests", "ingest", "hostile"))
                .Select(Path.GetFileNameWithoutExtension)
                .Order(StringComparer.Ordinal),
            typeof(HostileFileTests)
                .GetMethod(nameof(IsRefusedOrReported))!
                .GetCustomAttributes(typeof(InlineDataAttribute), false)
                .Select(data => (string)((InlineDataAttribute)data).GetData(null!).Single()[0])
                .Order(StringComparer.Ordinal)
        );

    private static Task<string> Outcome(string file, string yaml) =>
        OutcomeOf(Path.Combine(Repository.Root, "tests", "ingest", "hostile", file), InstrumentFile.Parse(InstrumentFile.Name, yaml));

    /// <summary>The refusal with its code, if it has one; or who was counted, with what is said of the file.</summary>
    private static async Task<string> OutcomeOf(string path, Instrument instrument)
    {
        var copy = await RawCopy.Of(path) with { Name = "w.csv" };
        try
        {
            var coded = WaveReader.Read(copy, instrument.At(instrument.Waves[0]));
            return string.Join(
                '\n',
                coded
                    .Warnings.Select(warning => $"{warning.Code}: {warning.Text}")
                    .Concat(coded.Rejects.Select(reject => $"{reject.Code}: {reject}"))
                    .Prepend(
                        $"{coded.Accounts.Respondents} respondents, {coded.Accounts.RejectedRows} rows and "
                            + $"{coded.Accounts.RejectedCells} cells rejected"
                    )
            );
        }
        catch (Refusal refusal)
        {
            return $"{refusal.Code}: {refusal.Message}";
        }
        catch (SurveyException exception)
        {
            return exception.Message;
        }
    }
}
