using Survey.Answers;

namespace Survey.Reports.Words;

/// <summary>The means of a scale or number as tables and sentences show them.</summary>
public static class Means
{
    private const int Decimals = 2;

    /// <summary>Rows of a table: mean, standard deviation and median, a cell a wave; none for questions of other kinds.</summary>
    public static IEnumerable<(string Label, IReadOnlyList<string> Cells)> Rows(Trend trend)
    {
        if (trend.Means is not { } means || means.All(point => point is null))
            yield break;
        yield return ("Mean", Cells(means, figure => figure.Mean));
        yield return ("Standard deviation", Cells(means, figure => figure.StandardDeviation));
        yield return ("Median", Cells(means, figure => figure.Median));
    }

    /// <summary>The mean's change in a wave, with its sign; a star marks a significant one. Empty where there is none.</summary>
    /// <param name="wave">its position in the trend</param>
    public static string ChangeIn(Trend trend, int wave) => trend.Means?[wave]?.Change is { } change ? Change(change) : "";

    /// <summary>"Mean 3.55 (95 % interval 3.49–3.62), median 4.00, standard deviation 1.20; −0.02 since 2019, p = 0.660." Null where the
    /// last wave has none.</summary>
    public static string? Sentence(Trend trend)
    {
        if (trend.Means is not [.., { Figure: var figure } point])
            return null;
        var interval = figure.Interval is var (low, high) ? $" (95 % interval {Shown(low)}–{Shown(high)})" : "";
        var spread = figure.StandardDeviation is { } deviation ? $", standard deviation {Shown(deviation)}" : "";
        return $"Mean {Shown(figure.Mean)}{interval}, median {Shown(figure.Median)}{spread}{Since(trend, point.Change)}.";
    }

    private static string Since(Trend trend, Change? change)
    {
        if (change is null)
            return "";
        var from = trend.Waves.First(wave => wave.Id == change.From).Label;
        if (!change.IsComparable)
            return $"; {Shown(trend.Means!.Last(earlier => earlier?.Wave == change.From)!.Figure.Mean)} in {from}, {change.Note}";
        return $"; {Change(change)} since {from}, {Words.Formatted.P(change.PAdjusted!.Value)}";
    }

    private static string Change(Change change)
    {
        var shown = Shown(Math.Abs(change.Points));
        var sign =
            shown == Shown(0) ? ""
            : change.Points < 0 ? "−"
            : "+";
        return $"{sign}{shown}{(change.Significant ? "*" : "")}";
    }

    private static string[] Cells(IReadOnlyList<MeanPoint?> means, Func<MeanFigure, double?> figure) =>
        [.. means.Select(point => point is not null && figure(point.Figure) is { } number ? Shown(number) : "–")];

    private static string Shown(double number) =>
        number.ToString($"N{Decimals}", System.Globalization.CultureInfo.InvariantCulture).Replace('-', '−');
}
