using Survey.Instruments;
using Survey.Reports.Words;
using Xunit;

namespace Survey.Tests.Reports.Words;

public sealed class HeadlineTests
{
    [Fact]
    public void AChangeThatIsSignificantIsCalledSo() =>
        Assert.Equal(
            "April: 55.0 % of 229 respondents who answered said “Yes” (Do you like it?), 5.0 points more than in March (50.0 %); "
                + "a significant change (p = 0.012).",
            Headline.Sentence(Trends.Two(Trends.Change("w1", 5.02, 0.012, significant: true)), "yes", "w2")
        );

    [Fact]
    public void AChangeThatIsNotSignificantIsNeverCalledSo() =>
        Assert.Equal(
            "April: 45.0 % of 229 respondents who answered said “No” (Do you like it?), 5.0 points less than in March (50.0 %); "
                + "a change that chance could explain (p = 0.300).",
            Headline.Sentence(Trends.Two(null, Trends.Change("w1", -5.02, 0.3)), "no", "w2")
        );

    [Fact]
    public void AVerySmallPIsNotPrintedAsZero() =>
        Assert.EndsWith(
            "; a significant change (p < 0.001; Fisher's exact test: an expected count is under 5).",
            Headline.Sentence(Trends.Two(Trends.Change("w1", 5.02, 0.00001, significant: true, Reason.FisherExact)), "yes", "w2"),
            StringComparison.Ordinal
        );

    [Fact]
    public void AReconstructedWaveIsNotTested()
    {
        var trend = Trends.Of(
            "I am using containers",
            QuestionKind.Single,
            [
                Trends.Wave("2016-03", "March 2016", 111, Provenance.Reconstructed),
                Trends.Wave("2016-06", "June 2016", 229, Provenance.Reconstructed),
            ],
            Trends.Option(
                "currently",
                "Currently",
                Trends.Point(89, 80.18),
                Trends.Point(194, 84.716, Trends.Change("2016-03", 4.536, reasons: Trends.Reconstructed))
            )
        );

        Assert.Equal(
            "June 2016: 84.7 % of 229 respondents who answered said “Currently” (I am using containers); "
                + "80.2 % in March 2016; not tested: rows are reconstructed from published percentages.",
            Headline.Sentence(trend, "currently", "2016-06")
        );
    }

    [Fact]
    public void TheFirstWaveHasNoEarlierFigure() =>
        Assert.Equal(
            "March: 50.0 % of 200 respondents who answered said “Yes” (Do you like it?); there is no earlier figure.",
            Headline.Sentence(Trends.Two(null), "yes", "w1")
        );

    [Fact]
    public void AcrossABreakNothingIsCompared() =>
        Assert.Equal(
            "June 2016: 56.8 % of 229 respondents who answered said “Daily” (How often?); not compared with March 2016, because "
                + "the series is broken.",
            Headline.Sentence(Trends.Gaps(), "daily", "2016-06")
        );

    [Fact]
    public void TheChangeIsFromTheWaveThatItNames() =>
        Assert.Equal(
            "March 2016: 45.0 % of 111 respondents who answered said “Daily” (How often?), 5.4 points less than in January 2016 "
                + "(50.4 %); a change that chance could explain (p = 0.400).",
            Headline.Sentence(Trends.Gaps(), "daily", "2016-03")
        );

    [Fact]
    public void WhatIsNotComparableIsNotWordedAsAChange() =>
        Assert.EndsWith(
            "said “Yes” (Do you like it?); 50.0 % in March; not comparable: only users were asked.",
            Headline.Sentence(
                Trends.Two(Trends.Change("w1", 5.02, reasons: new Reason(ReasonCode.NotComparable, "only users were asked"))),
                "yes",
                "w2"
            ),
            StringComparison.Ordinal
        );

    [Fact]
    public void AReconstructedWaveMayDifferToo() =>
        Assert.EndsWith(
            "; not tested: rows are reconstructed from published percentages; not comparable: only users were asked.",
            Headline.Sentence(
                Trends.Two(
                    Trends.Change(
                        "w1",
                        5.02,
                        reasons: [Trends.Reconstructed, new Reason(ReasonCode.NotComparable, "only users were asked")]
                    )
                ),
                "yes",
                "w2"
            ),
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData(0.04, ", the same as in March (50.0 %).")]
    [InlineData(-0.04, ", the same as in March (50.0 %).")]
    [InlineData(0.06, ", 0.1 points more than in March (50.0 %); a change that chance could explain (p = 1.000).")]
    public void AChangeThatRoundsToNothingIsNone(double points, string end) =>
        Assert.EndsWith(end, Headline.Sentence(Trends.Two(Trends.Change("w1", points, 1)), "yes", "w2"), StringComparison.Ordinal);

    [Fact]
    public void OneRespondentIsSingular() =>
        Assert.StartsWith(
            "April: 55.0 % of 1 respondent who answered said",
            Headline.Sentence(Trends.Two(null, second: Trends.Wave("w2", "April", 1)), "yes", "w2"),
            StringComparison.Ordinal
        );

    [Fact]
    public void AllRespondentsAreTheBaseOfAll() =>
        Assert.StartsWith(
            "April: 55.0 % of all 1,229 respondents said",
            Headline.Sentence(
                Trends.Two(null, second: Trends.Wave("w2", "April", 1229)) with
                {
                    Query = Trends.Query(BaseRule.All),
                },
                "yes",
                "w2"
            ),
            StringComparison.Ordinal
        );

    [Fact]
    public void ANetIsNotSaidByAnyone() =>
        Assert.StartsWith(
            "April: 100.0 % of 229 respondents who answered gave an answer in the net “Any answer” (",
            Headline.Sentence(Trends.Two(null), "any", "w2"),
            StringComparison.Ordinal
        );

    [Fact]
    public void InstructionsAreNotPartOfTheQuestion() =>
        Assert.Contains(
            " said “Yes” (I deploy containers to), ",
            Headline.Sentence(
                Trends.Two(Trends.Change("w1", 5.02, 0.3), text: "I deploy containers to... (check all that apply)"),
                "yes",
                "w2"
            ),
            StringComparison.Ordinal
        );

    [Fact]
    public void AWaveThatDidNotAskHasNoFigure()
    {
        Assert.Equal("February 2016: the question was not asked (How often?).", Headline.Sentence(Trends.Gaps(), "daily", "2016-02"));
        Assert.Equal("March 2016: there is no figure for “Never” (How often?).", Headline.Sentence(Trends.Gaps(), "never", "2016-03"));
    }

    [Fact]
    public void WhatIsNotThereIsSaidWithWhatIs()
    {
        var option = Assert.Throws<NotFoundException>(() => Headline.Sentence(Trends.Two(null), "maybe", "w2"));
        var wave = Assert.Throws<NotFoundException>(() => Headline.Sentence(Trends.Two(null), "yes", "w3"));

        Assert.Equal("no option \"maybe\" in question \"q\"; there are yes, no, any", option.Message);
        Assert.Equal("no wave \"w3\" in this trend; there are w1, w2", wave.Message);
    }
}
