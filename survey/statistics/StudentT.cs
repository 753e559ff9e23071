using MathNet.Numerics;

namespace Survey.Statistics;

/// <summary>
/// Student's t distribution, for any degrees of freedom over 0, whole or not. MathNet's incomplete beta function is right to a relative
/// 1e-6 only with many degrees of freedom (logarithms of gamma functions cancel in it, and x is near 1), so that the tail is computed here,
/// to a relative 1e-12 as far as doubles reach.
/// </summary>
public static class StudentT
{
    private const double Level = 0.05;
    private const double Smallest = 1e-300;

    /// <summary>
    /// The probability of a t at least as far from 0, 0 to 1: I_x(v/2, 1/2) with x = v/(v + t^2), by the continued fraction of Didonato and
    /// Morris (1992, eq. 9). Where t is under 1, p is over 0.3, and is 1 less the power series of what lies between -t and t: nothing is
    /// lost there.
    /// </summary>
    public static double P(double t, double degreesOfFreedom)
    {
        var tail = new Tail(Math.Abs(t), degreesOfFreedom);
        return Math.Abs(t) < 1 ? 1 - tail.Inside() : tail.Front / tail.Fraction();
    }

    /// <summary>The 97.5 % point: 5 % of all t are as far from 0. Infinity where no double is as large, with hardly any degrees of
    /// freedom.</summary>
    public static double Limit(double degreesOfFreedom)
    {
        // Newton's method on log p against log t, a concave function whose slope is -2 Fraction: from the normal limit it comes nearer from
        // above.
        var log = Math.Log(Proportion.Z);
        for (var round = 0; round < 100; round++)
        {
            var tail = new Tail(Math.Exp(log), degreesOfFreedom);
            var fraction = tail.Fraction();
            var step = Math.Log(tail.Front / fraction / Level) / (2 * fraction);
            log += step;
            if (!(log < 700))
                return double.PositiveInfinity;
            if (Math.Abs(step) < 1e-15)
                break;
        }
        return Math.Exp(log);
    }

    private readonly struct Tail
    {
        private readonly double a;
        private readonly double x;
        private readonly double y;

        public Tail(double t, double degreesOfFreedom)
        {
            var ratio = t / Math.Sqrt(degreesOfFreedom);
            a = degreesOfFreedom / 2;
            x = 1 / (1 + ratio * ratio);
            y = 1 / (1 + 1 / (ratio * ratio));
            var log = ratio > 1e8 ? 2 * Math.Log(ratio) : SpecialFunctions.Log1p(ratio * ratio);
            Front = Math.Exp(-a * log) * Math.Sqrt(y / Math.PI) * GammaRatio(a);
        }

        /// <summary>x^a y^(1/2) / B(a, 1/2)</summary>
        public double Front { get; }

        /// <summary>What Front is divided by to give the tail; by Lentz's method.</summary>
        public double Fraction()
        {
            var value = a * (a * y - x / 2 + 1) / (a + 1);
            var (c, d) = (value, 0.0);
            for (var m = 1; m <= 100_000; m++)
            {
                var middle = a + 2 * m - 1;
                var above = (a + m - 1) / middle * ((a + m - 0.5) / middle) * m * (0.5 - m) * x * x;
                var below = m + m * (0.5 - m) * x / middle + (a + m) * (a * y - x / 2 + 1 + m * (2 - x)) / (a + 2 * m + 1);
                d = 1 / NotZero(below + above * d);
                c = NotZero(below + above / c);
                value *= c * d;
                if (Math.Abs(c * d - 1) < 1e-15)
                    break;
            }
            return value;
        }

        /// <summary>The probability of a smaller t; all terms are positive.</summary>
        public double Inside()
        {
            var (sum, term) = (1.0, 1.0);
            for (var n = 0; term > 1e-17 * sum; n++)
            {
                term *= (a + 0.5 + n) / (1.5 + n) * y;
                sum += term;
            }
            return Math.Min(1, 2 * Front * sum);
        }

        private static double NotZero(double number) => Math.Abs(number) < Smallest ? Smallest : number;

        /// <summary>Gamma(a + 1/2) / Gamma(a), by its asymptotic series (that of the central binomial coefficient) from where seven terms
        /// of it are enough.</summary>
        private static double GammaRatio(double a)
        {
            var below = 1.0;
            for (; a < 40; a++)
                below *= a / (a + 0.5);
            double[] series = [-1.0 / 8, 1.0 / 128, 5.0 / 1024, -21.0 / 32768, -399.0 / 262144, 869.0 / 4194304, 39325.0 / 33554432];
            return below * Math.Sqrt(a) * (1 + series.Reverse().Aggregate(0.0, (sum, coefficient) => (sum + coefficient) / a));
        }
    }
}
