using Survey.Ingest.Drafting;
using Survey.Ingest.Guessing;
using Survey.Storage;
using Xunit;

namespace Survey.Tests.Ingest.Drafting;

/// <summary>What drafts doubt, each beside the nearest file that gives no reason to.</summary>
public sealed class FindingsTests
{
    /// <summary>Ten respondents who say nothing odd.</summary>
    private static readonly string[] Plain =
    [
        "Timestamp|Which?|Where?|Size?",
        .. Enumerable
            .Range(1, 10)
            .Select(row =>
                $"1/{row}/2026|{(row % 2 == 0 ? "Docker" : "Podman")}|{(row % 3 == 0 ? "Here" : "There")}"
                + $"|{(row % 2 == 0 ? "Small" : "Large")}"
            ),
    ];

    private static readonly string[] Columns =
    [
        "Timestamp|Which? - Docker|Which? - Podman|Which? - Helm",
        .. Enumerable
            .Range(1, 10)
            .Select(row =>
                $"1/{row}/2026|{(row % 2 == 0 ? "Docker" : "")}|{(row % 3 == 0 ? "Podman" : "")}|{(row % 5 == 0 ? "Helm" : "")}"
            ),
    ];

    [Theory]
    [InlineData("no-header", 0, "1/11/2026|Docker|There|Small")]
    [InlineData("lost-header", 0, "Timestamp||Where?|Size?")]
    [InlineData("header-among-rows", 5, "Timestamp|Which?|Where?|Size?")]
    [InlineData("not-a-person", 11, "|10|10|10")]
    [InlineData("not-a-person", 11, "|47|")]
    [InlineData("shifted", 5, "1/5/2026|There|Small|Podman")]
    public async Task WhatIsOddAboutAPlainFileIsFoundAndStopsALoad(string code, int row, string odd)
    {
        var rows = Plain.ToList();
        if (row < rows.Count)
            rows[row] = odd;
        else
            rows.Add(odd + string.Concat(Enumerable.Repeat("|", 3 - odd.Count(character => character == '|'))));

        await FoundIn(rows, code, FindingWeight.Decide);
        await NotFoundIn(Plain, code);
    }

    [Theory]
    [InlineData("Timestamp|Which?|Where?|Size?|Timestamp|Which?|Where?|Size?", "|1/9/2026|Docker|Here|Small", 4)]
    [InlineData("Timestamp|Which?|Where?|Size?|Which?|Where?|Size?", "|Docker|Here|Small", 6)]
    public async Task ASecondTableBesideTheFirstIsFound(string header, string beside, int some)
    {
        var rows = Plain
            .Skip(1)
            .Select((row, place) => row + (place < some ? beside : new string('|', beside.Count(character => character == '|'))))
            .Prepend(header);

        await FoundIn(rows, FindingCode.SideBySide, FindingWeight.Decide);
        await NotFoundIn([.. Plain.Select((row, place) => row + (place == 0 ? "|Why?" : "|so"))], FindingCode.SideBySide);
    }

    [Fact]
    public async Task ATableOfCountsBelowTheRespondentsIsFound()
    {
        await FoundIn(
            [.. Plain, "Answer Choices|Responses||", "Docker|50%|5|", "Podman|50%|5|"],
            FindingCode.TableOfCounts,
            FindingWeight.Decide
        );
        await NotFoundIn([.. Plain.Select((row, place) => row + (place == 0 ? "|Share?" : "|50%"))], FindingCode.TableOfCounts);
    }

    [Fact]
    public async Task LabelsOfOtherColumnsInAnOptionsColumnAreFoundAndMeanNothingThere()
    {
        var shifted = Columns.ToList();
        shifted[2] = "1/2/2026|Podman|Docker|";
        shifted[4] = "1/4/2026|Podman|Docker|";

        var drafted = await FoundIn(shifted, FindingCode.Shifted, FindingWeight.Decide);

        Assert.DoesNotContain("any: true", drafted.Yaml, StringComparison.Ordinal);
        Assert.Contains(
            "# TODO [shifted] w.csv column 2 \"Which? - Docker\": is the column of \"Docker\"",
            drafted.Yaml,
            StringComparison.Ordinal
        );
        await NotFoundIn(Columns, FindingCode.Shifted);
    }

    [Fact]
    public async Task AWholeColumnUnderAnothersHeaderIsFound()
    {
        await FoundIn(
            ["Timestamp|Which? - Podman|Which? - Helm|Which? - Docker", .. Columns.Skip(1)],
            FindingCode.Shifted,
            FindingWeight.Decide
        );
    }

    [Fact]
    public async Task LabelsThatDifferInCaseOnlyAreSaidAndCountedApart()
    {
        var drafted = await FoundIn(
            [.. Plain, "1/11/2026|docker|Here|Small", "1/12/2026|docker|Here|Small"],
            FindingCode.NearLabels,
            FindingWeight.Doubt
        );

        Assert.Contains("label: \"docker\" } # 2", drafted.Yaml, StringComparison.Ordinal);
        await NotFoundIn(Plain, FindingCode.NearLabels);
    }

