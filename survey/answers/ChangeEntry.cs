using System.Text.Json.Serialization;
using Survey.Instruments;
using Survey.Statistics;

namespace Survey.Answers;

/// <summary>Why a change of a sheet has a rank, or has none.</summary>
public enum Standing
{
    /// <summary>tested: it has a rank</summary>
    Ranked,

    /// <summary>it is the other side of another answer's change, or the same, which is tested</summary>
    Mirror,

    /// <summary>a base is under the minimum</summary>
    Low,

    /// <summary>the figures cannot be compared</summary>
    Differs,

    /// <summary>nothing can be tested, as in reconstructed waves</summary>
    Untested,
}

/// <summary>The change of one option, net or mean between the two waves of a sheet.</summary>
public sealed record ChangeEntry
{
    /// <summary>1 for the first; null for what is not ranked, and Standing says why.</summary>
    public int? Rank { get; init; }

    public required Standing Standing { get; init; }

    /// <summary>The question's id.</summary>
    public required string Question { get; init; }

    /// <summary>The question in the later wave's own wording.</summary>
    public required string Text { get; init; }

    /// <summary>The id of the option or net; null for a mean.</summary>
    public string? Option => Choice?.Id;

    /// <summary>In the later wave's own wording; "mean" for a mean.</summary>
    public string Label => Choice?.Label ?? "mean";

    public bool Net => Choice is { Net: true };

    public required ChangeSide From { get; init; }

    public required ChangeSide To { get; init; }

    /// <summary>In percentage points; of a mean in its own unit.</summary>
    public required Change Change { get; init; }

    /// <summary>In the later wave's own wording; null for a mean.</summary>
    [JsonIgnore]
    public Choice? Choice { get; init; }

    /// <summary>Whether it is of a question beside the key questions of the instrument, and adjusted apart; false where there are
    /// none.</summary>
    public bool Exploratory { get; init; }

    /// <returns>null where one of the waves has no figure, and across a break</returns>
    internal static ChangeEntry? OfShare(Comparability comparability, Question question, Choice choice, WaveTally from, WaveTally to)
    {
        if (
            from.Tally.Share(choice) is not { } before
            || to.Tally.Share(choice) is not { } now
            || Change.Between(comparability.Of(question, choice, Base(from), Base(to)), from.Wave, before, now) is not { } change
        )
            return null;
        var shown = choice with { Label = question.LabelIn(to.Wave.Id, choice.Id)! };
        return Of(question, shown, Side(from, before), Side(to, now), change, to.Wave);

        ChangeSide Side(WaveTally side, Proportion share)
        {
            var all = side.Tally.Base;
            return new ChangeSide
            {
                Base = all.Respondents,
                EffectiveBase = side.Tally.Weighted ? all.EffectiveBase : null,
                Share = Figure.Of(
                    side.Tally.Count(choice)!.Value.Respondents,
                    share,
                    comparability.WithoutInterval(question, choice.Id, side.Wave) is not null
                ),
                Reasons = QuestionFlags.Of(comparability, question, side.Wave, all, side.Tally.Weighted),
            };
        }

        static ComparedSide Base(WaveTally side) => ComparedSide.Of(side.Wave, side.Tally.Base, side.Tally.Weighted);
    }

    /// <returns>null where one of the waves has no numbers, and across a break</returns>
    internal static ChangeEntry? OfMean(Comparability comparability, Question question, WaveTally from, WaveTally to)
    {
        if (
            MeanFigure.Of(comparability, question, from) is not { } before
            || MeanFigure.Of(comparability, question, to) is not { } now
            || Change.Between(
                comparability.Of(
                    question,
                    null,
                    ComparedSide.Of(from.Wave, before, from.Tally.Weighted),
                    ComparedSide.Of(to.Wave, now, to.Tally.Weighted)
                ),
                from.Wave,
                before.Moments,
                now.Moments
            )
                is not { } change
        )
            return null;
        return Of(question, null, Side(from, before), Side(to, now), change, to.Wave);

        ChangeSide Side(WaveTally side, MeanFigure figure) =>
            new()
            {
                Base = figure.Count,
                EffectiveBase = side.Tally.Weighted ? figure.Moments.Base : null,
                OfNumbers = figure,
                Reasons = QuestionFlags.Of(comparability, question, side.Wave, figure.All, side.Tally.Weighted),
            };
    }

    /// <summary>Not tested, because another answer of its question says the same.</summary>
    /// <param name="other">a choice that is tested</param>
    /// <param name="same">whether it is of the same respondents; of all others otherwise</param>
    internal ChangeEntry Mirroring(Choice other, bool same) =>
        this with
        {
            Standing = Standing.Mirror,
            Change = Change with
            {
                P = null,
                Detectable = null,
                Reasons =
                [
                    .. Change.Reasons.Where(reason => reason.Code != ReasonCode.OfTest),
                    new Reason(ReasonCode.Mirror, $"it is {(same ? "the same as" : "the other side of")} “{other.Label}”"),
                ],
            },
        };

    /// <summary>These entries in their families, those of the key questions and the others: what is tested adjusted and ranked, by adjusted
    /// p, then p, then size, exploratory changes behind; then what is not tested, by size. Means stand behind shares of the same p, as
    /// their units differ.</summary>
    internal static IReadOnlyList<ChangeEntry> Ordered(IReadOnlyList<ChangeEntry> entries, Adjustment adjustment)
    {
        var judged = entries
            .GroupBy(entry => entry.Exploratory)
            .SelectMany(family =>
                family.Zip(
                    Change.Judged([.. family.Select(entry => entry.Change)], adjustment),
                    (entry, change) => entry with { Change = change }
                )
            )
            .ToList();
        var ranked = judged
            .Where(entry => entry.Standing == Standing.Ranked)
            .OrderBy(entry => entry.Exploratory)
            .ThenBy(entry => entry.Change.PAdjusted)
            .ThenBy(entry => entry.Change.P)
            .ThenBy(entry => entry.Option is null)
            .ThenByDescending(entry => Math.Abs(entry.Change.Points))
            .Select((entry, i) => entry with { Rank = i + 1 });
        var others = judged
            .Where(entry => entry.Standing != Standing.Ranked)
            .OrderBy(entry => entry.Option is null)
            .ThenByDescending(entry => Math.Abs(entry.Change.Points));
        return [.. ranked, .. others];
    }

    private static ChangeEntry Of(Question question, Choice? choice, ChangeSide from, ChangeSide to, Change change, Wave later) =>
        new()
        {
            Standing = StandingOf(change),
            Question = question.Id,
            Text = question.TextIn(later.Id),
            Choice = choice,
            From = from,
            To = to,
            Change = change,
        };

    private static Standing StandingOf(Change change)
    {
        if (change.P is not null)
            return Standing.Ranked;
        if (change.Reasons.Any(reason => reason.Code is ReasonCode.NotTested or ReasonCode.FixedByWeighting or ReasonCode.MadeUp))
            return Standing.Untested;
        return change.Reasons.Have(ReasonCode.NotComparable) ? Standing.Differs : Standing.Low;
    }
}
