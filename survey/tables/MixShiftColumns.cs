using Survey.Answers;

namespace Survey.Tables;

/// <summary>What a group adds to a change, or all of them together.</summary>
public sealed record MixShiftRow(MixShift Shift, MixSide From, MixSide To)
{
    /// <summary>Null for all groups together.</summary>
    public MixGroup? Group { get; init; }

    public required MixPart Composition { get; init; }

    public required MixPart Behaviour { get; init; }

    /// <summary>In percentage points; all together it is the composition.</summary>
    public required double CompositionFromMean { get; init; }
}

/// <summary>How much of a change is composition, and how much behaviour.</summary>
public static class MixShiftColumns
{
    public static Table<MixShiftRow> Table { get; } =
        new(
            "mix-shift",
            "A `total` row, then one for every `group`, of which only the total's parts have intervals",
            new Columns<MixShiftRow>()
                .Text("row", "`total` or `group`", row => row.Group is null ? "total" : "group")
                .Text("group_id", "the id of the option that groups; blank for who gave no answer", row => row.Group?.Id)
                .Text("group", "the group's label", row => row.Group?.Label)
                .Earlier(Side(), row => row.From)
                .Later(Side(), row => row.To)
                .With(Change(), row => row.Group is null ? row.Shift.Change : null)
                .With(Part("composition", "what comes from who answered"), row => row.Composition)
                .Number(
                    "composition_from_mean",
                    Unit.Points,
                    "composition, with rates counted from the mean of both waves: to be read by group",
                    row => row.CompositionFromMean
                )
                .With(Part("behaviour", "what comes from how groups answered"), row => row.Behaviour)
                .Codes(
                    "flags",
                    "flags of the question in either wave; of a group `low`, where its base is under the minimum in one",
                    row => row.Group is null ? [.. row.Shift.From.Flags.Union(row.Shift.To.Flags)] : row.Group.Flags
                )
                .Text("note", "what the figures must not be taken for", row => row.Group?.Note ?? string.Join("; ", row.Shift.Notes))
                .With(WaveColumns.Survey, row => row.Shift.Survey)
                .Text("question_id", "the question's id", row => row.Shift.Question.Id)
                .Text("question", "in the instrument's wording", row => row.Shift.Question.Text)
                .Text("option_id", "the id of the option or net", row => row.Shift.Option.Id)
                .Text("option", "its label", row => row.Shift.Option.Label)
                .Text("by_id", "the id of the question whose options are the groups", row => row.Shift.By.Id)
                .Text("by", "that question in the instrument's wording", row => row.Shift.By.Text)
                .Text("from", "the earlier wave's id", row => row.Shift.From.Wave.Id)
                .Text("from_label", "the earlier wave's label", row => row.Shift.From.Wave.Label)
                .Earlier(Wave(), row => row.Shift.From)
                .Text("to", "the later wave's id", row => row.Shift.To.Wave.Id)
                .Text("to_label", "the later wave's label", row => row.Shift.To.Wave.Label)
                .Later(Wave(), row => row.Shift.To)
                .Whole("replicates", Unit.None, "of the bootstrap; blank where there are no intervals", row => row.Shift.Replicates)
                .Whole("seed", Unit.None, "of the bootstrap", row => row.Shift.Seed)
                .Earlier(WeightingColumns.All, row => row.Shift.From.Weighting)
                .Later(WeightingColumns.All, row => row.Shift.To.Weighting)
                .With(QueryColumns.Untested, row => row.Shift.Query)
                .With(QueryColumns.Caveat, row => row.Shift.Caveat)
        );

    public static IEnumerable<MixShiftRow> Rows(MixShift shift)
    {
        yield return new MixShiftRow(shift, All(shift.From), All(shift.To))
        {
            Composition = shift.Composition,
            CompositionFromMean = shift.Composition.Points,
            Behaviour = shift.Behaviour,
        };
        foreach (var group in shift.Groups)
            yield return new MixShiftRow(shift, group.From, group.To)
            {
                Group = group,
                Composition = new MixPart(group.Composition, null),
                CompositionFromMean = group.CompositionFromMean,
                Behaviour = new MixPart(group.Behaviour, null),
            };
    }

    private static MixSide All(MixWave wave) => new(wave.Count, wave.Base, 100, wave.Percent);

    private static Columns<MixSide> Side() =>
        new Columns<MixSide>()
            .Whole("count", Unit.Respondents, "who of the group chose the option", side => side.Count)
            .Whole("base", Unit.Respondents, "who is in the group", side => side.Base)
            .Number("share", Unit.Percent, "the group's share of the base", side => side.Share)
            .Number("rate", Unit.Percent, "of the group, who chose the option; blank where nobody is in it", side => side.Rate);

    private static Columns<MixWave> Wave() =>
        new Columns<MixWave>()
            .With(WaveColumns.All.Only("revision", "provenance"), wave => wave.Wave)
            .With(FigureColumns.EffectiveBase, wave => wave.EffectiveBase);

    private static Columns<MixPart> Part(string name, string meaning) =>
        new Columns<MixPart>()
            .Number(name, Unit.Points, meaning, part => part.Points)
            .Number($"{name}_low", Unit.Points, "lower end of its 95 % interval; blank where none can be given", part => part.Low)
            .Number($"{name}_high", Unit.Points, "upper end of its 95 % interval", part => part.High);

    private static Columns<MixPart?> Change() =>
        new Columns<MixPart?>()
            .Number("change", Unit.PointsOrNumbers, "how much more it is than in the earlier wave", change => change?.Points)
            .Number("change_low", Unit.PointsOrNumbers, "lower end of the 95 % interval of the change", change => change?.Low)
            .Number("change_high", Unit.PointsOrNumbers, "upper end of the 95 % interval of the change", change => change?.High);
}
