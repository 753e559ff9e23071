using Survey.Answers;
using Survey.Counting;
using Survey.Instruments;
using Survey.Storage;
using Xunit;

namespace Survey.Tests.Counting;

/// <summary>What an instrument took up after a wave was coded is not known of the wave, and that is said: it is not nobody.</summary>
public sealed class CodedWithoutTests(TestDatabase postgres) : IClassFixture<TestDatabase>
{
    private const string Waves = "  - { id: w1, label: Wave 1, file: w1.csv }\n  - { id: w2, label: Wave 2, file: w2.csv }";
    private const string Question = "  - { id: q, text: Q?, kind: single, options: [Yes, No] }\n";
    private const string Before =
        Question
        + "  - { id: r, text: R?, kind: single, options: [A, { id: other, label: Other, other: true }] }\n  - { id: n, text: N?, "
        + "kind: text }";
    private const string After =
        Question
        + "  - { id: r, text: R?, kind: single, options: [A, B, { id: other, label: Other, other: true }] }\n  - { id: n, text: "
        + "N?, kind: number }\n  - { id: s, text: S?, kind: text }";

    [Theory]
    [InlineData("r:b", "coded without \"b\" of \"r\"")]
    [InlineData("r:a,b", "coded without \"b\" of \"r\"")]
    [InlineData("r:!b", "coded without \"b\" of \"r\"")]
    [InlineData("n:1..", "coded without numbers of \"n\"")]
    [InlineData("s:text", "coded without \"s\"")]
    public async Task AFilterOnWhatARevisionWasCodedWithoutIsNotComputable(string where, string problem)
    {
        var survey = await Loaded(where);

        var trend = await Trend.Of(postgres.Database, survey, "q", new Query { Where = [Filter.Parse(where)] });

        Assert.Equal(
            [$"not computable: revision 1 of Wave 1 was {problem}", $"not computable: revision 1 of Wave 2 was {problem}"],
            trend.Waves.Select(wave => wave.NotComputable)
        );
        Assert.All(trend.Options, option => Assert.All(option.Points, Assert.Null));
    }

    [Theory]
    [InlineData("")]
    [InlineData("q:yes")]
    public async Task AQuestionThatARevisionWasCodedWithoutHasNoFiguresAndAReason(string where)
    {
        var survey = await Loaded($"question-{where}");
        const string Problem = "not computable: revision 1 of Wave 1 was coded without \"s\"";
        var query = new Query { Where = where.Length == 0 ? [] : [Filter.Parse(where)] };

        Assert.Equal(Problem, (await Trend.Of(postgres.Database, survey, "s", query)).Waves[0].NotComputable);
        Assert.Equal(
            ["", "", "", Problem],
            (await WaveToplines.Of(postgres.Database, survey, "w1", query: query)).Questions.Select(question => question.NotComputable)
        );
        Assert.Equal(
            Problem,
            (await Assert.ThrowsAsync<NotComputableException>(() => WaveToplines.Of(postgres.Database, survey, "w1", "s", query))).Message
        );
    }

    [Theory]
    [InlineData("")]
    [InlineData("q:yes")]
    public async Task AnOptionThatARevisionWasCodedWithoutHasNoFigureAndAReason(string where)
    {
        var survey = await Loaded($"option-{where}");
        const string Problem = "revision 1 of Wave 1 was coded without \"b\"";
        var query = new Query { Where = where.Length == 0 ? [] : [Filter.Parse(where)] };

        var trend = await Trend.Of(postgres.Database, survey, "r", query);
        var topline = (await WaveToplines.Of(postgres.Database, survey, "w1", "r", query)).Questions.Single();
        var crosstab = await Crosstab.Of(postgres.Database, survey, "q", "r", "w1", query);

        Assert.Null(trend.Options.Single(option => option.Id == "b").Points[0]);
        Assert.Equal([Problem], trend.Waves[0].Notes);
        Assert.Equal(["a", "other"], topline.Options.Select(option => option.Id));
        Assert.Equal([Problem], topline.Notes);
        Assert.Equal([Problem], crosstab.Column.Notes);
        Assert.Empty(crosstab.Row.Notes);
        Assert.Equal(
            ["revision 1 of Wave 1 was coded without \"number\""],
            (await Trend.Of(postgres.Database, survey, "n", query)).Waves[0].Notes
        );
    }

    /// <summary>Coded by the instrument as it was before, read with the one after.</summary>
    private async Task<string> Loaded(string name)
    {
        var survey = $"without-{Label.Slug(name)}-{name.Length}";
        await SmallSurvey.Loaded(
            postgres.Database,
            SmallSurvey.Yaml(survey, Waves, Before),
            ("w1.csv", SmallSurvey.Csv("Q?,R?,N?", ("Yes,B,5", 40), ("No,A,7", 40))),
            ("w2.csv", SmallSurvey.Csv("Q?,R?,N?", ("Yes,A,5", 40)))
        );
        await Surveys.Store(postgres.Database, InstrumentFile.Parse(InstrumentFile.Name, SmallSurvey.Yaml(survey, Waves, After)));
        return survey;
    }
}
