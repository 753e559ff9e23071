using Survey.Ingest.Dialects;
using Xunit;

namespace Survey.Tests.Ingest.Dialects;

public sealed class ColumnPatternTests
{
    [Theory]
    [InlineData("Name", "Name", true)]
    [InlineData("Name", "Names", false)]
    [InlineData("*", "", true)]
    [InlineData("*", "anything", true)]
    [InlineData("*Name", "First Name", true)]
    [InlineData("*Name", "Names", false)]
    [InlineData("First*", "First Name", true)]
    [InlineData("a*b", "ab", true)]
    [InlineData("ab*ba", "aba", false)]
    [InlineData("a*b*c", "a-b-b-c", true)]
    [InlineData("a*b*c", "a-c-b", false)]
    [InlineData("*a*a*", "a", false)]
    [InlineData("*a*a*", "aa", true)]
    [InlineData("**", "x", true)]
    [InlineData("What?*", "What? (all)", true)]
    [InlineData("a.c", "abc", false)]
    [InlineData("a*c", "a\nc", true)]
    public void AStarStandsForAnyText(string pattern, string header, bool matches) =>
        Assert.Equal(matches, ColumnPattern.Matches(pattern, header));
}
