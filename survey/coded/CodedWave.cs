using Survey.Instruments;

namespace Survey.Coded;

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

    public Accounts Accounts { get; init; } = new();

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
