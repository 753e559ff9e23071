using System.Globalization;

namespace Survey;

/// <summary>Sizes that the environment sets in megabytes.</summary>
public static class Megabytes
{
    /// <param name="name">of the variable</param>
    /// <param name="otherwise">megabytes where it says nothing</param>
    /// <param name="zero">what 0 means, as the error says it</param>
    /// <returns>bytes</returns>
    /// <exception cref="SurveyException">it says no number of megabytes</exception>
    public static long FromEnvironment(string name, int otherwise, string zero)
    {
        if (Environment.GetEnvironmentVariable(name) is not { Length: > 0 } text)
            return otherwise * 1_048_576L;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var megabytes)
            ? megabytes * 1_048_576L
            : throw new SurveyException($"{name} is {Label.Quote(text)}; a whole number of megabytes was expected, 0 {zero}");
    }
}
