using Survey.Answers;
using Survey.Instruments;

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
        new(
            null,
            p is null ? Standing.Untested : standing,
            "place",
            "What is your geographic location?",
            label,
            label,
            net,
            Side(from),
            Side(to),
            new Change(
                "w1",
                to - from,
                p is null ? null : to - from - 1,
                p is null ? null : to - from + 1,
                p,
                p,
                p < 0.05 && standing == Standing.Ranked,
                null,
                ""
            )
        );

    public static ChangeEntry Mean(double from, double to, double p) =>
        Share("mean", from, to, p) with
        {
            Question = "rate",
            Text = "How good is it?",
            Option = null,
            From = Side(from) with { Percent = null, Mean = from },
            To = Side(to) with { Percent = null, Mean = to },
        };

    public static Changes Of(IReadOnlyList<ChangeEntry> entries, IReadOnlyList<string>? notCompared = null, string untested = "")
    {
        entries = [.. entries.Select((entry, i) => entry with { Rank = entry.Standing == Standing.Ranked ? i + 1 : null })];
        var questions = entries
            .Select(entry => entry.Question)
            .Distinct()
            .Select(id => Question(id, ""))
            .Concat((notCompared ?? []).Select((why, i) => Question($"other-{i}", why)))
            .ToList();
        return new Changes(
            "s",
            Wave("w1", "March", 200),
            Wave("w2", "April", 229),
            Trends.Query(BaseRule.Answered),
            Figure.Caveat,
            untested,
            new ChangesCounts(
                entries.Count,
                entries.Count(entry => entry.Change.P is not null),
                entries.Count(entry => entry.Rank is not null),
                entries.Count(entry => entry.Change.Significant),
                entries.Select(entry => entry.Question).Distinct().Count(),
                notCompared?.Count ?? 0
            ),
            entries,
            questions
        );
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
            ["the series is broken: one reason", "the series is broken: another", "not computable: April did not ask \"x\""]
        );

    public static Changes Untested() => Of([Share("Asia", 17.4, 22.6)], untested: Trends.Reconstructed);

    private static ComparedQuestion Question(string id, string notCompared) =>
        new(id, id, QuestionKind.Single, notCompared, 200, 229, "", [], []);

    private static ChangeSide Side(double percent) => new(10, 200, null, percent, null, percent - 1, percent + 1, []);

    private static ChangesWave Wave(string id, string label, int respondents) =>
        new(id, label, 1, Provenance.Raw, false, "", respondents, null);
}
