using System.Text.Json.Serialization;
using Survey.Counting;
using Survey.Instruments;
using Survey.Storage;

namespace Survey.Answers;

/// <summary>One option or net of a topline.</summary>
public sealed record ToplineOption([property: JsonIgnore] Choice Choice)
{
    public string Id => Choice.Id;

    /// <summary>In the wave's own wording.</summary>
    public string Label => Choice.Label;

    public bool Net => Choice.Net;

    /// <summary>Respondents, unweighted.</summary>
    public required int Count { get; init; }

    /// <summary>Of the base, 0 to 100; null as the figure is.</summary>
    public double? Percent => Figure?.Percent;

    public double? Low => Figure?.Interval?.Low;

    public double? High => Figure?.Interval?.High;

    /// <summary>Of the percentage, in points; null as the interval is.</summary>
    public double? StandardError => Figure?.StandardError;

    /// <summary>Of a reconstructed wave: no publication gave it.</summary>
    public bool MadeUp { get; init; }

    /// <summary>Null with base 0, and for an option that is not part of the base.</summary>
    [JsonIgnore]
    public Figure? Figure { get; init; }
}

/// <summary>Counts and percentages of one question in one wave.</summary>
public sealed record Topline
{
    public required string Id { get; init; }

    /// <summary>In the wave's own wording.</summary>
    public required string Text { get; init; }

    public required QuestionKind Kind { get; init; }

    /// <summary>Codes: break, differs, provisional, low.</summary>
    public IReadOnlyList<string> Flags => Reasons.Flags();

    /// <summary>The flags' reasons, then what the revision was coded without.</summary>
    public IReadOnlyList<string> Notes => Reasons.Notes();

    public int Answered { get; init; }

    /// <summary>Respondents that the percentages are of, unweighted.</summary>
    public int Base { get; init; }

    /// <summary>Kish's effective base, where respondents are weighted; or null.</summary>
    public double? EffectiveBase { get; init; }

    /// <summary>Why there are no figures, in words; empty where there are.</summary>
    public string NotComputable => Problem.InWords();

    /// <summary>Of a scale or number; or null.</summary>
    public MeanFigure? Mean { get; init; }

    public IReadOnlyList<ToplineOption> Options { get; init; } = [];

    /// <summary>The flags, then what the revision was coded without.</summary>
    [JsonIgnore]
    public IReadOnlyList<Reason> Reasons { get; init; } = [];

    /// <summary>Why there are no figures; null where there are.</summary>
    [JsonIgnore]
    public Reason? Problem { get; init; }

    /// <param name="problem">why there is no tally; null where there is one</param>
    internal static Topline Of(
        Comparability comparability,
        Question question,
        Tally? tally,
        Reason? problem,
        LoadedWave loaded,
        BaseRule rule
    )
    {
        var wave = loaded.Wave;
        var topline = new Topline
        {
            Id = question.Id,
            Text = question.TextIn(wave.Id),
            Kind = question.Kind,
            Problem = problem,
        };
        if (tally is null)
            return topline;
        var missing = QuestionSets.CodedWithout(question, loaded, choice => tally.Count(choice) is not null);
        return topline with
        {
            Reasons = [.. QuestionFlags.Of(comparability, question, wave, tally.Base, tally.Weighted), .. missing],
            Answered = tally.Answered.Respondents,
            Base = tally.Base.Respondents,
            EffectiveBase = tally.Weighted ? tally.Base.EffectiveBase : null,
            Mean = MeanFigure.Of(comparability, question, new WaveTally(wave, tally)),
            Options = [.. question.ChoicesIn(wave.Id).Select(Counted).OfType<ToplineOption>()],
        };

        ToplineOption? Counted(Choice choice) =>
            tally.Count(choice) is not { Respondents: var count }
                ? null
                : new ToplineOption(choice)
                {
                    Count = count,
                    MadeUp = !wave.IsPublished(question.Id, choice.Id),
                    Figure = question.IsInBase(choice.Id, rule)
                        ? Figure.Of(count, tally.Share(choice), comparability.WithoutInterval(question, choice.Id, wave) is not null)
                        : null,
                };
    }
}
