using System.Globalization;
using System.Text.RegularExpressions;

namespace Survey.Bench;

/// <summary>What wrk says of one address: closed loop, each connection asks again when it was answered.</summary>
/// <param name="P99">milliseconds</param>
internal sealed partial record Wrk(double RequestsPerSecond, double P99)
{
    public const int Connections = 16;
    public const int Seconds = 10;

    /// <exception cref="SurveyException">wrk is not there, or an answer was an error</exception>
    public static async Task<Wrk> Of(Uri address)
    {
        Child child;
        try
        {
            child = (
                await Child.Run([
                    "wrk",
                    "--threads",
                    "2",
                    "--connections",
                    Connections.ToString(CultureInfo.InvariantCulture),
                    "--duration",
                    $"{Seconds.ToString(CultureInfo.InvariantCulture)}s",
                    "--latency",
                    address.ToString(),
                ])
            ).Good("wrk");
        }
        catch (System.ComponentModel.Win32Exception exception)
        {
            throw new SurveyException($"wrk cannot be run: {exception.Message}; ./run bench installs it", exception);
        }
        var (rate, p99) = (Rate().Match(child.Output), Latency().Match(child.Output));
        if (
            !rate.Success
            || !p99.Success
            || child.Output.Contains("Non-2xx", StringComparison.Ordinal)
            || child.Output.Contains("Socket errors", StringComparison.Ordinal)
        )
            throw new SurveyException($"{address}: wrk says {Label.Normalise(child.Output)}; answers without errors were expected");
        var unit = p99.Groups[2].Value switch
        {
            "us" => 0.001,
            "ms" => 1,
            "s" => 1000,
            _ => throw new SurveyException($"wrk gives a latency in {p99.Groups[2].Value}"),
        };
        return new Wrk(Number(rate), Number(p99) * unit);
    }

    private static double Number(Match match) => double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"Requests/sec:\s+([\d.]+)")]
    private static partial Regex Rate();

    [GeneratedRegex(@"99%\s+([\d.]+)(us|ms|s|m)\b")]
    private static partial Regex Latency();
}