    [Theory]
    [InlineData("personal", "Email Address", "a@example.org", "Which tool?")]
    [InlineData("dates", "When did you begin?", "2019-05-{0}", "Which tool?")]
    [InlineData("one-option", "Do you agree?", "Yes", "{0}")]
    public async Task AColumnThatIsNoQuestionIsDoubted(string code, string header, string cell, string twin)
    {
        await FoundIn(With(header, cell), code, FindingWeight.Doubt);
        await NotFoundIn(With("Which tool?", twin == "{0}" ? "Docker {1}" : "Docker {1}"), code);
    }

    [Fact]
    public async Task RangesThatASpreadsheetMadeDatesAreFound()
    {
        await FoundIn(With("How large?", "{1}-Oct"), FindingCode.SpreadsheetDamage, FindingWeight.Doubt);
        await NotFoundIn(With("How large?", "{1}-10"), FindingCode.SpreadsheetDamage);
    }

    [Fact]
    public async Task RowsThatStandTwiceAreFound()
    {
        string[] rows = [.. With("Why do you think so, and what else?", "because of {0}, which is a long text")];
        await FoundIn([.. rows, rows[3]], FindingCode.RepeatedRows, FindingWeight.Doubt);
        await NotFoundIn(rows, FindingCode.RepeatedRows);
    }

    [Fact]
    public async Task TestsAndPreviewsAreAskedAbout()
    {
        string[] statuses = [.. Enumerable.Repeat("IP Address", 8), "Survey Preview", "IP Address"];
        string[] codes =
        [
            "StartDate|Status|Finished|Q1|Q2",
            "Start Date|Response Type|Finished|Which tool?|And where?",
            Ids("startDate|status|finished|QID1|QID2"),
        ];
        var rows = statuses.Select(
            (status, row) =>
                $"2026-01-{row + 10} 10:00:00|{status}|{(row == 3 ? "False" : "True")}"
                + $"|{(row % 2 == 0 ? "Docker" : "Podman")}|{(row % 3 == 0 ? "Here" : "There")}"
        );

        var drafted = await FoundIn([.. codes, .. rows], FindingCode.TestRows, FindingWeight.Decide);

        Assert.Contains(
            "drop: { \"Response Type\": [\"Survey Preview\"] }",
            drafted.Findings.First(found => found.Code == FindingCode.TestRows).Do,
            StringComparison.Ordinal
        );
        Assert.Contains(drafted.Findings, found => found is { Code: FindingCode.Unfinished, Weight: FindingWeight.Decide });
        await NotFoundIn([.. codes, .. rows.Where(row => !row.Contains("Preview", StringComparison.Ordinal))], FindingCode.TestRows);
    }

    [Fact]
    public async Task AFindingSaysWhereAndWhatToDo() =>
        Assert.Equal(
            "decide [header-among-rows] w.csv:6: a header stands among the respondents; delete the row",
            (await Drafted([.. Plain.Take(5), Plain[0], .. Plain.Skip(5)])).Findings[0].ToString()
        );

    /// <summary>The plain file with one more column; <c>{0}</c> is the row's number in two digits, and <c>{1}</c> 1, 2 or 3.</summary>
    private static List<string> With(string header, string cell) =>
        [
            .. Plain.Select(
                (row, place) =>
                    row
                    + "|"
                    + (
                        place == 0
                            ? header
                            : cell.Replace("{0}", $"{place + 10}", StringComparison.Ordinal)
                                .Replace("{1}", $"{1 + place % 3}", StringComparison.Ordinal)
                    )
            ),
        ];

    private static string Ids(string ids) => string.Join('|', ids.Split('|').Select(id => $"{{\"ImportId\":\"{id}\"}}"));

    private static async Task<DraftedSurvey> FoundIn(IEnumerable<string> rows, string code, FindingWeight weight)
    {
        var drafted = await Drafted(rows);
        Assert.Contains((code, weight), drafted.Findings.Select(finding => (finding.Code, finding.Weight)));
        if (weight == FindingWeight.Decide)
            Assert.Contains($"# TODO [{code}] ", drafted.Yaml, StringComparison.Ordinal);
        return drafted;
    }

    private static async Task NotFoundIn(IEnumerable<string> rows, string code) =>
        Assert.DoesNotContain(code, (await Drafted(rows)).Findings.Select(finding => finding.Code));

    private static async Task<DraftedSurvey> Drafted(IEnumerable<string> rows)
    {
        using var folder = new SurveyFolder("");
        var file = folder.Write(
            "w.csv",
            string.Join(
                '\n',
                rows.Select(row =>
                    string.Join(',', row.Split('|').Select(field => $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\""))
                )
            )
        );
        return DraftedSurvey.Of(await RawCopy.Of(file), new Overrules(), "s", "w");
    }
}
