using Xunit;

namespace Survey.Tests.Architecture;

/// <summary>
/// Every SQL statement begins with its name, <c>/* LoadedSurvey.Live */</c>, so that it is found from PostgreSQL's statement log: the class
/// that it stands in, and what it is for. A COPY has it behind its first word, because Npgsql refuses one that begins otherwise. Migrations
/// have the names of their files.
/// </summary>
public sealed class SqlNamesTests
{
    [Fact]
    public void EveryStatementBeginsWithItsName() =>
        Findings.AreNone(
            from statement in SqlStatement.All()
            where !statement.Name.StartsWith($"{statement.Class}.", StringComparison.Ordinal)
            let found = statement.Name.Length == 0 ? "no name" : statement.Name
            select $"{statement.Class}: \"{statement.Text.Split('\n')[0]}\" begins with {found}; "
                + $"/* {statement.Class}.Purpose */ was expected"
        );

    [Fact]
    public void NoTwoStatementsHaveTheSameName() =>
        Findings.AreNone(
            from statement in SqlStatement.All()
            where statement.Name.Length > 0
            group statement by statement.Name into same
            where same.Count() > 1
            select $"{same.Key} is the name of {same.Count()} statements; each was expected to have its own"
        );

    [Fact]
    public void StatementsAreFound() => Assert.InRange(SqlStatement.All().Count, 30, 200);

    [Theory]
    [InlineData("select 1", true, "")]
    [InlineData("/* Notices.StillThere */\nselect 1", true, "Notices.StillThere")]
    [InlineData("copy /* Numbers.Copy */\nnumber (survey_id)\nfrom stdin (format binary)", true, "Numbers.Copy")]
    [InlineData("create schema survey", true, "")]
    [InlineData("no survey is called so", false, "")]
    public void AStatementIsKnownByItsFirstWord(string text, bool isStatement, string name)
    {
        var statement = SqlStatement.Of("", text);

        Assert.Equal((isStatement, name), (statement is not null, statement?.Name ?? ""));
    }
}
