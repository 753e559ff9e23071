namespace Survey.Instruments;

/// <summary>What a question's answers are. New kinds come last: the fingerprints of codebooks hold a kind's place.</summary>
public enum QuestionKind
{
    Single,
    Multiple,

    /// <summary>one answer of ordered options, which have numeric values</summary>
    Scale,

    Text,

    /// <summary>a number that the respondent gave</summary>
    Number,
}

public static class QuestionKinds
{
    /// <summary>Whether it is answered with options, which have percentages. Of the other kinds it is only counted who answered.</summary>
    public static bool HasOptions(this QuestionKind kind) => kind is not (QuestionKind.Text or QuestionKind.Number);
}

/// <summary>What a question's figures at one wave must not be taken for. See survey/INSTRUMENT.md.</summary>
public enum Flag
{
    Break,
    Differs,
    Provisional,
}

/// <summary>One answer category.</summary>
/// <param name="Wordings">other texts that mean this option</param>
/// <param name="Offered">the waves that offered it; null for all that asked the question</param>
/// <param name="Missing">an answer that is not part of the base <c>valid</c>: "N/A", "don't know"</param>
/// <param name="Other">takes free text</param>
/// <param name="Value">its number on a scale; null for an answer off the scale, and in questions of other kinds</param>
/// <param name="Any">whatever is in its column ticks it</param>
public sealed record Option(
    string Id,
    string Label,
    IReadOnlyList<string> Wordings,
    IReadOnlyList<string>? Offered,
    bool Missing,
    bool Other,
    double? Value = null,
    bool Any = false
)
{
    public bool IsOfferedIn(string wave) => Offered is null || Offered.Contains(wave);
}

/// <summary>A named union of options; a respondent counts once.</summary>
public sealed record Net(string Id, string Label, IReadOnlyList<string> Of)
{
    /// <summary>A scale with fewer points than this has no top 2 box that would say anything.</summary>
    private const int LeastPoints = 4;

    /// <summary>The two highest points of a scale, which every scale has as a net; null where it has too few points.</summary>
    internal static Net? Top2Box(IReadOnlyList<Option> options)
    {
        var points = options
            .Where(option => option is { Value: not null, Missing: false })
            .GroupBy(option => option.Value!.Value)
            .OrderByDescending(point => point.Key)
            .ToList();
        if (points.Count < LeastPoints)
            return null;
        var top = points.Take(2).Reverse().SelectMany(point => point).ToList();
        return new Net(
            "top-2-box",
            $"Top 2 box ({string.Join(", ", top.Select(option => option.Label))})",
            [.. top.Select(option => option.Id)]
        );
    }
}

/// <summary>The row of a grid that a question is.</summary>
public sealed record GridRow(string Grid, string GridText, string Label, IReadOnlyList<string> Wordings);

/// <summary>What one wave says otherwise about a question.</summary>
/// <param name="Labels">the wave's own wording of options, by option id</param>
/// <param name="Repairs">texts that mean another text in this wave's columns of the question: <c>Oct-49</c> means <c>10-49</c></param>
/// <param name="Recode">finer answers that this wave offered, normalised, and the id of the coarser option that each is counted as</param>
/// <param name="Blank">texts, normalised, that are no answer in this wave; null for those of the question</param>
/// <param name="Columns">columns of the wave's raw file, counted from 1, whose headers are lost, and the id of the option that each is
/// of</param>
public sealed record WaveWording(
    string? Text,
    Flag? Flag,
    string Reason,
    IReadOnlyDictionary<string, string> Labels,
    IReadOnlyDictionary<string, string> Repairs,
    IReadOnlyDictionary<string, string> Recode,
    IReadOnlyList<string>? Blank,
    IReadOnlyDictionary<int, string> Columns
);

/// <summary>A question over all its waves.</summary>
/// <param name="Asked">the waves that asked it; null for all</param>
/// <param name="Row">the grid row it is, or null</param>
/// <param name="Blank">texts, normalised, that are no answer: "-", "99"</param>
/// <param name="Waves">what single waves say otherwise, by wave id</param>
/// <param name="Column">the header of its columns where that is not its text, or null</param>
public sealed record Question(
    string Id,
    string Text,
    QuestionKind Kind,
    GridRow? Row,
    IReadOnlyList<string>? Asked,
    IReadOnlyList<Option> Options,
    IReadOnlyList<Net> Nets,
    IReadOnlyList<string> Blank,
    IReadOnlyDictionary<string, WaveWording> Waves,
    string? Column = null
)
{
    /// <summary>Whom a wave asked it, where that was not everybody: who matches all of these filters. Waves that are not here asked
    /// everybody.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<Filter>> Routing { get; init; } = new Dictionary<string, IReadOnlyList<Filter>>();

    /// <summary>Its options, then its nets.</summary>
    public IEnumerable<Choice> Choices =>
        Options
            .Select(option => new Choice(option.Id, option.Label, Net: false))
            .Concat(Nets.Select(net => new Choice(net.Id, net.Label, Net: true)));

    /// <summary>Those that a wave offered, in its own wording.</summary>
    internal IEnumerable<Choice> ChoicesIn(string wave) =>
        Choices.Select(choice => LabelIn(wave, choice.Id) is { } label ? choice with { Label = label } : null).OfType<Choice>();

    /// <summary>Whether an option or net has a percentage of a base: all have but, of the valid answers, the options that are
    /// missing.</summary>
    internal bool IsInBase(string id, BaseRule rule) => rule != BaseRule.Valid || !Options.Any(option => option.Id == id && option.Missing);

    /// <exception cref="NotFoundException">the question has no such option or net</exception>
    public Choice Require(string id) =>
        Choices.FirstOrDefault(choice => choice.Id == id)
        ?? throw new NotFoundException(
            $"no option {Label.Quote(id)} in question \"{Id}\"; there are {string.Join(", ", Choices.Select(choice => choice.Id))}"
        );

    /// <summary>The label of an option or net as a wave worded it; null where the wave did not offer it.</summary>
    public string? LabelIn(string wave, string id)
    {
        if (!IsAskedIn(wave))
            return null;
        if (Options.FirstOrDefault(option => option.Id == id) is { } option)
            return option.IsOfferedIn(wave) ? Waves.GetValueOrDefault(wave)?.Labels.GetValueOrDefault(id) ?? option.Label : null;
        var net = Nets.FirstOrDefault(net => net.Id == id);
        return net is not null && Options.Any(option => net.Of.Contains(option.Id) && option.IsOfferedIn(wave)) ? net.Label : null;
    }

    /// <summary>The question as a wave worded it.</summary>
    public string TextIn(string wave) => CodebookQuestion.TextOf(Waves.GetValueOrDefault(wave)?.Text ?? Row?.GridText ?? Text, Row);

    /// <summary>Of kind number: the numbers that may be an answer; null for any.</summary>
    public NumberRange? Limits { get; init; }

    public bool IsAskedIn(string wave) => Asked is null || Asked.Contains(wave);

    public (Flag Flag, string Reason)? FlagIn(string wave) =>
        Waves.GetValueOrDefault(wave) is { Flag: { } flag, Reason: var reason } ? (flag, reason) : null;
}
