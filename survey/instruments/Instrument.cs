namespace Survey.Instruments;

/// <summary>Whether breakdowns of a survey may be shown without disclosure control.</summary>
public enum Disclosure
{
    Protected,
    Open,
}

/// <summary>
/// The codebook of one survey: its waves and questions, and how every wave's columns and labels map onto them.
/// Parsed from <c>survey.yaml</c> by <see cref="InstrumentFile"/>; consistent once it exists.
/// </summary>
public sealed record Instrument
{
    /// <summary>The survey's id.</summary>
    public required string Survey { get; init; }

    public required string Title { get; init; }

    public required Disclosure Disclosure { get; init; }

    /// <summary>The id of the question shown first.</summary>
    public required string Headline { get; init; }

    /// <summary>The option or net of it that the headline is about.</summary>
    public required string HeadlineOption { get; init; }

    public required IReadOnlyList<Wave> Waves { get; init; }

    public required IReadOnlyList<Question> Questions { get; init; }

    /// <summary>The text that it was parsed from.</summary>
    public required string Yaml { get; init; }

    /// <summary>Named ways to weight respondents; none unless the instrument declares some.</summary>
    public IReadOnlyList<WeightScheme> Weights { get; init; } = [];

    /// <summary>A base under this, effective where respondents are weighted, is too small to rely on: its figures are shown with the flag
    /// <c>low</c>, and neither tested nor ranked.</summary>
    public int MinimumBase { get; init; } = 30;

    /// <summary>Whether figures of a base under the minimum are not shown at all.</summary>
    public bool Mask { get; init; }

    /// <summary>Ids of the questions whose changes are the family of a sheet of changes, the others being exploratory; none where all are
    /// one family.</summary>
    public IReadOnlyList<string> Key { get; init; } = [];

    /// <exception cref="NotFoundException">the instrument has no such wave</exception>
    public Wave Wave(string id) =>
        Waves.FirstOrDefault(wave => wave.Id == id)
        ?? throw new NotFoundException(
            $"no wave {Label.Quote(id)} in survey \"{Survey}\"; there are {string.Join(", ", Waves.Select(wave => wave.Id))}"
        );

    /// <exception cref="NotFoundException">the instrument has no such question</exception>
    public Question Question(string id) =>
        Questions.FirstOrDefault(question => question.Id == id)
        ?? throw new NotFoundException(
            $"no question {Label.Quote(id)} in survey "
                + $"\"{Survey}\"; there are {string.Join(", ", Questions.Select(question => question.Id))}"
        );

    /// <exception cref="NotFoundException">the instrument has no such weight scheme</exception>
    public WeightScheme Weight(string id) =>
        Weights.FirstOrDefault(scheme => scheme.Id == id)
        ?? throw new NotFoundException(
            $"no weight scheme {Label.Quote(id)} in survey \"{Survey}\"; "
                + (Weights.Count == 0 ? "it declares none" : $"there are {string.Join(", ", Weights.Select(scheme => scheme.Id))}")
        );

    /// <summary>The instrument as one of its waves sees it.</summary>
    public Codebook At(Wave wave) =>
        new(wave, [.. Questions.Where(question => question.IsAskedIn(wave.Id)).Select(question => CodebookQuestion.Of(question, wave))]);
}
