using System.Text.RegularExpressions;
using Xunit;

namespace Survey.Tests.Architecture;

/// <summary>
/// Every SQL statement begins with its name, <c>/* LoadedSurvey.Live */</c>, so that it is found from PostgreSQL's statement log: the class
/// that it stands in, and what it is for. A COPY has it behind its first word, because Npgsql refuses one that begins otherwise. Migrations
/// have the names of their files.
/// </summary>
public sealed partial class SqlNamesTests
{
    [Fact]
    public void EveryStatementBeginsWithItsName() =>
        Findings.AreNone(
            from statement in Statements()
            where !statement.Name.StartsWith($"{statement.Class}.", StringComparison.Ordinal)
            let found = statement.Name.Length == 0 ? "no name" : statement.Name
            select $"{statement.Class}: \"{statement.Text.Split('\n')[0]}\" begins with {found}; "
                + $"/* {statement.Class}.Purpose */ was expected"
        );

    [Fact]
    public void NoTwoStatementsHaveTheSameName() =>
        Findings.AreNone(
            from statement in Statements()
            where statement.Name.Length > 0
            group statement by statement.Name into same
            where same.Count() > 1
            select $"{same.Key} is the name of {same.Count()} statements; each was expected to have its own"
        );

    [Fact]
    public void StatementsAreFound() => Assert.InRange(Statements().Count, 30, 200);

    [Theory]
    [InlineData("select 1", true, "")]
    [InlineData("/* Notices.StillThere */\nselect 1", true, "Notices.StillThere")]
    [InlineData("copy /* Numbers.Copy */\nnumber (survey_id)\nfrom stdin (format binary)", true, "Numbers.Copy")]
    [InlineData("create schema survey", true, "")]
    [InlineData("no survey is called so", false, "")]
    public void AStatementIsKnownByItsFirstWord(string text, bool isStatement, string name)
    {
        var match = Statement().Match(text);

        Assert.Equal((isStatement, name), (match.Success, match.Groups["name"].Value));
    }

    /// <summary>The statements in all types that speak to the database, a text that stands in a class twice once.</summary>
    private static List<(string Class, string Name, string Text)> Statements() =>
        [
            .. from type in CompiledTypes.All()
            where type.Uses.Any(used => House.Sql.Libraries.Contains(used.Namespace))
            from text in type.Texts
            let match = Statement().Match(text)
            where match.Success
            select (type.Name, match.Groups["name"].Value, text),
        ];

    [GeneratedRegex(
        @"\A\s*(?:/\*\s*(?<name>[\w.]+)\s*\*/\s*)?"
            + @"(?:select|insert into|update \w+\s+set|delete from|with \w+ as|listen|notify|truncate|merge|lock table|set"
            + @"|create (?:table|schema|index|view|function|trigger)|alter|drop|copy(?: /\*\s*(?<name>[\w.]+)\s*\*/)?)\s",
        RegexOptions.None
    )]
    private static partial Regex Statement();
}
