using System.Globalization;

namespace Survey.Tests;

/// <summary>How often tests kill what must not mind: a few times each, or as often as <c>SURVEY_KILLS</c> says.</summary>
public static class Kills
{
    public static int Count { get; } =
        Environment.GetEnvironmentVariable("SURVEY_KILLS") is { Length: > 0 } number
            ? int.Parse(number, NumberStyles.None, CultureInfo.InvariantCulture)
            : 3;
}
