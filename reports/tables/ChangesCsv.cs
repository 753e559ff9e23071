using Survey.Answers;

namespace Survey.Reports.Tables;

/// <summary>A sheet of changes as CSV: a row for every change, in the sheet's order; then, without figures and with why, what was not
/// compared.</summary>
public static class ChangesCsv
{
    private static readonly IReadOnlyList<string> Header =
    [
        "rank",
        "standing",
        "question_id",
        "question",
        "option_id",
        "option",
        "net",
        "measure",
        .. Side("from"),
        .. Side("to"),
        "change",
        "change_low",
        "change_high",
        "p",
        "p_adjusted",
        "significant",
        "detectable",
        "note",
        "survey",
        "from",
        "from_wave",
        "from_revision",
        "from_provenance",
        "from_respondents",
        "to",
        "to_wave",
        "to_revision",
        "to_provenance",
        "to_respondents",
        .. CsvFormat.WeightingHeader("from_"),
        .. CsvFormat.WeightingHeader("to_"),
        .. CsvFormat.QueryHeader,
    ];

    public static string Of(Changes changes)
    {
        object?[] last =
        [
            changes.Survey,
            .. Wave(changes.From),
            .. Wave(changes.To),
            .. CsvFormat.Weighting(changes.From.Weighting),
            .. CsvFormat.Weighting(changes.To.Weighting),
            .. CsvFormat.Query(changes.Query, changes.Caveat),
        ];
        var compared = changes.Entries.Select(entry =>
            (object?[])
                [
                    entry.Rank,
                    entry.Standing.ToString().ToLowerInvariant(),
                    entry.Question,
                    entry.Text,
                    entry.Option,
                    entry.Label,
                    entry.Net,
                    entry.Option is null ? "mean" : "percent",
                    .. Side(entry.From),
                    .. Side(entry.To),
                    entry.Change.Points,
                    entry.Change.Low,
                    entry.Change.High,
                    entry.Change.P,
                    entry.Change.PAdjusted,
                    entry.Change.Significant,
                    entry.Change.Detectable,
                    entry.Change.Note,
                    .. last,
                ]
        );
        var absent =
            from question in changes.Questions
            from option in question.OnlyOnce
            select NotCompared(question, option.Id, option.Label, option.Net, option.Why, last);
        var questions =
            from question in changes.Questions
            where question.Problem is not null
            select NotCompared(question, null, null, null, question.NotCompared, last);
        return CsvFormat.Table(Header, [.. compared, .. absent, .. questions]);
    }

    private static string[] Side(string side) =>
        [$"{side}_count", $"{side}_base", $"{side}_effective_base", $"{side}_value", $"{side}_low", $"{side}_high", $"{side}_flags"];

    /// <summary>The value is a percentage or a mean, as the row's measure says.</summary>
    private static object?[] Side(ChangeSide side) =>
        [side.Count, side.Base, side.EffectiveBase, side.Percent ?? side.Mean, side.Low, side.High, string.Join(' ', side.Flags)];

    private static object?[] Wave(ChangesWave wave) =>
        [wave.Id, wave.Label, wave.Revision, wave.Provenance.ToString().ToLowerInvariant(), wave.Respondents];

    private static object?[] NotCompared(ComparedQuestion question, string? option, string? label, bool? net, string why, object?[] last)
    {
        object?[] row = [null, "not compared", question.Id, question.Text, option, label, net];
        return [.. row, .. new object?[Header.Count - row.Length - last.Length - 1], why, .. last];
    }
}
