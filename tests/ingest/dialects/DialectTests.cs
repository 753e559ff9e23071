using Survey.Ingest.Dialects;
using Survey.Instruments;
using Xunit;

namespace Survey.Tests.Ingest.Dialects;

/// <summary>By what each tool's exports are known, and that a file which only resembles them is not taken for one.</summary>
public sealed class DialectTests
{
    [Theory]
    [InlineData(ExportFormat.GoogleForms, 1, "Timestamp|Which?", "2024/03/21 12:05:19 PM AST|Docker;Podman")]
    [InlineData(ExportFormat.GoogleForms, 1, "Zeitstempel|Welche?", "21.03.2024 12:05:19|Docker")]
    [InlineData(ExportFormat.SurveyMonkey, 2, "Respondent ID|Which?|", "|Docker|Podman", "1|Docker|", "2||Podman")]
    [InlineData(ExportFormat.SurveyMonkey, 3, "|Q1|", "Respondent ID|Which?|", "|Docker|Podman", "1|Docker|", "2||Podman")]
    [InlineData(ExportFormat.SurveyMonkey, 1, "RespondentID|Which? - Docker|Which? - Podman", "1|Docker|", "2||Podman")]
    [InlineData(
        ExportFormat.Qualtrics,
        3,
        "StartDate|Q1",
        "Start Date|Which?",
        "{\"ImportId\":\"startDate\"}|{\"ImportId\":\"QID1\"}",
        "2024-03-01 10:00:00|Docker"
    )]
    [InlineData(
        ExportFormat.Qualtrics,
        3,
        "StartDate|Q1",
        "Start Date|Which?",
        "{'ImportId': 'startDate'}|{'ImportId': 'QID1'}",
        "2024-03-01 10:00:00|Docker"
    )]
    [InlineData(
        ExportFormat.Qualtrics,
        2,
        "V1|V2|Q1|Q2_1",
        "ResponseID|ResponseSet|Which do you use?|Where do you?-Here",
        "R_1|Default Response Set|1|1"
    )]
    [InlineData(
        ExportFormat.Qualtrics,
        2,
        "Q1|Q2|Q3_Part_1",
        "What is your age (# years)?|What is your gender? - Selected Choice|Which? - Selected Choice - Python",
        "25-29|Man|Python",
        "30-34|Woman|"
    )]
    [InlineData(ExportFormat.LimeSurvey, 1, "Response ID|Date submitted|Last page|Which?", "1|2024-01-01|3|Docker")]
    [InlineData(ExportFormat.LimeSurvey, 1, "id|submitdate|lastpage|startlanguage|Q1[SQ001]", "1|2024-01-01|3|en|Y")]
    [InlineData(ExportFormat.LimeSurvey, 1, "soc1. Which country?|edu1. Which degree?|edu2. Which subject?", "UK|Doctorate|Physics")]
    [InlineData(
        ExportFormat.MicrosoftForms,
        1,
        "ID|Start time|Completion time|Email|Name|Which?",
        "1|45000.370000|45000.380000|anonymous||Docker;"
    )]
    [InlineData(
        ExportFormat.Typeform,
        1,
        "#|Which?|Docker|Response Type|Start Date (UTC)|Network ID",
        "ab12|x|Docker|completed|2024-06-01 09:10:00|cd34"
    )]
    [InlineData(
        ExportFormat.Kobo,
        1,
        "start|end|Which?|_id|_uuid|_submission_time",
        "2024-11-02|2024-11-02|Docker|1|u|2024-11-02T11:25:10"
    )]
    [InlineData(
        ExportFormat.Alchemer,
        1,
        "Time Started|Date Submitted|Status|Which?",
        "2015-12-22 12:35:34|2015-12-22 12:39:34|Complete|Docker"
    )]
    [InlineData(ExportFormat.Alchemer, 1, "1) Which?: Docker&nbsp;|1) Which?: Podman&nbsp;|2) Where?", "Docker||Here")]
    [InlineData(ExportFormat.BareNames, 1, "ResponseId|MainBranch|LanguageHaveWorkedWith", "1|I code|C;Java")]
    [InlineData(ExportFormat.Columns, 1, "Which one do you use?|Where do you live?", "Docker|Here")]
    public void AnExportIsKnownByItsHeaderAndItsValues(ExportFormat format, int headerRows, params string[] rows)
    {
        var found = Dialect.Of(new Beginning([.. rows.Select(row => row.Split('|'))]));

        Assert.Equal((format, headerRows), (found[0].Format, found[0].HeaderRows));
        Assert.NotEmpty(found[0].Why);
    }

    [Theory]
    [InlineData("a column called Timestamp that dates nothing", "Timestamp|Which?", "morning|Docker")]
    [InlineData(
        "a second row that is a person",
        "Member?|What?|",
        "Yes|A vendor|x",
        "Yes|An end user|",
        "No|A vendor|",
        "Yes|An end user|x",
        "No|A vendor|"
    )]
    [InlineData("an index that a program wrote", "|Which one?|Where is it?", "0|Docker|Here", "1|Podman|There")]
    [InlineData("numbered headers of a person's own", "1. Which one do you use?|2. Where do you live?", "Docker|Here")]
    public void WhatOnlyResemblesAToolsExportIsPlainColumns(string what, params string[] rows) =>
        Assert.True(Dialect.Of(new Beginning([.. rows.Select(row => row.Split('|'))]))[0].Format == ExportFormat.Columns, what);
}
