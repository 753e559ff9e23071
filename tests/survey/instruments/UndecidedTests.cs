using Survey.Instruments;
using Xunit;

namespace Survey.Tests.Instruments;

public sealed class UndecidedTests
{
    [Fact]
    public void WhatIsStillToBeDecidedStopsALoadWithItsLineAndQuestion() =>
        Assert.Equal(
            "survey.yaml:2: still to be decided, and 1 more: [no-header] w.csv:1: Is \"Yes\" an answer? Delete this line when "
                + "it is decided.",
            Refusal(
                "survey: s\n# TODO [no-header] w.csv:1: Is \"Yes\" an answer? Delete this line when it is decided.\n  # TODO [shifted] x\n"
            )
        );

    [Fact]
    public void AnAuthorsOwnNotesStopNothing() =>
        Assert.Equal(
            "s",
            InstrumentFile.Parse(InstrumentFile.Name, "# TODO: ask Ann [soon]\n# [no-header] seen\n" + SmallInstrument.Small).Survey
        );

    private static string Refusal(string yaml) =>
        Assert.Throws<SurveyException>(() => InstrumentFile.Parse(InstrumentFile.Name, yaml)).Message;
}
