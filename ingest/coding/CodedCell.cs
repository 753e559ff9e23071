using Survey.Coded;
using Survey.Instruments;

namespace Survey.Ingest.Coding;

/// <summary>What a cell turned out to say.</summary>
/// <param name="Options">positions in <see cref="CodebookQuestion.Options"/>; empty when rejected</param>
/// <param name="Verbatim">the free text in it, or null</param>
/// <param name="Problem">why it could not be used, or null</param>
public sealed record CodedCell(int[] Options, string? Verbatim, CodingProblem? Problem)
{
    /// <summary>What the instrument declares to be no answer.</summary>
    public static readonly CodedCell NoAnswer = new([], null, null);

    /// <summary>Whether it is what its options say, or nothing: no text of the respondent's own, and no problem.</summary>
    public bool IsPlain => Problem is null && Verbatim is null;

    /// <summary>Of a question of kind number: what was given.</summary>
    public double? Number { get; init; }

    /// <summary>Whether the free text is the cell as it stands, trimmed, and <see cref="Verbatim"/> an empty text in its place.</summary>
    public bool IsWholeCell { get; private init; }

    /// <summary>Of a cell that need not be decoded.</summary>
    public static CodedCell WholeCell(params int[] options) => new(options, "", null) { IsWholeCell = true };

    public static CodedCell Rejected(string code, string expected) => new([], null, new CodingProblem(code, expected));
}

/// <param name="Code">one of <see cref="RejectCode"/></param>
/// <param name="Expected">in words, to stand behind the value that was found</param>
public sealed record CodingProblem(string Code, string Expected);
