using Survey.Answers;

namespace Survey.Tables;

/// <summary>An option, net or mean in one wave of a trend; neither a point nor a mean where the wave has no figures.</summary>
public sealed record TrendRow(Trend Trend, TrendWave Wave, TrendOption? Option = null, TrendPoint? Point = null, MeanPoint? Mean = null)
{
    public Change? Change => Point?.Change ?? Mean?.Change;

    public bool HasFigures => Point is not null || Mean is not null;
}

/// <summary>One question across waves.</summary>
public static class TrendColumns
{
    public static Table<TrendRow> Table { get; } =
        new(
            "trend",
            "A row for every option and net in every wave, then for every mean, then for every wave without figures, whose note says why",
            new Columns<TrendRow>()
                .With(WaveColumns.All.Only("wave", "wave_label", "revision", "provenance", "respondents"), row => row.Wave)
                .Whole("base", Unit.Respondents, "those that the percentages are of", row => row.Wave.Base)
                .With(FigureColumns.Flags, row => row.Wave.Flags)
                .Text("option_id", "the id of the option or net; blank for a mean", row => row.Option?.Id)
                .Text(
                    "option",
                    "its label in the wave's own wording; `mean` for a mean",
                    row => row.Mean is null ? row.Point?.Label : "mean"
                )
                .Truth("net", "whether it is a net", row => row.Mean is null ? row.Option?.Net : false)
                .Whole("count", Unit.Respondents, "who chose it, or gave a number", row => row.Point?.Count ?? row.Mean?.Figure.Count)
                .Number("percent", Unit.Percent, "the share of the base; blank for a mean", row => row.Point?.Percent)
                .Number(
                    "low",
                    Unit.PercentOrNumbers,
                    "lower end of the 95 % interval; blank where none can be given",
                    row => row.Mean is null ? row.Point?.Low : row.Mean.Figure.Low
                )
                .Number(
                    "high",
                    Unit.PercentOrNumbers,
                    "upper end of the 95 % interval",
                    row => row.Mean is null ? row.Point?.High : row.Mean.Figure.High
                )
                .Text("change_from", "the id of the earlier wave that it is compared with", row => row.Change?.From)
                .With(
                    TestedChangeColumns.All.Only("change", "change_low", "change_high", "p", "p_adjusted", "significant"),
                    row => row.Change
                )
                .Text(
                    "note",
                    "what the change must not be taken for, or why there are no figures",
                    row => row.HasFigures ? row.Change?.Note : row.Wave.NotComputable
                )
                .With(TestedChangeColumns.All.Only("detectable", "comparability"), row => row.Change)
                .Truth("made_up", "of a reconstructed wave: no publication gave the figure", row => row.Point?.MadeUp)
                .Number("mean", Unit.Numbers, "of the numbers given; of a mean's row only", row => row.Mean?.Figure.Mean)
                .Number("standard_deviation", Unit.Numbers, "of the sample of numbers", row => row.Mean?.Figure.StandardDeviation)
                .Number("median", Unit.Numbers, "of the numbers given", row => row.Mean?.Figure.Median)
                .With(FigureColumns.EffectiveBase, row => row.Wave.EffectiveBase)
                .With(WaveColumns.Survey, row => row.Trend.Survey)
                .Text("question_id", "the question's id", row => row.Trend.Question.Id)
                .With(WeightingColumns.All, row => row.Wave.Weighting)
                .With(QueryColumns.All, row => row.Trend.Query)
                .With(QueryColumns.Caveat, row => row.Trend.Caveat)
        );

    public static IEnumerable<TrendRow> Rows(Trend trend)
    {
        var waves = trend.Waves.ToDictionary(wave => wave.Id);
        foreach (var option in trend.Options)
        foreach (var point in option.Points.OfType<TrendPoint>())
            yield return new TrendRow(trend, waves[point.Wave], option, point);
        foreach (var mean in (trend.Means ?? []).OfType<MeanPoint>())
            yield return new TrendRow(trend, waves[mean.Wave], Mean: mean);
        foreach (var wave in trend.Waves.Where(wave => wave.NotComputable.Length > 0))
            yield return new TrendRow(trend, wave);
    }
}
