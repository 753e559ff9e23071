using System.Text.RegularExpressions;

namespace Survey.Instruments;

/// <summary>What a draft leaves to its author: comments such as <c># TODO [no-header] …</c>, each a question. Nothing is loaded before they
/// are answered, and deleted.</summary>
internal static partial class Undecided
{
    /// <exception cref="SurveyException">with the line of the first one</exception>
    public static void Refuse(string file, string yaml)
    {
        var (first, question, count) = (0, "", 0);
        foreach (var (line, text) in yaml.Split('\n').Index())
        {
            if (Todo().Match(text) is not { Success: true } match)
                continue;
            if (count++ == 0)
                (first, question) = (line + 1, match.Groups[1].Value.Trim());
        }
        if (count > 0)
            throw new SurveyException($"{file}:{first}: still to be decided{(count > 1 ? $", and {count - 1} more" : "")}: {question}");
    }

    [GeneratedRegex(@"^\s*# TODO (\[[a-z-]+\] .*)$")]
    private static partial Regex Todo();
}
