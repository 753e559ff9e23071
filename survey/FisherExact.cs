namespace Survey;

/// <summary>Fisher's exact test of a 2x2 table.</summary>
public static class FisherExact
{
    /// <summary>Tables this little more probable than the observed one still count as no more probable, as in R's fisher.test.</summary>
    private const double Tolerance = 1 + 1e-7;

    /// <summary>
    /// Two-sided p: the probability, with all margins fixed, of the tables that are no more probable than the observed one.
    /// The probabilities are built by ratio outwards from the most probable table, which stays exact where log-gamma differences do not.
    /// </summary>
    public static double P(Proportion first, Proportion second)
    {
        var chosen = (long)first.Count + second.Count;
        var lowest = Math.Max(0, chosen - second.Base);
        var highest = Math.Min(first.Base, chosen);
        var mode = (long)((Int128)(first.Base + 1L) * (chosen + 1) / (2L + first.Base + second.Base));
        var weights = new double[highest - lowest + 1];
        weights[mode - lowest] = 1;
        for (var k = mode; k < highest; k++)
            weights[k + 1 - lowest] = weights[k - lowest] * ((first.Base - k) * (double)(chosen - k) / ((k + 1) * (double)(second.Base - chosen + k + 1)));
        for (var k = mode; k > lowest; k--)
            weights[k - 1 - lowest] = weights[k - lowest] * (k * (double)(second.Base - chosen + k) / ((first.Base - k + 1) * (double)(chosen - k + 1)));
        var observed = weights[first.Count - lowest] * Tolerance;
        return Math.Min(1, weights.Where(weight => weight <= observed).Sum() / weights.Sum());
    }
}
