using Survey.Answers;

namespace Survey.Tables;

/// <summary>An option or net of one question of a wave; neither where the question has no figures.</summary>
public sealed record ToplineRow(WaveToplines Toplines, Topline Question, ToplineOption? Option)
{
    public bool HasFigures => Question.NotComputable.Length == 0;
}

/// <summary>Counts and percentages of one wave: of all its questions, or of one.</summary>
public static class ToplinesColumns
{
    public static Table<ToplineRow> Table { get; } =
        new(
            "toplines",
            "A row for every option and net of every question, and for every question without figures, whose note says why",
            new Columns<ToplineRow>()
                .Text("question_id", "the question's id", row => row.Question.Id)
                .Text("question", "in the wave's own wording", row => row.Question.Text)
                .Text("option_id", "the id of the option or net", row => row.Option?.Id)
                .Text("option", "its label in the wave's own wording", row => row.Option?.Label)
                .Truth("net", "whether it is a net", row => row.Option?.Net)
                .Whole("count", Unit.Respondents, "who chose it", row => row.Option?.Count)
                .Whole("answered", Unit.Respondents, "who answered the question", row => row.HasFigures ? row.Question.Answered : null)
                .With(WaveColumns.All.Only("respondents"), row => row.Toplines.Wave)
                .Whole("base", Unit.Respondents, "those that the percentages are of", row => row.HasFigures ? row.Question.Base : null)
                .With(FigureColumns.EffectiveBase, row => row.Question.EffectiveBase)
                .Number("percent", Unit.Percent, "the share of the base; blank for what is not part of it", row => row.Option?.Percent)
                .Number(
                    "low",
                    Unit.PercentOrNumbers,
                    "lower end of the 95 % interval; blank where none can be given",
                    row => row.Option?.Low
                )
                .Number("high", Unit.PercentOrNumbers, "upper end of the 95 % interval", row => row.Option?.High)
                .With(FigureColumns.Flags, row => row.Question.Flags)
                .With(WaveColumns.Survey, row => row.Toplines.Survey)
                .With(WaveColumns.All.Only("wave", "wave_label", "revision", "provenance"), row => row.Toplines.Wave)
                .Number("mean", Unit.Numbers, "of the question's numbers; blank where it has none", row => row.Question.Mean?.Mean)
                .Number("mean_low", Unit.Numbers, "lower end of the 95 % interval of the mean", row => row.Question.Mean?.Low)
                .Number("mean_high", Unit.Numbers, "upper end of the 95 % interval of the mean", row => row.Question.Mean?.High)
                .Number("standard_deviation", Unit.Numbers, "of the sample of numbers", row => row.Question.Mean?.StandardDeviation)
                .Number("median", Unit.Numbers, "of the numbers given", row => row.Question.Mean?.Median)
                .Number("standard_error", Unit.Points, "of the percentage; blank as the interval is", row => row.Option?.StandardError)
                .Truth("made_up", "of a reconstructed wave: no publication gave the figure", row => row.Option?.MadeUp)
                .Text("note", "why the question has no figures; blank where it has", row => row.Question.NotComputable)
                .With(WeightingColumns.All, row => row.Toplines.Weighting)
                .With(QueryColumns.Untested, row => row.Toplines.Query)
                .With(QueryColumns.Caveat, row => row.Toplines.Caveat)
        );

    public static IEnumerable<ToplineRow> Rows(WaveToplines toplines)
    {
        foreach (var question in toplines.Questions)
        {
            if (question.NotComputable.Length > 0)
                yield return new ToplineRow(toplines, question, null);
            else
                foreach (var option in question.Options)
                    yield return new ToplineRow(toplines, question, option);
        }
    }
}
