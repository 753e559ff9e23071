using Survey.Answers;

namespace Survey.Reports.Words;

/// <summary>What the differences of a trend must not be taken for, a sentence each: the same below a table, a chart and a page.</summary>
public static class TrendReasons
{
    /// <summary>What the differences between a wave and the one before it must not be taken for, and of which answers that is said where it
    /// is not said of all.</summary>
    /// <param name="wave">its position in the trend</param>
    public static IEnumerable<string> Of(Trend trend, int wave)
    {
        var changes = trend
            .Options.Select(option => (option.Label, option.Points[wave]?.Change))
            .Append((Label: "mean", trend.Means?[wave]?.Change))
            .Where(pair => pair.Change is not null)
            .Select(pair => (pair.Label, Change: pair.Change!))
            .ToList();
        foreach (
            var said in changes
                .SelectMany(pair => pair.Change.Reasons.Select(reason => (pair.Label, pair.Change.From, Reason: reason)))
                .Where(pair => pair.Reason.Code != ReasonCode.OfTest)
                .GroupBy(pair => (pair.From, pair.Reason))
        )
        {
            var whose = said.Count() == changes.Count ? "" : $" ({string.Join(", ", said.Select(pair => pair.Label))})";
            var from = trend.Waves.First(earlier => earlier.Id == said.Key.From).Label;
            yield return $"{trend.Waves[wave].Label} and {from}{whose}: {said.Key.Reason.ToString().TrimEnd('.')}.";
        }
    }
}
