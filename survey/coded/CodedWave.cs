using Survey.Instruments;

namespace Survey.Coded;

/// <summary>What became of a raw file's rows and cells. Nothing is dropped silently: both sums must hold.</summary>
/// <param name="Rows">data rows, the header rows not among them</param>
/// <param name="LeftOutRows">rows that the instrument keeps out, with "keep" and "drop"</param>
/// <param name="NonBlankCells">of the data rows that were neither rejected nor left out</param>
/// <param name="Ignored">cells of columns that the instrument declares as metadata or ignored</param>
public sealed record Accounts(
    long Rows,
    int Respondents,
    long BlankRows,
    long RejectedRows,
    long NonBlankCells,
    long Coded,
    long RejectedCells,
    long Ignored,
    long LeftOutRows = 0
)
{
    /// <exception cref="InvalidOperationException">an identity is broken: a defect of ours, never of the file</exception>
    public void Check()
    {
        if (Rows != Respondents + BlankRows + RejectedRows + LeftOutRows || NonBlankCells != Coded + RejectedCells + Ignored)
            throw new InvalidOperationException($"the accounts of this load do not add up: {this}");
    }
}

/// <summary>One free-text answer.</summary>
public sealed record Verbatim(string Question, int Respondent, string Text);

/// <summary>A stored set of respondents of one question: an option's, a net's, or one of the bases <c>answered</c> and
/// <c>valid</c>.</summary>
public sealed record Selection(string Question, SetKind Kind, string Option, Bitmap Respondents);

/// <summary>A wave's raw file after coding, in memory: one bitmap an option, and what could not be used.</summary>
public sealed class CodedWave(Codebook codebook) : IDisposable
{
    private readonly Bitmap[][] options = [.. codebook.Questions.Select(question => question.Options.Select(_ => new Bitmap()).ToArray())];
    private readonly NumberVector?[] numbers =
    [
        .. codebook.Questions.Select(question => question.Kind == QuestionKind.Number ? new NumberVector() : null),
    ];

    public Codebook Codebook { get; } = codebook;

    public VerbatimSpool Verbatims { get; } = new();

    public List<Reject> Rejects { get; } = [];

    public List<Warning> Warnings { get; } = [];

    /// <summary>Null where the file has no ids that can be relied on.</summary>
    public RespondentKeys? Keys { get; set; }

    /// <summary>What is blanked in the copy of the file that is kept.</summary>
    public PersonalCells Personal { get; set; } = PersonalCells.None;

    public required Accounts Accounts { get; set; }

    /// <summary>The respondents who chose an option; positions as in <see cref="Codebook"/>.</summary>
    public Bitmap Option(int question, int option) => options[question][option];

    /// <summary>The same for every option of a question, in order.</summary>
    public IReadOnlyList<Bitmap> Options(int question) => options[question];

    /// <summary>The numbers given to a question of kind number; its position as in <see cref="Codebook"/>.</summary>
    public NumberVector Numbers(int question) =>
        numbers[question] ?? throw new InvalidOperationException($"question \"{Codebook.Questions[question].Id}\" is not of kind number");

    /// <summary>The numbers given to every question of kind number, by question id.</summary>
    public IEnumerable<(string Question, NumberVector Numbers)> Numbers()
    {
        for (var question = 0; question < numbers.Length; question++)
        {
            if (numbers[question] is { } given)
                yield return (Codebook.Questions[question].Id, given);
        }
    }

    /// <summary>Every set that is stored: options, nets, and the bases.</summary>
    public IEnumerable<Selection> Selections()
    {
        for (var question = 0; question < Codebook.Questions.Count; question++)
        {
            var asked = Codebook.Questions[question];
            var chosen = asked.Options.Select((option, position) => (Option: option, Respondents: options[question][position])).ToList();
            foreach (var (option, respondents) in chosen)
                yield return new Selection(asked.Id, SetKind.Option, option.Id, respondents);
            foreach (var net in asked.Nets)
                yield return new Selection(
                    asked.Id,
                    SetKind.Net,
                    net.Id,
                    Union(chosen.Where(pair => net.Of.Contains(pair.Option.Id)).Select(pair => pair.Respondents))
                );
            yield return new Selection(asked.Id, SetKind.Answered, "", Union(chosen.Select(pair => pair.Respondents)));
            yield return new Selection(
                asked.Id,
                SetKind.Valid,
                "",
                Union(chosen.Where(pair => !pair.Option.Missing).Select(pair => pair.Respondents))
            );
        }
    }

    /// <summary>The texts are gone; sets, rejects and accounts stay.</summary>
    public void Dispose() => Verbatims.Dispose();

    private static Bitmap Union(IEnumerable<Bitmap> sets)
    {
        var union = new Bitmap();
        foreach (var set in sets)
            union.UnionWith(set);
        return union;
    }
}
