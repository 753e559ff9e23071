using Survey.Ingest.Guessing;
using Survey.Instruments;

namespace Survey.Ingest.Drafting;

/// <summary>People who were through much faster than others, where the file says how long everybody took.</summary>
internal static class SpeedFindings
{
    /// <summary>Of the median.</summary>
    private const double Fast = 1 / 3.0;

    public static IEnumerable<Finding> Of(Inspection inspection, Guess guess)
    {
        foreach (var column in guess.Metadata)
        {
            var name = column.Code.Length > 0 ? column.Code : column.Name.Header;
            if (
                !name.Contains("duration", StringComparison.OrdinalIgnoreCase)
                && !name.Contains("interviewtime", StringComparison.OrdinalIgnoreCase)
            )
                continue;
            var seconds = column
                .Values.SelectMany(value => Enumerable.Repeat(NumberText.Parse(value.Text) ?? double.NaN, value.Count))
                .Where(number => !double.IsNaN(number))
                .Order()
                .ToList();
            if (seconds.Count < 20)
                continue;
            var median = seconds[seconds.Count / 2];
            var fast = seconds.Count(number => number < Fast * median);
            if (fast > 0)
                yield return Finding.Of(
                    FindingCode.Speeders,
                    FindingWeight.Doubt,
                    inspection,
                    column,
                    FormattableString.Invariant($"{fast} people took less than a third of the median, {median}"),
                    "leave them out of the file, if you do not believe them"
                );
        }
    }
}
