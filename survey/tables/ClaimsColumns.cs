using Survey.Answers;
using Survey.Claims;

namespace Survey.Tables;

/// <summary>A checked claim in one of its waves.</summary>
/// <param name="Figure">null where the claim has none to check</param>
/// <param name="Before">the figure in the revision before, where the claim moved</param>
/// <param name="Wave">null where it is not loaded</param>
public sealed record ClaimRow(CheckedClaims Claims, CheckedClaim Claim, ClaimFigure? Figure, ClaimFigure? Before, WaveSummary? Wave)
{
    /// <summary>Stands with the second wave.</summary>
    public Change? Change { get; init; }
}

/// <summary>What was published, checked against what is loaded.</summary>
public static class ClaimsColumns
{
    public static Table<ClaimRow> Table { get; } =
        new(
            "claims",
            "A row for every claim and wave, the change with the second wave; one row where a claim has no figure to check",
            new Columns<ClaimRow>()
                .Text("claim_id", "the claim's id", row => row.Claim.Id)
                .Text("text", "what was published", row => row.Claim.Text)
                .Text("source", "where it was published", row => row.Claim.Source)
                .Word("kind", "`share`, `change`, `respondents`, `rank` or `notComputable`", row => row.Claim.Kind)
                .Word("verdict", "`reproduced`, `byConstruction`, `off`, `notSignificant` or `notComputable`", row => row.Claim.Verdict)
                .Text("sentence", "the verdict in words", row => row.Claim.Sentence)
                .Text("note", "what the verdict must not be taken for", row => row.Claim.Note)
                .Text("question_id", "the question's id; blank where the claim is of none", row => row.Claim.Question?.Id)
                .Text("question", "in the instrument's wording", row => row.Claim.Question?.Text)
                .Text("option_id", "the id of the option or net; blank where the claim is of none", row => row.Claim.Option?.Id)
                .Text("option", "its label", row => row.Claim.Option?.Label)
                .Truth("net", "whether it is a net", row => row.Claim.Option?.Net)
                .Text(
                    "wave",
                    "the wave's id; of a claim without figures all its waves",
                    row => row.Figure?.Wave ?? string.Join(' ', row.Claim.Waves)
                )
                .With(WaveColumns.All.Only("wave_label"), row => row.Wave)
                .Whole("revision", Unit.None, "the number of the revision that was counted", row => row.Figure?.Revision)
                .With(WaveColumns.All.Only("provenance", "wave_caveat"), row => row.Wave)
                .With(FigureColumns.Flags, row => row.Figure?.Flags)
                .Text("stated", "as printed: a percentage, a place or a number of respondents", row => row.Figure?.Stated)
                .Truth("agrees", "whether what was stated comes out", row => row.Figure?.Agrees)
                .Number(
                    "difference",
                    Unit.None,
                    "found less stated: in percentage points, places or respondents, as the kind is",
                    row => row.Figure?.Difference
                )
                .Whole("count", Unit.Respondents, "of the option, or of the wave", row => row.Figure?.Count)
                .Whole("base", Unit.Respondents, "those that the percentage is of", row => row.Figure?.Base)
                .With(FigureColumns.EffectiveBase, row => row.Figure?.EffectiveBase)
                .Number("percent", Unit.Percent, "the share of the base", row => row.Figure?.Percent)
                .Number(
                    "low",
                    Unit.PercentOrNumbers,
                    "lower end of the 95 % interval; blank where none can be given",
                    row => row.Figure?.Low
                )
                .Number("high", Unit.PercentOrNumbers, "upper end of the 95 % interval", row => row.Figure?.High)
                .Whole("place", Unit.None, "of a rank: 1 for the largest share", row => row.Figure?.Place)
                .With(
                    TestedChangeColumns.All.Only("change", "change_low", "change_high", "p", "p_adjusted", "significant"),
                    row => row.Change
                )
                .Truth("moved", "whether it came out otherwise in the revisions before", row => row.Claim.Moved is not null)
                .Word("verdict_before", "of a claim that moved: its verdict in the revisions before", row => row.Claim.Moved?.Verdict)
                .Whole("revision_before", Unit.None, "the number of the revision that was live before", row => row.Before?.Revision)
                .Whole("count_before", Unit.Respondents, "the count in that revision", row => row.Before?.Count)
                .Whole("base_before", Unit.Respondents, "the base in that revision", row => row.Before?.Base)
                .Number("percent_before", Unit.Percent, "the percentage in that revision", row => row.Before?.Percent)
                .Whole("place_before", Unit.None, "the place in that revision", row => row.Before?.Place)
                .With(WaveColumns.Survey, row => row.Claims.Survey)
                .With(QueryColumns.All, row => row.Claim.Query)
                .With(QueryColumns.Caveat, row => row.Claims.Caveat)
        );

    public static IEnumerable<ClaimRow> Rows(CheckedClaims claims)
    {
        var waves = claims.Waves.ToDictionary(wave => wave.Id);
        foreach (var claim in claims.Claims)
        {
            for (var item = 0; item < Math.Max(1, claim.Figures.Count); item++)
            {
                var figure = claim.Figures.ElementAtOrDefault(item);
                var before = claim.Moved?.Figures.ElementAtOrDefault(item);
                var wave = figure is null ? null : waves.GetValueOrDefault(figure.Wave);
                yield return new ClaimRow(claims, claim, figure, before, wave) { Change = item == 1 ? claim.Change : null };
            }
        }
    }
}
