namespace Survey.Instruments;

/// <summary>The row of a grid that a question is.</summary>
public sealed record GridRow(string Grid, string GridText, string Label, IReadOnlyList<string> Wordings);

/// <summary>A question over all its waves.</summary>
public sealed record Question
{
    public required string Id { get; init; }

    public required string Text { get; init; }

    public required QuestionKind Kind { get; init; }

    /// <summary>The grid row it is, or null.</summary>
    public GridRow? Row { get; init; }

    /// <summary>The waves that asked it; null for all.</summary>
    public IReadOnlyList<string>? Asked { get; init; }

    public required IReadOnlyList<Option> Options { get; init; }

    public required IReadOnlyList<Net> Nets { get; init; }

    /// <summary>Texts, normalised, that are no answer: "-", "99".</summary>
    public required IReadOnlyList<string> Blank { get; init; }

    /// <summary>What single waves say otherwise, by wave id.</summary>
    public required IReadOnlyDictionary<string, WaveWording> Waves { get; init; }

    /// <summary>The header of its columns where that is not its text, or null. <see cref="CodebookQuestion.OptionPlace"/> in it stands for
    /// an option, and <see cref="CodebookQuestion.RowPlace"/> for a grid's row.</summary>
    public string? Column { get; init; }

    /// <summary>What stands between the answers of a cell that holds several; null for ", ".</summary>
    public string? Separator { get; init; }

    /// <summary>Texts, normalised, that tick an option in the column that it has to itself: "1", "Yes".</summary>
    public IReadOnlyList<string> Ticked { get; init; } = [];

    /// <summary>Whom a wave asked it, where that was not everybody: who matches all of these filters. Waves that are not here asked
    /// everybody.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<Filter>> Routing { get; init; } = new Dictionary<string, IReadOnlyList<Filter>>();

    /// <summary>Of kind multiple: where two waves offered different options, none of its options can be compared. Otherwise those can that
    /// both offered.</summary>
    public bool ApartNotComparable { get; init; }

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
