using System.Text.RegularExpressions;
using Survey.Storage;
using Xunit;

namespace Survey.Tests.Architecture;

/// <summary>
/// The tables that Citus can spread over machines stand there by survey: a statement on one of them that names one survey runs on one
/// machine, and one that names none, or several, on all, or not at all.
/// </summary>
public sealed partial class DistributedTablesTests
{
    [Fact]
    public void EveryStatementOnADistributedTableNamesOneSurvey() =>
        Findings.AreNone(
            from statement in SqlStatement.All()
            let problem = Problem(statement.Text)
            where problem is not null
            select $"{statement.Name}: {problem}"
        );

    [Fact]
    public void StatementsOnEveryDistributedTableAreFound() =>
        Assert.Equal(
            Distribution.Tables.Order(),
            SqlStatement.All().SelectMany(statement => Named(statement.Text)).Distinct().Intersect(Distribution.Tables).Order()
        );

    [Theory]
    [InlineData("select bits from selection where survey_id = @survey and wave_id = @wave", null)]
    [InlineData("select bytes from source where survey_id = @Survey", null)]
    [InlineData("select title from survey", null)]
    [InlineData("select revision as number from revision where wave_id = @wave", null)]
    [InlineData("select count from revision left join selection using (survey_id, wave_id) where survey_id = @survey", null)]
    [InlineData("copy /* Numbers.Copy */\nnumber (survey_id, wave_id)\nfrom stdin (format binary)", null)]
    [InlineData("select bits from selection where wave_id = @wave", "selection, and no survey_id = @survey")]
    [InlineData("select bits from selection where survey_id = any(@surveys)", "selection, and no survey_id = @survey")]
    [InlineData("select bits from selection where survey_id in (@survey, @other)", "selection, and no survey_id = @survey")]
    [InlineData("select text from verbatim", "verbatim_chunk, and no survey_id = @survey")]
    [InlineData("select bits from selection where survey_id = @survey or survey_id = @other", "selection, and 2 surveys: @other, @survey")]
    [InlineData(
        "select 1 from selection join number on number.wave_id = selection.wave_id where selection.survey_id = @survey",
        "number, selection, joined without survey_id"
    )]
    [InlineData("copy /* Numbers.Copy */\nnumber (wave_id)\nfrom stdin", "number, and no survey_id is copied")]
    [InlineData("delete from reject", "reject, and no survey_id = @survey")]
    public void AStatementThatNamesNoneOrSeveralIsSeen(string text, string? problem) => Assert.Equal(problem, Problem(text));

    /// <summary>What would keep a statement from running on one survey's machine; null for nothing.</summary>
    private static string? Problem(string text)
    {
        var tables = Named(text).ToList();
        var distributed = tables.Intersect(Distribution.Tables).Order().ToList();
        if (distributed.Count == 0)
            return null;
        var found = string.Join(", ", distributed);
        if (Copy().IsMatch(text))
            return CopiedSurvey().IsMatch(text) ? null : $"{found}, and no survey_id is copied";
        var surveys = OneSurvey().Matches(text).Select(match => match.Groups[1].Value).Distinct().Order().ToList();
        if (surveys.Count != 1)
            return surveys.Count == 0
                ? $"{found}, and no survey_id = @survey"
                : $"{found}, and {surveys.Count} surveys: {string.Join(", ", surveys)}";
        // Each table by itself, or all of them by the survey.
        return tables.Count == 1 || JoinedBySurvey().Count(text) + OneSurvey().Count(text) >= tables.Count
            ? null
            : $"{found}, joined without survey_id";
    }

    /// <summary>The tables that a statement reads or writes; the view of free texts is its table.</summary>
    private static IEnumerable<string> Named(string text) =>
        Table()
            .Matches(text)
            .Select(match => match.Groups["table"].Value)
            .Select(table => table == "verbatim" ? "verbatim_chunk" : table)
            .Distinct();

    [GeneratedRegex(
        @"\b(?:from|join|update|table)\s+(?:survey\.)?(?<table>[a-z_]+)\b(?!\s*\()"
            + @"|\b(?:into|copy(?:\s*/\*.*?\*/)?)\s+(?:survey\.)?(?<table>[a-z_]+)"
    )]
    private static partial Regex Table();

    [GeneratedRegex(@"\A\s*copy\b")]
    private static partial Regex Copy();

    [GeneratedRegex(@"\(survey_id,")]
    private static partial Regex CopiedSurvey();

    [GeneratedRegex(@"\bsurvey_id\s*=\s*(@\w+)", RegexOptions.IgnoreCase)]
    private static partial Regex OneSurvey();

    [GeneratedRegex(@"\busing\s*\(survey_id\b")]
    private static partial Regex JoinedBySurvey();
}
