using Survey.Answers;

namespace Survey.Tables;

/// <summary>One of the four kinds of rows that an overlap has, each with the figure that all kinds have.</summary>
/// <param name="Kind"><c>pair</c>, <c>option</c>, <c>number</c> or <c>mean</c></param>
public sealed record OverlapRow(Overlap Overlap, string Kind, int Count)
{
    public Margin? First { get; init; }

    public Margin? Second { get; init; }

    public OverlapPair? Pair { get; init; }

    /// <summary>A number of options, or the mean of such numbers.</summary>
    public double? Options { get; init; }

    public double? Percent { get; init; }

    public double? Low { get; init; }

    public double? High { get; init; }
}

/// <summary>Which options of a multi-select go together, in one wave.</summary>
public static class OverlapColumns
{
    public static Table<OverlapRow> Table { get; } =
        new(
            "overlap",
            "Rows of four kinds: every `pair`, every `option`, every `number` of options that respondents chose, and their `mean`",
            new Columns<OverlapRow>()
                .Text("kind", "`pair`, `option`, `number` or `mean`", row => row.Kind)
                .Text("question_id", "the question's id", row => row.Overlap.Question.Id)
                .Text("first_id", "the id of the first option or net", row => row.First?.Id)
                .Text("first", "its label in the wave's own wording", row => row.First?.Label)
                .Truth("first_net", "whether the first is a net", row => row.First?.Net)
                .Text("second_id", "of a pair: the id of the second option or net", row => row.Second?.Id)
                .Text("second", "its label in the wave's own wording", row => row.Second?.Label)
                .Truth("second_net", "whether the second is a net", row => row.Second?.Net)
                .Number("options_chosen", Unit.Options, "how many, nets not counted; or their mean", row => row.Options)
                .Whole("count", Unit.Respondents, "who chose the pair, the option, or that many options", row => row.Count)
                .Number("percent", Unit.Percent, "the share of the base; blank for the mean", row => row.Percent)
                .Number("low", Unit.PercentOrNumbers, "lower end of the 95 % interval; blank where none can be given", row => row.Low)
                .Number("high", Unit.PercentOrNumbers, "upper end of the 95 % interval", row => row.High)
                .With(Pair(), row => row.Pair)
                .Whole("first_base", Unit.Respondents, "who chose the first", row => row.First?.Count)
                .Number("first_effective_base", Unit.Respondents, "Kish's effective base of the first", row => row.First?.EffectiveBase)
                .Codes("first_flags", "`low` where the first's base is under the minimum", row => row.First?.Flags)
                .Whole("second_base", Unit.Respondents, "who chose the second", row => row.Second?.Count)
                .Number("second_effective_base", Unit.Respondents, "Kish's effective base of the second", row => row.Second?.EffectiveBase)
                .Codes("second_flags", "`low` where the second's base is under the minimum", row => row.Second?.Flags)
                .Whole("base", Unit.Respondents, "those that the percentages are of", row => row.Overlap.Base)
                .With(FigureColumns.EffectiveBase, row => row.Overlap.EffectiveBase)
                .Codes(
                    "question_flags",
                    "flags of the question: `break`, `differs`, `provisional`, `low`",
                    row => row.Overlap.Question.Flags
                )
                .With(TestColumns.All, row => row.Pair?.Test)
                .With(TestColumns.Note, row => row.Pair?.Test?.Note ?? (row.Pair is null ? "" : row.Overlap.Untested))
                .With(WaveColumns.Survey, row => row.Overlap.Survey)
                .With(WaveColumns.All, row => row.Overlap.Wave)
                .With(WeightingColumns.All, row => row.Overlap.Weighting)
                .With(QueryColumns.All, row => row.Overlap.Query)
                .With(QueryColumns.Caveat, row => row.Overlap.Caveat)
        );

    private static Columns<OverlapPair?> Pair() =>
        new Columns<OverlapPair?>()
            .Number("first_percent", Unit.Percent, "of those who chose the first, who also chose the second", pair => pair?.FirstPercent)
            .Number("first_low", Unit.Percent, "lower end of its 95 % interval", pair => pair?.FirstLow)
            .Number("first_high", Unit.Percent, "upper end of its 95 % interval", pair => pair?.FirstHigh)
            .Number("second_percent", Unit.Percent, "of those who chose the second, who also chose the first", pair => pair?.SecondPercent)
            .Number("second_low", Unit.Percent, "lower end of its 95 % interval", pair => pair?.SecondLow)
            .Number("second_high", Unit.Percent, "upper end of its 95 % interval", pair => pair?.SecondHigh)
            .Number(
                "lift",
                Unit.None,
                "how many times as many chose both as if they had nothing to do with each other",
                pair => pair?.Lift
            );

    public static IEnumerable<OverlapRow> Rows(Overlap overlap)
    {
        var options = overlap.Options.ToDictionary(option => option.Id);
        foreach (var pair in overlap.Pairs)
            yield return new OverlapRow(overlap, "pair", pair.Count)
            {
                First = options[pair.First],
                Second = options[pair.Second],
                Pair = pair,
                Percent = pair.Percent,
                Low = pair.Low,
                High = pair.High,
            };
        foreach (var option in overlap.Options)
            yield return new OverlapRow(overlap, "option", option.Count)
            {
                First = option,
                Percent = option.Percent,
                Low = option.Low,
                High = option.High,
            };
        foreach (var chosen in overlap.Chosen)
            yield return new OverlapRow(overlap, "number", chosen.Count)
            {
                Options = chosen.Options,
                Percent = chosen.Percent,
                Low = chosen.Low,
                High = chosen.High,
            };
        if (overlap.Mean is { } mean)
            yield return new OverlapRow(overlap, "mean", mean.Count)
            {
                Options = mean.Mean,
                Low = mean.Low,
                High = mean.High,
            };
    }
}
