using Survey.Answers;
using Survey.Instruments;
using Survey.Statistics;

namespace Survey.Tests.Reports;

/// <summary>Mix shifts put together by hand.</summary>
internal static class MixShifts
{
    public static MixShift Two() =>
        Of(
            new MixPart(-0.3, new Interval(-0.7, 0.1)),
            new MixPart(5.3, new Interval(1, 9.6)),
            [],
            Group("a", "Small companies", new MixSide(100, 200, 40, 50), new MixSide(150, 250, 45, 60), 0.2, 3.1),
            Group(
                "b",
                "Large companies",
                new MixSide(20, 25, 5, 80),
                new MixSide(0, 0, 0, null),
                -0.5,
                2.2,
                low: "nobody in April: its rate of March is taken for both waves"
            )
        );

    public static MixShift Many(int groups) =>
        Of(
            new MixPart(1, null),
            new MixPart(-2, null),
            ["composition and behaviour have no intervals: respondents are weighted"],
            [
                .. Enumerable
                    .Range(0, groups)
                    .Select(group =>
                        Group(
                            $"g{group}",
                            group == 0
                                ? string.Concat(Enumerable.Repeat("Configuration management/deployment with CloudFormation, ", 6))
                                : $"Group number {group}",
                            new MixSide(50, 100, 100.0 / groups, 50),
                            new MixSide(40, 100, 100.0 / groups, 40),
                            group % 3 - 1,
                            2 - group % 5
                        )
                    ),
            ]
        );

    private static MixGroup Group(
        string id,
        string label,
        MixSide from,
        MixSide to,
        double composition,
        double behaviour,
        string low = ""
    ) =>
        new()
        {
            Id = id,
            Label = label,
            From = from,
            To = to,
            Composition = 10 * composition,
            CompositionFromMean = composition,
            Behaviour = behaviour,
            IsLow = Math.Min(from.Base, to.Base) < 30,
            Reasons = low.Length > 0 ? [new Reason(ReasonCode.EmptyGroup, low)] : [],
        };

    private static MixShift Of(MixPart composition, MixPart behaviour, IReadOnlyList<string> notes, params MixGroup[] groups) =>
        new()
        {
            Survey = "s",
            Question = new QuestionSummary("q", "Do you like it?", QuestionKind.Single),
            Option = new Choice("yes", "Yes", false),
            By = new QuestionSummary("g", "How large is your company?", QuestionKind.Single),
            Query = Trends.Query(BaseRule.Answered),
            Caveat = Figure.Caveat,
            From = Wave("w1", "March", 50),
            To = Wave("w2", "April", 55),
            Change = new MixPart(5, new Interval(1, 9)),
            Composition = composition,
            Behaviour = behaviour,
            Groups = groups,
            Replicates = composition.Interval is null ? null : 2000,
            Seed = composition.Interval is null ? null : 1955,
            Notes = notes,
        };

    private static MixWave Wave(string id, string label, double percent) =>
        new(
            new WaveSummary(id, label, 1, Provenance.Raw, false, "", 500),
            new Figure(250, percent, new Interval(percent - 2, percent + 2), null)
        )
        {
            Base = 500,
        };
}
