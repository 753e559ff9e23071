using System.Globalization;

namespace Survey.Bench;

/// <summary>Several measurements of the same thing.</summary>
internal sealed record Spread(double Median, double Least, double Most)
{
    public static Spread Of(IEnumerable<double> measured)
    {
        var sorted = measured.Order().ToList();
        return new Spread((sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2, sorted[0], sorted[^1]);
    }

    /// <summary>To three digits, as in "12.3 (11.9–14.0)".</summary>
    public override string ToString() => $"{Digits(Median)} ({Digits(Least)}–{Digits(Most)})";

    /// <summary>To three digits.</summary>
    public static string Digits(double number) =>
        number.ToString(
            Math.Abs(number) switch
            {
                >= 100 => "F0",
                >= 10 => "F1",
                >= 1 => "F2",
                _ => "F3",
            },
            CultureInfo.InvariantCulture
        );
}
