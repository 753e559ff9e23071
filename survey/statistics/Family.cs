namespace Survey.Statistics;

/// <summary>How p-values of tests that are read together are raised.</summary>
public enum Adjustment
{
    /// <summary>Holm's step-down adjustment (Holm 1979): the chance of any false alarm in the family stays below the level</summary>
    Holm,

    /// <summary>Benjamini and Hochberg's (1995): the expected share of false alarms among the findings stays below the level</summary>
    Bh,

    /// <summary>p-values stay as they are</summary>
    None,
}

/// <summary>The p-values of tests that are read together.</summary>
public static class Family
{
    /// <summary>An adjusted p-value under this is significant.</summary>
    internal const double Level = 0.05;

    /// <param name="family">p-values, 0 to 1</param>
    /// <returns>adjusted p-values in the order given</returns>
    public static double[] Adjust(IReadOnlyList<double> family, Adjustment adjustment) =>
        adjustment switch
        {
            Adjustment.Holm => Holm(family),
            Adjustment.Bh => BenjaminiHochberg(family),
            _ => [.. family],
        };

    /// <summary>Tests as one family: each with its adjusted p-value. What was not tested stays as it is.</summary>
    /// <param name="p">of a test; null where nothing was tested</param>
    /// <param name="judged">a test with its adjusted p-value</param>
    internal static List<T> Judge<T>(IReadOnlyList<T> tests, Func<T, double?> p, Func<T, double, T> judged, Adjustment adjustment)
    {
        var adjusted = new Queue<double>(Adjust([.. tests.Select(p).OfType<double>()], adjustment));
        return [.. tests.Select(test => p(test) is null ? test : judged(test, adjusted.Dequeue()))];
    }

    private static double[] Holm(IReadOnlyList<double> family)
    {
        var adjusted = new double[family.Count];
        var running = 0.0;
        var rank = 0;
        foreach (var index in Enumerable.Range(0, family.Count).OrderBy(index => family[index]))
        {
            running = Math.Max(running, Math.Min(1, (family.Count - rank++) * family[index]));
            adjusted[index] = running;
        }
        return adjusted;
    }

    private static double[] BenjaminiHochberg(IReadOnlyList<double> family)
    {
        var adjusted = new double[family.Count];
        var running = 1.0;
        var rank = family.Count;
        foreach (var index in Enumerable.Range(0, family.Count).OrderByDescending(index => family[index]))
        {
            running = Math.Min(running, family[index] * family.Count / rank--);
            adjusted[index] = running;
        }
        return adjusted;
    }
}
