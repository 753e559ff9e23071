using System.Globalization;
using Survey.Answers;
using Survey.Statistics;

namespace Survey.Reports.Words;

/// <summary>A sheet of changes in sentences.</summary>
public static class ChangesWords
{
    /// <summary>As in "Asia, of “What is your geographic location?”: 22.6 %, 5.2 points more than in 2019 (17.4 %); p &lt;
    /// 0.001."</summary>
    public static string Sentence(Changes changes, ChangeEntry entry)
    {
        var what = entry.Option is null
            ? $"The mean of “{Headline.Question(entry.Text)}”"
            : $"{(entry.Net ? "Net " : "")}{Named(entry)}, of “{Headline.Question(entry.Text)}”";
        return entry.Change.PAdjusted is { } p
            ? $"{what}: {Value(entry.To)}, {Compared(entry)} {changes.From.Label} ({Value(entry.From)}); "
                + $"{Formatted.P(p)}{(entry.Exploratory ? ", exploratory" : "")}."
            : $"{what}: {Value(entry.To)}; {Value(entry.From)} in {changes.From.Label}; not tested.";
    }

    /// <summary>The share of one side, with its sign of per cent, or its mean.</summary>
    public static string Value(ChangeSide side) => side.Percent is { } percent ? Formatted.Percent(percent, 1) : Mean(side.Mean!.Value);

    /// <summary>The change with its sign: in points with one decimal, of a mean with two.</summary>
    public static string Change(ChangeEntry entry) => Signed(entry, entry.Change.Points);

    /// <summary>What the whole sheet comes to, a sentence each: how much was compared, how much of it is significant, and what cannot be
    /// compared, and why.</summary>
    public static IEnumerable<string> Summary(Changes changes)
    {
        var counts = changes.Counts;
        var compared =
            $"{Number(counts.Compared, "change")} of {Number(counts.Questions, "question")} "
            + $"{(counts.Compared == 1 ? "was" : "were")} compared";
        if (changes.WhyUntested is { } untested)
            yield return $"{compared}; none is tested: {untested.Text}.";
        else
        {
            var significant = counts.Significant switch
            {
                0 => "none is",
                1 => "1 is",
                var many => $"{Formatted.Count(many)} are",
            };
            var adjusted =
                changes.Query.Adjust == Adjustment.None ? "p-values are not adjusted" : $"p-values are adjusted for {Adjusted(counts)}";
            yield return counts.Ranked == 0
                ? $"{compared}; none can be ranked."
                : $"{compared}. {Formatted.Count(counts.Ranked)} can be ranked; {significant} significant at the 5 % level ({adjusted}).";
            foreach (
                var standing in changes
                    .Entries.Where(entry => entry.Rank is null)
                    .GroupBy(entry => entry.Standing)
                    .OrderBy(standing => standing.Key)
            )
                yield return $"{Formatted.Count(standing.Count())} {(standing.Count() == 1 ? "is" : "are")} not ranked, because "
                    + $"{Why(changes, standing.Key)}.";
        }
        foreach (var why in changes.Questions.Select(question => question.Problem).OfType<Reason>().GroupBy(InCommon))
            yield return $"{Number(why.Count(), "question")} {(why.Count() == 1 ? "was" : "were")} not compared: {why.Key}.";
    }

    /// <summary>Why changes have no rank, as what follows "because".</summary>
    private static string Why(Changes changes, Standing standing) =>
        standing switch
        {
            Standing.Mirror => "another answer's change says the same",
            Standing.Low => $"{(changes.Query.Weight is null ? "a base" : "an effective base")} is under {changes.MinimumBase}",
            Standing.Differs => "the waves are not comparable there",
            _ => "nothing could be tested",
        };

    /// <summary>Why a change has no rank, in a word or two.</summary>
    public static string Short(Standing standing) =>
        standing switch
        {
            Standing.Mirror => "mirrors another",
            Standing.Low => "low base",
            Standing.Differs => "not comparable",
            _ => "not tested",
        };

    /// <summary>The change's 95 % interval, in its unit: "+1.2 to +5.0".</summary>
    public static string Interval(ChangeEntry entry) =>
        entry.Change.Interval is var (low, high) ? $"{Signed(entry, low)} to {Signed(entry, high)}" : "–";

    private static string Adjusted(ChangesCounts counts) =>
        counts.Exploratory == 0
            ? Number(counts.Tested, "test")
            : $"{Number(counts.Tested - counts.Exploratory, "test")} of key questions, and apart for "
                + Number(counts.Exploratory, "exploratory test");

    /// <summary>Why nothing that is not ranked has a rank, each reason once.</summary>
    public static IEnumerable<string> Reasons(IEnumerable<ChangeEntry> entries) =>
        entries
            .Where(entry => entry.Rank is null)
            .SelectMany(entry => entry.Change.Reasons.Select(reason => (entry.Question, Reason: reason)))
            .Where(pair => pair.Reason.Code is not (ReasonCode.OfTest or ReasonCode.OfferedApart))
            .GroupBy(pair => pair.Reason)
            .Select(same => $"{string.Join(", ", same.Select(pair => pair.Question).Distinct())}: {same.Key.ToString().TrimEnd('.')}.");

    /// <summary>What questions that were not compared have in common: the reasons for breaks differ from question to question.</summary>
    private static string InCommon(Reason notCompared) => notCompared.Code == ReasonCode.Break ? "the series is broken" : notCompared.Text;

    private static string Compared(ChangeEntry entry)
    {
        var change = Change(entry);
        return change is ['+' or '−', .. var size]
            ? $"{size}{(entry.Option is null ? "" : " points")} {(entry.Change.Points > 0 ? "more" : "less")} than in"
            : "the same as in";
    }

    /// <summary>In quotation marks where it does not begin with a letter, and would not be seen as a name: "&lt;10".</summary>
    private static string Named(ChangeEntry entry) =>
        entry.Label.Length > 0 && char.IsLetter(entry.Label[0]) ? entry.Label : $"“{entry.Label}”";

    private static string Signed(ChangeEntry entry, double points)
    {
        if (entry.Option is not null)
            return Formatted.Points(points);
        var size = Mean(Math.Abs(points));
        return size == "0.00" ? size : $"{(points < 0 ? '−' : '+')}{size}";
    }

    private static string Mean(double mean) =>
        Math.Round((decimal)mean, 2, MidpointRounding.AwayFromZero).ToString("F2", CultureInfo.InvariantCulture);

    private static string Number(int count, string noun) => $"{Formatted.Count(count)} {noun}{(count == 1 ? "" : "s")}";
}
