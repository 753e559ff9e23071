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

/// <summary>Codes the cells of one question in one wave. Pure: the same text always means the same.</summary>
public sealed class Coder
{
    private const string Separator = ", ";

    private readonly CodebookQuestion question;
    private readonly Dictionary<string, int> byWording = [];
    private readonly int mostPieces;
    private readonly int other;
    private readonly int longest;

    public Coder(CodebookQuestion question)
    {
        this.question = question;
        for (var option = 0; option < question.Options.Count; option++)
        {
            foreach (var wording in !question.Kind.HasOptions() ? [] : question.Options[option].Wordings)
                byWording.TryAdd(wording, option);
        }
        mostPieces = 1 + (byWording.Keys.Max(wording => (int?)wording.AsSpan().Count(Separator)) ?? 0);
        other = question.Options.ToList().FindIndex(option => option.Other);
        longest = byWording.Keys.Concat(question.Blank).Concat(question.Repairs.Keys).Max(text => (int?)text.Length) ?? 0;
    }

    /// <summary>How <see cref="Answer"/> codes every text that the instrument does not name, as the text of an option; null where it takes
    /// none.</summary>
    public CodedCell? AnyAnswer() => question.Kind != QuestionKind.Number && other >= 0 ? CodedCell.WholeCell(other) : null;

    /// <summary>How <see cref="Tick"/> codes every text that the instrument does not name, as the text of an option; null where it takes
    /// none.</summary>
    public CodedCell? AnyTick(int option) => question.Options[option] is { Other: true, Any: false } ? CodedCell.WholeCell(option) : null;

    /// <summary>Whether a cell is longer than all that the instrument names, in UTF-8 and before any repair: no option, no repair, nothing
    /// that stands for no answer.</summary>
    public bool NamesNothing(ReadOnlySpan<byte> cell)
    {
        // Whatever normalising removes or composes, printable ASCII stays.
        var printable = 0;
        for (var i = 0; printable <= longest && i < cell.Length; i++)
            printable += cell[i] is > (byte)' ' and <= (byte)'~' ? 1 : 0;
        return printable > longest;
    }

    /// <summary>The option that a text means, after repair; -1 where it means none.</summary>
    public int OptionOf(string text) => byWording.GetValueOrDefault(Repaired(text), -1);

    /// <summary>A cell that holds one answer: an option's label, the text of the option that takes any, or a number.</summary>
    /// <param name="takesText">false where that text has a column of its own</param>
    public CodedCell Answer(string cell, bool takesText)
    {
        var text = Repaired(cell);
        if (IsBlank(text))
            return CodedCell.NoAnswer;
        if (question.Kind == QuestionKind.Number)
            return GivenNumber(text);
        if (byWording.TryGetValue(text, out var option))
            return new CodedCell([option], null, null);
        return takesText && other >= 0
            ? new CodedCell([other], cell.Trim(), null)
            : CodedCell.Rejected(RejectCode.UnknownOption, NoneOf(text));
    }

    private CodedCell GivenNumber(string text)
    {
        if (NumberText.Parse(text) is not { } number)
            return CodedCell.Rejected(RejectCode.NotANumber, "is not a number; one such as 12, -0.5 or 1,250 was expected");
        if (number < question.Limits?.Low)
            return CodedCell.Rejected(
                RejectCode.OutOfRange,
                FormattableString.Invariant($"is under {question.Limits?.Low}, the least that the question allows")
            );
        if (number > question.Limits?.High)
            return CodedCell.Rejected(
                RejectCode.OutOfRange,
                FormattableString.Invariant($"is over {question.Limits?.High}, the most that the question allows")
            );
        return new CodedCell([0], null, null) { Number = number };
    }

