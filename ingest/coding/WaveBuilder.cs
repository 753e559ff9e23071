using Survey.Coded;
using Survey.Ingest.Dialects;
using Survey.Ingest.Reading;
using Survey.Instruments;

namespace Survey.Ingest.Coding;

/// <summary>Puts what a row's cells say into the coded wave: one respondent after the other into the sets of options, the numbers and the
/// texts; and what cannot be used among the rejects.</summary>
internal sealed class WaveBuilder
{
    private readonly CodedWave coded;
    private readonly Column[] columns;
    private readonly RejectLimit rejects;
    private readonly Codebook codebook;

    // By column: the sets of its question's options, and whether a tick in it says that no other of them is ticked.
    private readonly Bitmap[][] sets;
    private readonly bool[] isOnlyTick;

    // Of the row that is being added: the option of each question that takes one answer, the questions that have several, the cells with
    // free texts, and their questions.
    private readonly Dictionary<int, int> singles = [];
    private readonly HashSet<int> several = [];
    private readonly List<(int Question, int Column)> texts = [];
    private readonly HashSet<int> inWords = [];

    public WaveBuilder(CodedWave coded, Column[] columns, RejectLimit rejects)
    {
        (this.coded, this.columns, this.rejects, codebook) = (coded, columns, rejects, coded.Codebook);
        sets = [.. columns.Select(column => column.Question < 0 ? [] : coded.Options(column.Question).ToArray())];
        isOnlyTick =
        [
            .. columns.Select(column => column.Reading == CellReading.Tick && TakesOneAnswer(column.Question) && !IsBesideAPoint(column)),
        ];
    }

    /// <param name="row">the row, coded</param>
    /// <param name="respondent">-1 for a row without any answer: its metadata is only counted</param>
    public void Add(RawFile raw, RowCoder row, int respondent)
    {
        singles.Clear();
        several.Clear();
        texts.Clear();
        inWords.Clear();
        var codings = row.Codings;
        var blank = row.Blank;
        var accounts = coded.Accounts;
        for (var column = 0; column < columns.Length; column++)
        {
            if (blank[column])
                continue;
            accounts.NonBlankCells++;
            if (codings[column] is not { } coding)
            {
                accounts.Ignored++;
                continue;
            }
            var question = columns[column].Question;
            rejects.Count(question);
            if (coding.Problem is { } problem)
                rejects.Reject(raw, column, problem);
            else if (ReferenceEquals(coding, CodedCell.NoAnswer))
                accounts.Ignored++;
            else
            {
                accounts.Coded++;
                Add(coding, question, column, respondent);
            }
        }
        foreach (var question in several)
            RejectSeveralAnswers(raw, row, question, respondent);
        if (texts.Count > 0)
            AddTexts(raw, row, respondent);
    }

    private void Add(CodedCell coding, int question, int column, int respondent)
    {
        if (isOnlyTick[column] && !singles.TryAdd(question, coding.Options[0]) && singles[question] != coding.Options[0])
            several.Add(question);
        foreach (var option in coding.Options)
            sets[column][option][respondent] = true;
        if (coding.Number is { } number)
            coded.Numbers(question)[respondent] = number;
        if (coding.Verbatim is not null)
        {
            texts.Add((question, column));
            inWords.Add(question);
        }
    }

    private void AddTexts(RawFile raw, RowCoder row, int respondent)
    {
        if (inWords.Count == texts.Count)
        {
            foreach (var (question, column) in texts)
            {
                if (!several.Contains(question))
                    AddText(raw, row.Codings[column]!, codebook.Questions[question].Id, column, respondent);
            }
            return;
        }
        // Several texts of one respondent to one question are kept as one.
        foreach (
            var own in texts
                .Where(text => !several.Contains(text.Question))
                .GroupBy(
                    text => text.Question,
                    text => row.Codings[text.Column]!.IsWholeCell ? raw.Text(text.Column).Trim() : row.Codings[text.Column]!.Verbatim
                )
        )
            coded.Verbatims.Add(new Verbatim(codebook.Questions[own.Key].Id, respondent, string.Join("; ", own)));
    }

    private void AddText(RawFile raw, CodedCell coding, string question, int column, int respondent)
    {
        if (coding.IsWholeCell)
            coded.Verbatims.Add(question, respondent, Label.Trimmed(raw.Bytes(column)));
        else
            coded.Verbatims.Add(new Verbatim(question, respondent, coding.Verbatim!));
    }

    private bool TakesOneAnswer(int question) => codebook.Questions[question].Kind is QuestionKind.Single or QuestionKind.Scale;

    /// <summary>Text in the column of a scale's "Other" is no second point: who rates may comment.</summary>
    private bool IsBesideAPoint(Column column) =>
        codebook.Questions[column.Question] is { Kind: QuestionKind.Scale } scale && scale.Options[column.Option].Other;

    /// <summary>A question that takes one answer has ticks in several columns: none of them counts.</summary>
    private void RejectSeveralAnswers(RawFile raw, RowCoder row, int question, int respondent)
    {
        for (var column = 0; column < columns.Length; column++)
        {
            if (columns[column].Question != question || columns[column].Reading != CellReading.Tick || row.Blank[column])
                continue;
            if (row.Codings[column]!.Options.Length == 0)
                continue;
            coded.Option(question, columns[column].Option)[respondent] = false;
            coded.Accounts.Coded--;
            rejects.Reject(
                raw,
                column,
                new CodingProblem(RejectCode.SeveralAnswers, "is one of several answers in this row to a question that takes one")
            );
        }
    }
}
