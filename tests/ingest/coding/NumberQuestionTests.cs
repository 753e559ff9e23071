using System.Globalization;
using Survey.Ingest.Coding;
using Survey.Ingest.Loading;
using Survey.Instruments;
using Survey.Storage;
using Survey.Tests.Counting;
using Survey.Tests.Ingest.Commands;
using Xunit;

namespace Survey.Tests.Ingest.Coding;

public sealed class NumberQuestionTests(TestDatabase postgres) : IClassFixture<TestDatabase>
{
    private const string OneWave = "  - { id: w1, file: w1.csv, export: { reject-limit: 50 } }";
    private const string Age =
        "  - { id: age, text: Age?, kind: number, max: 150 }\n  - { id: q, text: Q?, kind: single, options: [A, B] }";

    [Fact]
    public async Task WhatIsNoNumberIsRejectedWithItsReason()
    {
        using var folder = new SurveyFolder(SmallSurvey.Yaml("rejected", OneWave, Age));
        folder.Write("w1.csv", "Age?,Q?\n42,A\n12 %,A\n151,B\n7,B\n");

        var coded = Assert.Single(await folder.Load(postgres.Database)).Coded!;

        Assert.Equal(
            [
                "not-a-number w1.csv:3 column 1 \"Age?\": \"12 %\" is not a number; one such as 12, -0.5 or 1,250 was expected",
                "out-of-range w1.csv:4 column 1 \"Age?\": \"151\" is over 150, the most that the question allows",
            ],
            coded.Rejects.Select(reject => $"{reject.Code} {reject}")
        );
        Assert.Equal([42, double.NaN, double.NaN, 7], coded.Numbers(0).ToArray(4));
    }

    [Fact]
    public async Task ManyCellsThatAreNoNumbersRefuseTheFile()
    {
        using var folder = new SurveyFolder(SmallSurvey.Yaml("drift", "  - { id: w1, file: w1.csv }", Age));
        folder.Write("w1.csv", "Age?,Q?\n42,A\nold,A\n");

        Assert.Equal(
            "w1.csv:3 column 1 \"Age?\": \"old\" is not a number; one such as 12, -0.5 or 1,250 was expected; 1 of 2 cells of "
                + "question \"age\" cannot be used, more than the 1 % that may be: "
                + "mend them with \"repairs\", or name those that are no answer under \"blank\", or raise \"reject-limit\" of wave "
                + "\"w1\"; such cells would not be counted",
            Assert.Single(await folder.Load(postgres.Database)).Problem
        );
    }

    [Theory]
    [InlineData("Age?,Size?,\nResponse,Response,Other\n42,9,x\n", "42")]
    [InlineData("Age?,Size?,\nOpen-Ended Response,Response,Other\n42,9,x\n", "42")]
    [InlineData("Age?,Size?,\nAge?,Response,Other\n42,9,x\n", "42")]
    public async Task AMonkeysNumberStandsInOneColumn(string csv, string number)
    {
        using var folder = Monkey();
        using var coded = WaveReader.Read(await RawCopy.Of(folder.Write("w1.csv", csv)), folder.Instrument.At(folder.Instrument.Waves[0]));

        Assert.Equal(number, coded.Numbers(0)[0].ToString(CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task ASecondColumnOfANumberIsRefused()
    {
        using var folder = Monkey();
        folder.Write("w1.csv", "Age?,,Size?,\nResponse,Open-Ended Response,Response,Other\n42,43,9,x\n");

        Assert.Equal(
            "w1.csv:1 column 2: \"Age? | Open-Ended Response\" is a second column of question \"age\", beside column 1; a "
                + "question of kind number has one",
            Assert.Single(await folder.Load(postgres.Database)).Problem
        );
    }

    [Fact]
    public async Task OtherNumbersAreADifferenceThoughTheirCountIsTheSame()
    {
        using var folder = new SurveyFolder(SmallSurvey.Yaml("other", OneWave, Age));
        folder.Write("w1.csv", "Age?,Q?\n42,A\n43,A\n44,B\n42,B\n,A\n");
        await folder.Load(postgres.Database);
        folder.Write(
            InstrumentFile.Name,
            SmallSurvey.Yaml(
                "other",
                OneWave,
                Age.Replace("max: 150", "max: 150, waves: { w1: { repairs: { 44: 40 } } }", StringComparison.Ordinal)
            )
        );

        Assert.EndsWith(
            """
              counts that differ from revision 1, which has 5 respondents:
              question  option                          from  to  difference
              age       numbers that the other has not     1   1          +0
            """,
            (await Check.File(postgres.Database, folder.Instrument, "w1", Path.Combine(folder.Path, "w1.csv"))).ToString(),
            StringComparison.Ordinal
        );
        await postgres.Says(
            ["recode", "other", "--instrument", folder.Path],
            """
            other w1: w1.csv loaded as revision 2
              5 rows: 5 respondents, 0 blank, 0 rejected
              9 cells with something in them: 9 coded, 0 rejected, 0 ignored as declared

            """
        );
        await postgres.Says(
            ["diff", "other", "w1", "1", "2"],
            """
            other w1: from revision 1 (w1.csv, 5 respondents) to revision 2 (w1.csv, 5 respondents)
            question  option                          from  to  difference
            age       numbers that the other has not     1   1          +0

            """
        );
        await postgres.Says(["recode", "other"], "other w1: w1.csv is unchanged, revision 2\n");
    }

    [Fact]
    public async Task WhomAQuestionWasAskedAndHowItIsWeightedLoadNothingAnew()
    {
        using var folder = new SurveyFolder(SmallSurvey.Yaml("same", OneWave, Age));
        folder.Write("w1.csv", "Age?,Q?\n42,A\n");
        await folder.Load(postgres.Database);
        folder.Write(
            InstrumentFile.Name,
            SmallSurvey.Yaml(
                "same",
                OneWave,
                Age.Replace("max: 150", "max: 150, asked-of: [\"q:a\"]", StringComparison.Ordinal)
                    + "\nweights: [{ id: x, label: X, like: w1, by: [q] }]"
            )
        );

        Assert.Equal("same w1: w1.csv is unchanged, revision 1", Assert.Single(await folder.Load(postgres.Database)).ToString());
        var instrument = await Surveys.Find(postgres.Database, "same");
        Assert.Equal(("q:a", "x"), (instrument.Question("age").Routing["w1"][0].ToString(), instrument.Weights[0].Id));
    }

    private static SurveyFolder Monkey() =>
        new(
            """
            survey: monkey
            title: T
            headline: size
            headline-option: "9"
            export: { format: surveymonkey }
            waves: [{ id: w1, file: w1.csv }]
            questions:
              - { id: age, text: Age?, kind: number }
              - { id: size, text: Size?, kind: single, options: ["9", { id: other, label: Other, other: true }] }
            """
        );
}
