using Survey.Answers;
using Survey.Claims;

namespace Survey.Reports.Tables;

/// <summary>Checked claims as CSV, written as <see cref="CsvFormat"/> says.</summary>
public static class ClaimsCsv
{
    private static readonly string[] Header =
    [
        "claim_id",
        "text",
        "source",
        "kind",
        "verdict",
        "sentence",
        "note",
        "question_id",
        "question",
        "option_id",
        "option",
        "net",
        "wave",
        "wave_label",
        "revision",
        "provenance",
        "wave_caveat",
        "flags",
        "stated",
        "agrees",
        "difference",
        "count",
        "base",
        "effective_base",
        "percent",
        "low",
        "high",
        "place",
        "change",
        "change_low",
        "change_high",
        "p",
        "p_adjusted",
        "significant",
        "moved",
        "verdict_before",
        "revision_before",
        "count_before",
        "base_before",
        "percent_before",
        "place_before",
        "survey",
        .. CsvFormat.QueryHeader,
    ];

    /// <summary>A row for each claim and wave, the change in that of the second wave; one row where a claim has no figure to
    /// check.</summary>
    public static string Of(CheckedClaims claims)
    {
        var waves = claims.Waves.ToDictionary(wave => wave.Id);
        var rows =
            from claim in claims.Claims
            from item in Enumerable.Range(0, Math.Max(1, claim.Figures.Count))
            select Row(
                claims,
                claim,
                claim.Figures.ElementAtOrDefault(item),
                claim.Moved?.Figures.ElementAtOrDefault(item),
                item == 1 ? claim.Change : null,
                waves
            );
        return CsvFormat.Table(Header, rows);
    }

    private static object?[] Row(
        CheckedClaims claims,
        CheckedClaim claim,
        ClaimFigure? figure,
        ClaimFigure? before,
        Change? change,
        Dictionary<string, WaveSummary> waves
    )
    {
        var wave = figure is null ? null : waves.GetValueOrDefault(figure.Wave);
        return
        [
            claim.Id,
            claim.Text,
            claim.Source,
            Camel($"{claim.Kind}"),
            Camel($"{claim.Verdict}"),
            claim.Sentence,
            claim.Note,
            claim.Question?.Id,
            claim.Question?.Text,
            claim.Option?.Id,
            claim.Option?.Label,
            claim.Option?.Net,
            figure?.Wave ?? string.Join(' ', claim.Waves),
            wave?.Label,
            figure?.Revision,
            wave is null ? null : Camel($"{wave.Provenance}"),
            wave?.Caveat,
            figure is null ? null : string.Join(' ', figure.Flags),
            figure?.Stated,
            figure?.Agrees,
            figure?.Difference,
            figure?.Count,
            figure?.Base,
            figure?.EffectiveBase,
            figure?.Percent,
            figure?.Low,
            figure?.High,
            figure?.Place,
            change?.Points,
            change?.Low,
            change?.High,
            change?.P,
            change?.PAdjusted,
            change?.Significant,
            claim.Moved is not null,
            claim.Moved is { } moved ? Camel($"{moved.Verdict}") : null,
            before?.Revision,
            before?.Count,
            before?.Base,
            before?.Percent,
            before?.Place,
            claims.Survey,
            .. CsvFormat.Query(claim.Query, claims.Caveat),
        ];
    }

    /// <summary>As JSON names it.</summary>
    private static string Camel(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}
