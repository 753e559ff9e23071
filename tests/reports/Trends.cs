using Survey.Answers;
using Survey.Instruments;
using Survey.Statistics;

namespace Survey.Tests.Reports;

/// <summary>Trends put together by hand.</summary>
internal static class Trends
{
    public static readonly Reason Reconstructed = Reason.Reconstructed(ReasonCode.NotTested);

    public static TrendWave Wave(
        string id,
        string label,
        int? counted,
        Provenance provenance = Provenance.Raw,
        bool assumed = false,
        Reason? flag = null
    ) =>
        new(
            new WaveSummary(
                id,
                label,
                1,
                provenance,
                assumed,
                provenance == Provenance.Reconstructed ? "reconstructed from published percentages"
                    : assumed ? "number of respondents assumed"
                    : "",
                counted ?? 300
            )
        )
        {
            Reasons = flag is null ? [] : [flag],
            Base = counted,
        };

    /// <summary>A point of a wave that is filled in by <see cref="Of"/>; its interval is four points wide where it has one.</summary>
    public static TrendPoint Point(int count, double percent, Change? change = null, bool interval = true) =>
        new("", "", new Figure(count, percent, interval ? new Interval(Math.Max(0, percent - 2), Math.Min(100, percent + 2)) : null, null))
        {
            Change = change,
        };

    public static Change Change(
        string from,
        double points,
        double? p = null,
        bool significant = false,
        params IReadOnlyList<Reason> reasons
    ) =>
        new()
        {
            From = from,
            Points = points,
            Interval = p is null ? null : new Interval(points - 3, points + 3),
            P = p,
            PAdjusted = p,
            Significant = significant,
            Comparability = p is null ? Compared.Shown : Compared.Comparable,
            Reasons = reasons,
        };

    public static TrendOption Option(string id, string label, params TrendPoint?[] points) => new(id, label, false, points);

    public static TrendOption Net(string id, string label, params TrendPoint?[] points) => new(id, label, true, points);

    public static QuerySummary Query(BaseRule rule) => new() { Base = rule, Adjust = Adjustment.Holm };

    public static Trend Of(string text, QuestionKind kind, IReadOnlyList<TrendWave> waves, params TrendOption[] options) =>
        new(
            "s",
            new QuestionSummary("q", text, kind),
            Query(BaseRule.Answered),
            Figure.Caveat,
            waves,
            [
                .. options.Select(option =>
                    option with
                    {
                        Points =
                        [
                            .. option.Points.Select(
                                (point, wave) => point is null ? null : point with { Wave = waves[wave].Id, Label = option.Label }
                            ),
                        ],
                    }
                ),
            ]
        );

    /// <summary>Two waves and a net, with changes as given from the first to the second.</summary>
    public static Trend Two(
        Change? yes,
        Change? no = null,
        string text = "Do you like it?",
        QuestionKind kind = QuestionKind.Single,
        TrendWave? first = null,
        TrendWave? second = null
    ) =>
        Of(
            text,
            kind,
            [first ?? Wave("w1", "March", 200), second ?? Wave("w2", "April", 229)],
            Option("yes", "Yes", Point(100, 50), Point(126, 55.02, yes)),
            Option("no", "No", Point(100, 50), Point(103, 44.98, no)),
            Net("any", "Any answer", Point(200, 100), Point(229, 100))
        );

    /// <summary>Four waves of a few options: the second was not asked, and the series is broken at the fourth.</summary>
    public static Trend Gaps() =>
        Of(
            "How often?",
            QuestionKind.Single,
            [
                Wave("2016-01", "January 2016", 119),
                Wave("2016-02", "February 2016", null),
                Wave("2016-03", "March 2016", 111),
                Wave("2016-06", "June 2016", 229, flag: new Reason(ReasonCode.Break, "the options are new")),
            ],
            Option("daily", "Daily", Point(60, 50.4), null, Point(50, 45, Change("2016-01", -5.4, 0.4)), Point(130, 56.8)),
            Option("never", "Never", Point(59, 49.6), null, null, Point(99, 43.2))
        );

    /// <summary>A multiple choice of many options in some waves, the first with a label that is too long for any line.</summary>
    public static Trend Many(int waves, int options, int counted = 1000)
    {
        var columns = Enumerable
            .Range(1, waves)
            .Select(wave => Wave($"20{10 + (wave - 1) / 12}-{(wave - 1) % 12 + 1:00}", $"Wave {wave}", counted))
            .ToList();
        return Of(
            "Which of these?",
            QuestionKind.Multiple,
            columns,
            [
                .. Enumerable
                    .Range(0, options)
                    .Select(option =>
                        Option(
                            $"o{option}",
                            option == 0
                                ? string.Concat(Enumerable.Repeat("Configuration management/deployment with CloudFormation, ", 6))
                                : $"Option number {option}",
                            [
                                .. Enumerable
                                    .Range(0, waves)
                                    .Select(wave =>
                                        Point(
                                            10,
                                            90.0 * option / options + wave % 5,
                                            wave == 0 ? null : Change(columns[wave - 1].Id, wave % 5 == 0 ? -4 : 1, 0.5)
                                        )
                                    ),
                            ]
                        )
                    ),
            ]
        );
    }
}
