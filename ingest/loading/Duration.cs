using System.Globalization;

namespace Survey.Ingest.Loading;

/// <summary>Times as command lines and settings say them: 30s, 1m, 2h.</summary>
public static class Duration
{
    /// <summary>How long a file must be unchanged before a watch reads it.</summary>
    /// <exception cref="SurveyException">SURVEY_SETTLING is no time</exception>
    public static TimeSpan SettlingFromEnvironment()
    {
        var text = Environment.GetEnvironmentVariable("SURVEY_SETTLING");
        if (string.IsNullOrEmpty(text))
            return TimeSpan.FromSeconds(10);
        return Parse(text) ?? throw new SurveyException($"SURVEY_SETTLING is {Label.Quote(text)}; a time such as 10s or 1m was expected");
    }

    /// <returns>null when the text is no time of a second to a week</returns>
    public static TimeSpan? Parse(string text)
    {
        if (
            text.Length < 2
            || !int.TryParse(text[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            || number is 0 or > 604_800
        )
            return null;
        return text[^1] switch
        {
            's' => TimeSpan.FromSeconds(number),
            'm' when number <= 10_080 => TimeSpan.FromMinutes(number),
            'h' when number <= 168 => TimeSpan.FromHours(number),
            _ => null,
        };
    }
}
