using Survey.Answers;
using Survey.Instruments;
using Survey.Statistics;

namespace Survey.Tests.Reports;

/// <summary>Sheets of changes put together by hand, from March to April.</summary>
internal static class Sheets
{
    public static ChangeEntry Share(
        string label,
        double from,
        double to,
        double? p = null,
        Standing standing = Standing.Ranked,
        bool net = false
    ) =>
        new()
        {
            Standing = p is null ? Standing.Untested : standing,
            Question = "place",
            Text = "What is your geographic location?",
            Choice = new Choice(label, label, net),
            From = Side(from),
            To = Side(to),
            Change = new Change
            {
                From = "w1",
                Points = to - from,
                Interval = p is null ? null : new Interval(to - from - 1, to - from + 1),
                P = standing == Standing.Ranked ? p : null,
                PAdjusted = standing == Standing.Ranked ? p : null,
                Significant = p < 0.05 && standing == Standing.Ranked,
                Comparability = p is null || standing != Standing.Ranked ? Compared.Shown : Compared.Comparable,
            },
        };

    public static ChangeEntry Mean(double from, double to, double p) =>
        Share("mean", from, to, p) with
        {
            Question = "rate",
            Text = "How good is it?",
            Choice = null,
            From = MeanSide(from),
            To = MeanSide(to),
        };

    public static Changes Of(IReadOnlyList<ChangeEntry> entries, IReadOnlyList<Reason>? notCompared = null, Reason? untested = null)
    {
        entries = [.. entries.Select((entry, i) => entry with { Rank = entry.Standing == Standing.Ranked ? i + 1 : null })];
        var questions = entries
            .Select(entry => entry.Question)
            .Distinct()
            .Select(id => Question(id, null))
            .Concat((notCompared ?? []).Select((why, i) => Question($"other-{i}", why)))
            .ToList();
        return new Changes
        {
            Survey = "s",
            From = Wave("w1", "March", 200),
            To = Wave("w2", "April", 229),
            Query = Trends.Query(BaseRule.Answered),
            Caveat = Figure.Caveat,
            WhyUntested = untested,
            MinimumBase = 30,
            Counts = new ChangesCounts(
                entries.Count,
                entries.Count(entry => entry.Change.P is not null),
                entries.Count(entry => entry is { Exploratory: true, Change.P: not null }),
                entries.Count(entry => entry.Rank is not null),
                entries.Count(entry => entry.Change.Significant),
                entries.Select(entry => entry.Question).Distinct().Count(),
                notCompared?.Count ?? 0
            ),
            Entries = entries,
            Questions = questions,
        };
    }

    /// <summary>A significant change, one that is not, and two without a rank.</summary>
    public static Changes Tested() =>
        Of(
            [
                Share("Asia", 17.4, 22.6, p: 0.0001),
                Mean(3.59, 3.72, 0.4),
                Share("Europe", 40, 50, p: 0.00001, standing: Standing.Differs),
                Share("Africa", 1, 2, p: 0.9, standing: Standing.Low),
            ],
            [
                new Reason(ReasonCode.Break, "one reason"),
                new Reason(ReasonCode.Break, "another"),
                new Reason(ReasonCode.NotComputable, "April did not ask \"x\""),
            ]
        );

    public static Changes Untested() => Of([Share("Asia", 17.4, 22.6)], untested: Trends.Reconstructed);

    private static ComparedQuestion Question(string id, Reason? notCompared) =>
        new()
        {
            Id = id,
            Text = id,
            Kind = QuestionKind.Single,
            Problem = notCompared,
            FromBase = 200,
            ToBase = 229,
        };

    private static ChangeSide Side(double percent) =>
        new() { Base = 200, Share = new Figure(10, percent, new Interval(percent - 1, percent + 1), null) };

    private static ChangeSide MeanSide(double mean) =>
        new()
        {
            Base = 200,
            OfNumbers = new MeanFigure(new Moments(10, mean, null), WeightedCount.Of(10))
            {
                Median = mean,
                Minimum = 1,
                Maximum = 5,
                Interval = new Interval(mean - 1, mean + 1),
            },
        };

    private static ChangesWave Wave(string id, string label, int respondents) =>
        new(new WaveSummary(id, label, 1, Provenance.Raw, false, "", respondents));
}
