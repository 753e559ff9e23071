namespace Survey;

/// <summary>Adjustment of p-values for testing many at once.</summary>
public static class Holm
{
    /// <summary>Holm's step-down adjustment (Holm 1979): the chance of any false alarm in the family stays below the level.</summary>
    /// <param name="family">p-values, 0 to 1</param>
    /// <returns>adjusted p-values in the order given</returns>
    public static double[] Adjust(IReadOnlyList<double> family)
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
}
