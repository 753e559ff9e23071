namespace Survey.Ingest.Dialects;

/// <summary>
/// What the header rows say over one column. What stands twice is numbered: the second column "Other" of a group is "Other #2",
/// and so is the second group, or the second column of a Google Forms export, that has the same text.
/// </summary>
/// <param name="Group">the first row's text, of the column itself or of the one before it that has one; normalised</param>
/// <param name="GroupNumber">1 for the first group with this text</param>
/// <param name="Second">the second row's text, normalised; empty where there is none</param>
/// <param name="Number">1 for the first column of its group with this text</param>
/// <param name="IsNamed">the first row says something over this very column</param>
public sealed record ColumnName(string Group, int GroupNumber, string Second, int Number, bool IsNamed)
{
    private const string Between = " | ";

    /// <summary>The header as it stands.</summary>
    public string Header => Join(Group, Second);

    /// <summary>The header as an instrument may name it: no other column of the file is called so.</summary>
    public string NumberedHeader => Second.Length == 0 ? Numbered(NumberedGroup, Number) : Join(NumberedGroup, NumberedSecond).TrimStart();

    public string NumberedGroup => Numbered(Group, GroupNumber);

    public string NumberedSecond => Numbered(Second, Number);

    /// <summary>Which one of those with a text the next is, from 1.</summary>
    /// <param name="seen">how many there were, by text</param>
    internal static int Next(Dictionary<string, int> seen, string text) => seen[text] = seen.GetValueOrDefault(text) + 1;

    private static string Join(string group, string second) => second.Length == 0 ? group : group + Between + second;

    private static string Numbered(string text, int number) =>
        number == 1 ? text : FormattableString.Invariant($"{text} #{number}").TrimStart();
}
