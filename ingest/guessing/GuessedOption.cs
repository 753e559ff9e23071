namespace Survey.Ingest.Guessing;

/// <param name="Label">as people read it</param>
/// <param name="Wordings">what else means it: in the header, or in the cells of its column</param>
/// <param name="Other">takes free text</param>
/// <param name="Any">whatever is in its column ticks it</param>
public sealed record GuessedOption(string Label, int Count, IReadOnlyList<string> Wordings, bool Other = false, bool Any = false)
{
    public GuessedOption(string label, int count, bool other = false)
        : this(label, count, [], other) { }

    /// <summary>"N/A", "I don't know": an answer that is not valid.</summary>
    public bool Missing { get; init; }

    /// <summary>Its place on a scale, where its label is no number.</summary>
    public double? Value { get; init; }

    /// <summary>The header of a column of its own.</summary>
    public string? Column { get; init; }

    /// <summary>The option of a text as it stands in cells: its label without markup, and a whole number without decimals.</summary>
    public static GuessedOption Of(string text, int count)
    {
        var label = PlainText.Of(text);
        if (label.EndsWith(".0", StringComparison.Ordinal) && label[..^2].All(char.IsAsciiDigit) && label.Length > 2)
            label = label[..^2];
        return new GuessedOption(label, count, label == text ? [] : [text]);
    }

    /// <summary>One option for texts that are the same without their markup.</summary>
    public static IReadOnlyList<GuessedOption> Of(IEnumerable<(string Text, int Count)> values) =>
        [
            .. values
                .Select(value => Of(value.Text, value.Count))
                .GroupBy(option => option.Label)
                .Select(same => new GuessedOption(
                    same.Key,
                    same.Sum(option => option.Count),
                    [.. same.SelectMany(option => option.Wordings).Distinct()]
                )),
        ];
}
