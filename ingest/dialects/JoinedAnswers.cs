using Survey.Instruments;

namespace Survey.Ingest.Dialects;

/// <summary>
/// Cells that hold any number of answers joined by ", ", as Google Forms writes a multi-select. Labels may contain commas themselves:
/// <see cref="Split"/> parts them by the options that an instrument declares, <see cref="Pieces"/> where there is no instrument yet.
/// </summary>
internal sealed class JoinedAnswers
{
    public const string Separator = ", ";

    private readonly OptionWordings wordings;

    /// <summary>The pieces of the wording with the most separators in it.</summary>
    private readonly int mostPieces;

    public JoinedAnswers(OptionWordings wordings)
    {
        this.wordings = wordings;
        mostPieces = 1 + (wordings.All.Max(wording => (int?)wording.AsSpan().Count(Separator)) ?? 0);
    }

    /// <summary>Parts answers; of the options that they may begin with, the one with the longest wording is taken.</summary>
    /// <param name="answers">the cell's text, repaired</param>
    /// <returns>the options in their order in the cell, each once, and the pieces that no option explains</returns>
    public (List<int> Options, List<string> Unexplained) Split(string answers)
    {
        var rest = answers.AsSpan();
        var options = new List<int>();
        var unexplained = new List<string>();
        while (rest.Length > 0)
        {
            var (option, length) = First(rest);
            if (option >= 0 && !options.Contains(option))
                options.Add(option);
            if (option < 0 && length > 0)
                unexplained.Add(rest[..length].ToString());
            rest = rest.Length == length ? [] : rest[(length + Separator.Length)..];
        }
        return (options, unexplained);
    }

    /// <summary>The pieces of a cell whose options are not known: between separators that are in no brackets. Those in brackets that are
    /// never closed separate all the same.</summary>
    public static List<string> Pieces(string cell)
    {
        var pieces = new List<string>();
        var (start, depth) = (0, 0);
        for (var i = 0; i < cell.Length; i++)
        {
            if (cell[i] == '(' && cell.IndexOf(')', i) > 0)
                depth++;
            else if (cell[i] == ')')
                depth = Math.Max(0, depth - 1);
            else if (depth == 0 && string.CompareOrdinal(cell, i, Separator, 0, Separator.Length) == 0)
            {
                pieces.Add(cell[start..i]);
                start = i + Separator.Length;
            }
        }
        pieces.Add(cell[start..]);
        return pieces;
    }

    /// <summary>The longest option that answers begin with, and how long its wording is; -1, and how long the first piece is, where they
    /// begin with none.</summary>
    private (int Option, int Length) First(ReadOnlySpan<char> answers)
    {
        var first = (Option: -1, Length: EndOfPiece(answers, 0));
        var end = first.Length;
        for (var pieces = 1; ; pieces++)
        {
            if (wordings.Find(answers[..end]) is >= 0 and var option)
                first = (option, end);
            if (pieces >= mostPieces || end == answers.Length)
                return first;
            end = EndOfPiece(answers, end + Separator.Length);
        }
    }

    private static int EndOfPiece(ReadOnlySpan<char> answers, int start) =>
        answers[start..].IndexOf(Separator) is >= 0 and var length ? start + length : answers.Length;
}
