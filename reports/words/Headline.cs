using Survey.Answers;
using Survey.Instruments;

namespace Survey.Reports.Words;

/// <summary>What one option's or net's figure is in a wave, and how it changed, in a sentence.</summary>
public static class Headline
{
    /// <param name="option">the id of an option or net</param>
    /// <param name="wave">the id of a wave of the trend</param>
    /// <exception cref="NotFoundException">the trend has no such option or wave</exception>
    public static string Sentence(Trend trend, string option, string wave)
    {
        var chosen =
            trend.Options.FirstOrDefault(candidate => candidate.Id == option)
            ?? throw new NotFoundException(
                $"no option \"{option}\" in question "
                    + $"\"{trend.Question.Id}\"; there are {string.Join(", ", trend.Options.Select(candidate => candidate.Id))}"
            );
        var position = Enumerable.Range(0, trend.Waves.Count).FirstOrDefault(candidate => trend.Waves[candidate].Id == wave, -1);
        if (position < 0)
            throw new NotFoundException(
                $"no wave \"{wave}\" in this trend; there are {string.Join(", ", trend.Waves.Select(candidate => candidate.Id))}"
            );
        var now = trend.Waves[position];
        if (chosen.Points[position] is not { } point)
        {
            var why =
                now.Problem is { } problem ? $"{problem}"
                : now.Base is null ? "the question was not asked"
                : $"there is no figure for “{chosen.Label}”";
            return $"{now.Label}: {why} ({Question(trend.Question.Text)}).";
        }
        return $"{now.Label}: {Share(trend, now, point)} {(chosen.Net ? "gave an answer in the net" : "said")} “{point.Label}” "
            + $"({Question(trend.Question.Text)}){Since(trend, chosen, position, point)}.";
    }

    /// <summary>The question's text without its instructions: "I deploy containers to... (check all that apply)" is "I deploy containers
    /// to".</summary>
    internal static string Question(string question)
    {
        var text = question.Trim();
        var instructions = text.EndsWith(')') ? text.LastIndexOf(" (", StringComparison.Ordinal) : -1;
        return (instructions > 0 ? text[..instructions] : text).TrimEnd('.', '…', ' ').Replace(". [", " [", StringComparison.Ordinal);
    }

    private static string Share(Trend trend, TrendWave wave, TrendPoint point)
    {
        var counted = wave.Base!.Value;
        var respondents = counted == 1 ? "1 respondent" : $"{Formatted.Count(counted)} respondents";
        var among = trend.Query.Segment.Length > 0 ? $" in the segment ({trend.Query.Segment})" : "";
        return trend.BaseRule switch
        {
            BaseRule.All => $"{Formatted.Percent(point.Percent, 1)} of {(counted == 1 ? respondents : $"all {respondents}")}{among}",
            var rule => $"{Formatted.Percent(point.Percent, 1)} of {respondents}{among} {rule.Short()}",
        };
    }

    /// <summary>How it changed; where that must not be said, what it was, and why they are not compared.</summary>
    private static string Since(Trend trend, TrendOption option, int position, TrendPoint point)
    {
        if (point.Change is { IsComparable: true } change)
            return $", {Compared(trend, option, change)}{Judged(change)}";
        if (point.Change is { } difference)
            return $"; {Was(trend, option, difference)}; {difference.Note}";
        var earlier = Enumerable.Range(0, position).LastOrDefault(before => option.Points[before] is not null, -1);
        return earlier < 0
            ? "; there is no earlier figure"
            : $"; not compared with {trend.Waves[earlier].Label}, because the series is broken";
    }

    private static string Compared(Trend trend, TrendOption option, Change change)
    {
        var (label, percent) = Earlier(trend, option, change);
        var earlier = $"{label} ({percent})";
        return Formatted.Points(change.Points) is ['+' or '−', .. var points]
            ? $"{points} points {(change.Points > 0 ? "more" : "less")} than in {earlier}"
            : $"the same as in {earlier}";
    }

    /// <summary>"78.8 % in 2019".</summary>
    private static string Was(Trend trend, TrendOption option, Change change)
    {
        var (label, percent) = Earlier(trend, option, change);
        return $"{percent} in {label}";
    }

    private static (string Label, string Percent) Earlier(Trend trend, TrendOption option, Change change)
    {
        var from = Enumerable.Range(0, trend.Waves.Count).First(wave => trend.Waves[wave].Id == change.From);
        return (trend.Waves[from].Label, Formatted.Percent(option.Points[from]!.Percent, 1));
    }

    private static string Judged(Change change) =>
        change switch
        {
            { Significant: true } =>
                $"; a significant change ({Formatted.P(change.PAdjusted!.Value)}{(change.Note.Length > 0 ? $"; {change.Note}" : "")})",
            _ when Formatted.Points(change.Points) == "0.0" => "",
            _ => $"; a change that chance could explain ({Formatted.P(change.PAdjusted!.Value)})",
        };
}
