using Survey.Instruments;
using Xunit;

namespace Survey.Tests.Instruments;

public sealed class FilterTests
{
    [Theory]
    [InlineData("region:europe,asia")]
    [InlineData("containers-use.production:!na")]
    [InlineData("age:18..30")]
    [InlineData("rating:4..")]
    [InlineData("change:..-0.5")]
    public void AFilterReadsAndWritesTheSameText(string text) => Assert.Equal(text, Filter.Parse(text).ToString());

    [Fact]
    public void BlanksAndRepetitionsDoNotMatter() =>
        Assert.Equal("region:!europe,asia", Filter.Parse(" region : ! europe , asia, europe,").ToString());

    [Theory]
    [InlineData("", "filter \"\" names no question; question:option,option, question:!option or question:1..10 was expected")]
    [InlineData("europe", "filter \"europe\" names no question; question:option,option, question:!option or question:1..10 was expected")]
    [InlineData(":europe", "filter \":europe\" names no question; question:option,option, question:!option or question:1..10 was expected")]
    [InlineData("region:", "filter \"region:\" names no option; question:option,option, question:!option or question:1..10 was expected")]
    [InlineData(
        "region:!,",
        "filter \"region:!,\" names no option; question:option,option, question:!option or question:1..10 was expected"
    )]
    [InlineData("age:..", "range \"..\" is open at both ends; 1.., ..10 or 1..10 was expected")]
    [InlineData("age:30..18", "range \"30..18\" ends before it begins")]
    [InlineData("age:x..18", "range \"x..18\": \"x\" is not a number")]
    [InlineData("age:1..NaN", "range \"1..NaN\": \"NaN\" is not a number")]
    public void WhatIsNoFilterIsRefused(string text, string message) =>
        Assert.Equal(message, Assert.Throws<SurveyException>(() => Filter.Parse(text)).Message);
}