    /// <summary>
    /// A cell that holds any number of answers joined by ", ", though labels may contain commas. The longest declared option is taken
    /// first; what no option explains is the text of the option that takes any, or else rejects the cell as a whole.
    /// </summary>
    public CodedCell JoinedAnswers(string cell)
    {
        var answers = Repaired(cell);
        if (IsBlank(answers))
            return CodedCell.NoAnswer;
        var rest = answers.AsSpan();
        var options = new List<int>();
        var remainder = new List<string>();
        while (rest.Length > 0)
        {
            var (option, length) = FirstAnswer(rest);
            if (option >= 0 && !options.Contains(option))
                options.Add(option);
            if (option < 0 && length > 0)
                remainder.Add(rest[..length].ToString());
            rest = rest.Length == length ? [] : rest[(length + Separator.Length)..];
        }
        if (remainder.Count == 0)
            return new CodedCell([.. options], null, null);
        var text = string.Join(Separator, remainder);
        if (other < 0)
            return CodedCell.Rejected(
                RejectCode.UnknownOption,
                options.Count == 0 ? NoneOf(text) : $"says {Label.Quote(text)}, which {NoneOf(text)}"
            );
        if (!options.Contains(other))
            options.Add(other);
        return new CodedCell([.. options], text, null);
    }

    /// <summary>The longest option that answers joined by ", " begin with, and how long its wording is; -1, and how long the first piece
    /// is, where they begin with none.</summary>
    private (int Option, int Length) FirstAnswer(ReadOnlySpan<char> answers)
    {
        var known = byWording.GetAlternateLookup<ReadOnlySpan<char>>();
        var first = (Option: -1, Length: EndOfPiece(answers, 0));
        var end = first.Length;
        for (var pieces = 1; ; pieces++)
        {
            if (known.TryGetValue(answers[..end], out var option))
                first = (option, end);
            if (pieces >= mostPieces || end == answers.Length)
                return first;
            end = EndOfPiece(answers, end + Separator.Length);
        }
    }

    private static int EndOfPiece(ReadOnlySpan<char> answers, int start) =>
        answers[start..].IndexOf(Separator) is >= 0 and var length ? start + length : answers.Length;

    /// <summary>A cell in the column of one option: it ticks it, and must say the same option; free text where the option takes
    /// it.</summary>
    public CodedCell Tick(int option, string cell)
    {
        var said = OptionOf(cell);
        if (said == option || SaysItsPlainLabel(option, cell))
            return new CodedCell([option], null, null);
        if (IsBlank(Repaired(cell)))
            return CodedCell.NoAnswer;
        if (question.Options[option].Any)
            return new CodedCell([option], null, null);
        if (question.Options[option].Other)
            return new CodedCell([option], cell.Trim(), null);
        if (said >= 0)
            return CodedCell.Rejected(
                RejectCode.Shifted,
                $"is another option, in the column of \"{question.Options[option].Label}\"; header and cells may be shifted "
                    + "against each other"
            );
        return CodedCell.Rejected(RejectCode.WrongOption, $"in the column of \"{question.Options[option].Label}\"");
    }

    /// <summary>The cells of an option that is called "Other #2", because its question has two of that label, say "Other".</summary>
    private bool SaysItsPlainLabel(int option, string cell)
    {
        var text = Repaired(cell);
        return question
            .Options[option]
            .Wordings.Any(wording =>
                wording.Length > text.Length + 2
                && wording.StartsWith(text, StringComparison.Ordinal)
                && wording.AsSpan(text.Length).StartsWith(" #")
                && wording.AsSpan(text.Length + 2).IndexOfAnyExceptInRange('0', '9') < 0
            );
    }

    private bool IsBlank(string text) => question.Blank.Contains(text);

    private string Repaired(string text)
    {
        var normal = Label.Normalise(text);
        return question.Repairs.GetValueOrDefault(normal, normal);
    }

    private string NoneOf(string text)
    {
        var nearest = Label.Nearest(text, question.Options.Select(option => option.Label));
        return $"is none of {question.Options.Count} options{(nearest is null ? "" : $"; nearest {Label.Quote(nearest)}")}";
    }
}
