using Survey.Coded;
using Survey.Ingest.Coding;
using Survey.Ingest.Guessing;
using Survey.Instruments;
using Survey.Storage;

namespace Survey.Ingest.Drafting;

/// <summary>What a load of a draft comes to: everything is read and coded, and nothing is written.</summary>
/// <param name="Problems">what would refuse the file, one line each</param>
/// <param name="Respondents">how many it counts; 0 where the file cannot be read to its end</param>
/// <param name="Rejects">cells and rows that cannot be used</param>
internal sealed record DryRun(IReadOnlyList<string> Problems, int Respondents, Accounts? Accounts, IReadOnlyList<Reject> Rejects)
{
    private readonly Dictionary<(string Question, string Option), long> counts = [];
    private readonly Dictionary<string, long> answered = [];

    /// <summary>The questions that were tried, a grid's rows one by one.</summary>
    public IReadOnlyList<CodebookQuestion> Questions { get; private init; } = [];

    public static DryRun Of(RawCopy file, Instrument instrument)
    {
        var problems = new List<string>();
        var codebook = instrument.At(instrument.Waves[0]);
        using var coded = WaveReader.Check(file, codebook, problems);
        if (coded is null)
            return new DryRun(problems, 0, null, []) { Questions = codebook.Questions };
        var run = new DryRun(problems, coded.Accounts.Respondents, coded.Accounts, [.. coded.Rejects]) { Questions = codebook.Questions };
        foreach (var set in coded.Selections())
        {
            if (set.Kind == SetKind.Option)
                run.counts[(set.Question, set.Option)] = set.Respondents.Count;
            else if (set.Kind == SetKind.Answered)
                run.answered[set.Question] = set.Respondents.Count;
        }
        return run;
    }

    /// <summary>How often an option was chosen; in a grid, in all rows together.</summary>
    public long CountOf(string question, IReadOnlyList<string> rows, string option) =>
        rows.Count == 0
            ? counts.GetValueOrDefault((question, option))
            : rows.Sum(row => counts.GetValueOrDefault(($"{question}.{row}", option)));

    /// <summary>How many respondents answered a question; of a grid the row with the most.</summary>
    public long AnsweredBy(string question, IReadOnlyList<string> rows) =>
        rows.Count == 0 ? answered.GetValueOrDefault(question) : rows.Max(row => answered.GetValueOrDefault($"{question}.{row}"));

    /// <summary>What came out, in one line.</summary>
    public string InWords() =>
        Accounts is null
            ? "the file could not be read to its end"
            : $"{Accounts.Rows} rows give {Respondents} respondents, {Accounts.BlankRows} without an answer, "
                + $"{Accounts.RejectedRows} rejected; of {Accounts.NonBlankCells} cells {Accounts.Coded} are coded, "
                + $"{Accounts.Ignored} are no "
                + $"answers and {Accounts.RejectedCells} are rejected";

    /// <summary>What it could not use, column by column, and why a load would be refused.</summary>
    public IEnumerable<Finding> Findings(Inspection inspection)
    {
        var file = inspection.File.Name;
        foreach (var group in Rejects.Where(reject => reject.Column > 0).GroupBy(reject => (reject.Column, reject.Code)))
        {
            var isShifted = group.Key.Code == RejectCode.Shifted;
            yield return new Finding(
                isShifted ? FindingCode.Shifted : FindingCode.RejectedCells,
                isShifted ? FindingWeight.Decide : FindingWeight.Doubt,
                $"{file}:{group.First().Line} column {group.Key.Column} {Label.Quote(group.First().Header, 60)}",
                $"{group.Count()} cells cannot be used ({group.Key.Code}), the first says {Label.Quote(group.First().Value, 60)}",
                isShifted
                    ? "headers and cells are shifted against each other: export the file again, or mend the rows"
                    : "add what they say to the options, or to \"blank\" if it is no answer",
                group.Key.Column - 1
            );
        }
        foreach (var group in Rejects.Where(reject => reject.Column == 0).GroupBy(reject => reject.Code))
            yield return new Finding(
                group.Key == RejectCode.SummaryRow ? FindingCode.NotAPerson
                    : group.Key == RejectCode.Shifted ? FindingCode.Shifted
                    : FindingCode.BrokenRows,
                group.Key == RejectCode.Shifted ? FindingWeight.Decide : FindingWeight.Doubt,
                $"{file}:{group.First().Line}",
                $"{group.Count()} rows are rejected ({group.Key}): {group.First().Expected}",
                "delete or mend them in the file"
            );
        if (Problems.Count > 0)
            yield return new Finding(
                FindingCode.NotLoadable,
                FindingWeight.Decide,
                file,
                $"a load would be refused: {Problems[0]}{(Problems.Count > 1 ? $"; and for {Problems.Count - 1} more reasons" : "")}",
                "mend the file, or the draft where it says so"
            );
    }
}
