namespace Survey.Statistics;

/// <summary>Fisher's exact test of a 2x2 table.</summary>
public static class FisherExact
{
    /// <summary>Tables this little more probable than the observed one still count as no more probable, as in R's fisher.test.</summary>
    private const double Tolerance = 1 + 1e-7;

    /// <summary>
    /// Two-sided p: the probability, with all margins fixed, of the tables that are no more probable than the observed one.
    /// The probabilities are built by ratio outwards from the most probable table, which stays exact where log-gamma differences do not.
    /// </summary>
    /// <param name="first">of whole respondents, not weighted; so is the second</param>
    public static double P(Proportion first, Proportion second)
    {
        var (count, base1, base2) = ((long)first.Count, (long)first.Base, (long)second.Base);
        var chosen = count + (long)second.Count;
        var lowest = Math.Max(0, chosen - base2);
        var highest = Math.Min(base1, chosen);
        var mode = (long)((Int128)(base1 + 1) * (chosen + 1) / (2 + base1 + base2));
        var weights = new double[highest - lowest + 1];
        weights[mode - lowest] = 1;
        for (var k = mode; k < highest; k++)
            weights[k + 1 - lowest] =
                weights[k - lowest] * ((base1 - k) * (double)(chosen - k) / ((k + 1) * (double)(base2 - chosen + k + 1)));
        for (var k = mode; k > lowest; k--)
            weights[k - 1 - lowest] =
                weights[k - lowest] * (k * (double)(base2 - chosen + k) / ((base1 - k + 1) * (double)(chosen - k + 1)));
        var observed = weights[count - lowest] * Tolerance;
        return Math.Min(1, weights.Where(weight => weight <= observed).Sum() / weights.Sum());
    }
}
