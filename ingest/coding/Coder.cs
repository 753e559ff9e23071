using Survey.Coded;
using Survey.Ingest.Dialects;
using Survey.Instruments;

namespace Survey.Ingest.Coding;

/// <summary>Codes the cells of one question in one wave. Pure: the same text always means the same.</summary>
public sealed class Coder
{
    private readonly CodebookQuestion question;
    private readonly OptionWordings wordings;
    private readonly JoinedAnswers joined;
    private readonly int other;
    private readonly int longest;

    public Coder(CodebookQuestion question)
    {
        this.question = question;
        wordings = new OptionWordings(question);
        joined = new JoinedAnswers(question, wordings);
        other = question.Options.ToList().FindIndex(option => option.Other);
        longest =
            wordings.All.Concat(question.Blank).Concat(question.Ticked ?? []).Concat(question.Repairs.Keys).Max(text => (int?)text.Length)
            ?? 0;
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

    /// <summary>A cell that holds one answer: an option's label, the text of the option that takes any, or a number.</summary>
    /// <param name="takesText">false where that text has a column of its own</param>
    public CodedCell Answer(string cell, bool takesText)
    {
        var text = wordings.Repaired(cell);
        if (IsBlank(text))
            return CodedCell.NoAnswer;
        if (question.Kind == QuestionKind.Number)
            return GivenNumber(text);
        if (wordings.Find(text) is >= 0 and var option)
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

    /// <summary>A cell that holds any number of answers. What no option explains is the text of the option that takes any, or else rejects
    /// the cell as a whole.</summary>
    public CodedCell JoinedAnswers(string cell)
    {
        var answers = wordings.Repaired(cell);
        if (IsBlank(answers))
            return CodedCell.NoAnswer;
        var (options, unexplained) = joined.Split(answers);
        if (unexplained.Count == 0)
            return new CodedCell([.. options], null, null);
        var text = string.Join(joined.Separator, unexplained);
        if (other < 0)
            return CodedCell.Rejected(
                RejectCode.UnknownOption,
                options.Count == 0 ? NoneOf(text) : $"says {Label.Quote(text)}, which {NoneOf(text)}"
            );
        if (!options.Contains(other))
            options.Add(other);
        return new CodedCell([.. options], text, null);
    }

    /// <summary>A cell in the column of one option: it ticks it, and must say the same option; free text where the option takes
    /// it.</summary>
    public CodedCell Tick(int option, string cell)
    {
        var said = wordings.OptionOf(cell);
        if (said == option || SaysItsPlainLabel(option, cell) || question.Ticked?.Contains(wordings.Repaired(cell)) == true)
            return new CodedCell([option], null, null);
        if (IsBlank(wordings.Repaired(cell)))
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
        var text = wordings.Repaired(cell);
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

    private string NoneOf(string text)
    {
        var nearest = Label.Nearest(text, question.Options.Select(option => option.Label));
        return $"is none of {question.Options.Count} options{(nearest is null ? "" : $"; nearest {Label.Quote(nearest)}")}";
    }
}
