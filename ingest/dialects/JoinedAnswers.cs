using Survey.Instruments;

namespace Survey.Ingest.Dialects;

/// <summary>
/// Cells that hold any number of answers, joined by what the question's "separator" says. Labels may contain it themselves:
/// <see cref="Split"/> parts them by the options that an instrument declares, <see cref="Pieces"/> where there is no instrument yet.
/// </summary>
internal sealed class JoinedAnswers
{
    /// <summary>As Google Forms writes a multi-select into Sheets; what holds where an instrument says nothing.</summary>
    public const string Usual = ", ";

    private readonly OptionWordings wordings;

    /// <summary>The pieces of the wording with the most separators in it.</summary>
    private readonly int mostPieces;

    public JoinedAnswers(CodebookQuestion question, OptionWordings wordings)
    {
        this.wordings = wordings;
        Separator = question.Separator ?? Usual;
        mostPieces = 1 + (wordings.All.Max(wording => (int?)wording.AsSpan().Count(Separator)) ?? 0);
    }

    public string Separator { get; }

    /// <summary>Parts answers; of the options that they may begin with, the one with the longest wording is taken. A separator at the end
    /// is one behind which nothing was written.</summary>
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
            var piece = Trimmed(rest[..length]);
            if (option >= 0 && !options.Contains(option))
                options.Add(option);
            if (option < 0 && piece.Length > 0 && !piece.SequenceEqual(Separator.AsSpan().Trim()))
                unexplained.Add(piece.ToString());
            rest = rest.Length == length ? [] : rest[(length + Separator.Length)..];
        }
        return (options, unexplained);
    }

    /// <summary>The pieces of a cell whose options are not known: between separators that are in no brackets. Those in brackets that are
    /// never closed separate all the same. A separator at the end parts nothing.</summary>
    public static List<string> Pieces(string cell, string separator = Usual)
    {
        var pieces = new List<string>();
        var (start, depth) = (0, 0);
        for (var i = 0; i < cell.Length; i++)
        {
            if (cell[i] == '(' && cell.IndexOf(')', i) > 0)
                depth++;
            else if (cell[i] == ')')
                depth = Math.Max(0, depth - 1);
            else if (depth == 0 && string.CompareOrdinal(cell, i, separator, 0, separator.Length) == 0)
            {
                pieces.Add(cell[start..i]);
                start = i + separator.Length;
                i = start - 1;
            }
        }
        var last = cell[start..];
        if (pieces.Count > 0 || last.Length > 1)
            last = WithoutEnd(last, separator);
        if (last.Length > 0 || pieces.Count == 0)
            pieces.Add(last);
        return pieces;
    }

    /// <summary>A piece without the separator behind it, whose blank went with the end of the cell.</summary>
    private static string WithoutEnd(string piece, string separator) =>
        separator.Trim() is { Length: > 0 } end && piece.EndsWith(end, StringComparison.Ordinal) ? piece[..^end.Length].TrimEnd() : piece;

    /// <summary>The longest option that answers begin with, and how long its wording is; -1, and how long the first piece is, where they
    /// begin with none.</summary>
    private (int Option, int Length) First(ReadOnlySpan<char> answers)
    {
        var first = (Option: -1, Length: EndOfPiece(answers, 0));
        var end = first.Length;
        for (var pieces = 1; ; pieces++)
        {
            if (Find(answers[..end], end == answers.Length) is >= 0 and var option)
                first = (option, end);
            if (pieces >= mostPieces || end == answers.Length)
                return first;
            end = EndOfPiece(answers, end + Separator.Length);
        }
    }

    /// <summary>A blank belongs to a piece where the separator has one of its own.</summary>
    private ReadOnlySpan<char> Trimmed(ReadOnlySpan<char> piece) => Separator.EndsWith(' ') ? piece : piece.Trim();

    private int Find(ReadOnlySpan<char> piece, bool isLast)
    {
        var text = Trimmed(piece);
        if (wordings.Find(text) is >= 0 and var option)
            return option;
        var end = Separator.AsSpan().Trim();
        return isLast && end.Length > 0 && text.EndsWith(end, StringComparison.Ordinal) ? wordings.Find(text[..^end.Length].TrimEnd()) : -1;
    }

    private int EndOfPiece(ReadOnlySpan<char> answers, int start) =>
        start < answers.Length && answers[start..].IndexOf(Separator, StringComparison.Ordinal) is >= 0 and var length
            ? start + length
            : answers.Length;
}
