namespace Survey.Tests.Ingest.Written;

internal enum MadeKind
{
    Single,
    Multiple,

    /// <summary>One of ordered labels: points from 1 or 0 on, or words.</summary>
    Scale,
    Number,
    Text,
}

/// <summary>What one respondent answered to a question, or to one row of a grid.</summary>
/// <param name="Options">positions of the labels that were chosen</param>
/// <param name="Typed">beside a chosen Other, what was typed for it, which may be nothing; otherwise the number or text</param>
internal sealed record MadeAnswer(IReadOnlyList<int> Options, string Typed)
{
    public static readonly MadeAnswer None = new([], "");
}

/// <summary>A question of a made-up survey.</summary>
/// <param name="Code">as tools number questions: "Q3"</param>
/// <param name="Labels">the last one is "Other", where <paramref name="Other"/> says so</param>
/// <param name="Rows">of a grid; a plain question has none</param>
/// <param name="Answers">by row (a plain question has one) and respondent</param>
internal sealed record MadeQuestion(
    string Code,
    string Text,
    MadeKind Kind,
    IReadOnlyList<string> Labels,
    bool Other,
    IReadOnlyList<string> Rows,
    IReadOnlyList<IReadOnlyList<MadeAnswer>> Answers
)
{
    public bool IsGrid => Rows.Count > 0;

    public bool HasLabels => Labels.Count > 0;

    /// <summary>The labels, without Other.</summary>
    public IReadOnlyList<string> Offered => Other ? [.. Labels.SkipLast(1)] : Labels;

    public string RowName(int row) => IsGrid ? Rows[row] : "";

    public bool Chose(int respondent, int option, int row = 0) => Answers[row][respondent].Options.Contains(option);

    public bool ChoseOther(int respondent) => Other && Chose(respondent, Labels.Count - 1);

    public string Typed(int respondent) => Answers[0][respondent].Typed;

    /// <summary>What the respondent said in words: the labels, and in place of Other what was typed.</summary>
    public IEnumerable<string> Said(int respondent, int row = 0) =>
        Answers[row][respondent].Options.Select(option => Other && option == Labels.Count - 1 ? Typed(respondent) : Labels[option]);

    /// <summary>The one label of the respondent's answer, Other as such; empty where there is none.</summary>
    public string Chosen(int respondent, int row = 0) => Answers[row][respondent].Options is [var option, ..] ? Labels[option] : "";

    /// <summary>The position of the one answer, from 1, as tools number choices; empty where there is none.</summary>
    public string ChosenNumber(int respondent, int row = 0) =>
        Answers[row][respondent].Options is [var option, ..] ? FormattableString.Invariant($"{option + 1}") : "";
}
