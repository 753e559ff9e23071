using System.Text.Json.Serialization;
using Survey.Instruments;
using Survey.Statistics;

namespace Survey.Answers;

/// <summary>Why a change of a sheet has a rank, or has none.</summary>
public enum Standing
{
    /// <summary>tested and comparable, on bases of 30 and more: it has a rank</summary>
    Ranked,

    /// <summary>a base is under 30</summary>
    Low,

    /// <summary>the question differs between the waves</summary>
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

    /// <returns>null where one of the waves has no figure, and across a break</returns>
    internal static ChangeEntry? OfShare(Instrument instrument, Question question, Choice choice, WaveTally from, WaveTally to)
    {
        if (
            from.Tally.Share(choice) is not { } before
            || to.Tally.Share(choice) is not { } now
            || Change.Between(instrument, question, choice.Id, from.Wave, before, to.Wave, now) is not { } change
        )
            return null;
        var shown = choice with { Label = question.LabelIn(to.Wave.Id, choice.Id)! };
        return Of(question, shown, Side(from, before), Side(to, now), change, from.Wave, to.Wave);

        ChangeSide Side(WaveTally side, Proportion share)
        {
            var all = side.Tally.Base.Respondents;
            return new ChangeSide
            {
                Base = all,
                EffectiveBase = side.Tally.Weighted ? side.Tally.Base.EffectiveBase : null,
                Share = Figure.Of(side.Tally.Count(choice)!.Value.Respondents, share, side.Wave.RespondentsAssumed),
                Reasons = QuestionFlags.Of(question, side.Wave, all),
            };
        }
    }

    /// <returns>null where one of the waves has no numbers, and across a break</returns>
    internal static ChangeEntry? OfMean(Instrument instrument, Question question, WaveTally from, WaveTally to)
    {
        if (
            MeanFigure.Of(from.Tally.Numbers(question), from.Wave.RespondentsAssumed) is not { } before
            || MeanFigure.Of(to.Tally.Numbers(question), to.Wave.RespondentsAssumed) is not { } now
            || Change.Between(instrument, question, from.Wave, before.Moments, to.Wave, now.Moments) is not { } change
        )
            return null;
        return Of(question, null, Side(from, before), Side(to, now), change, from.Wave, to.Wave);

        ChangeSide Side(WaveTally side, MeanFigure figure) =>
            new()
            {
                Base = figure.Count,
                EffectiveBase = side.Tally.Weighted ? figure.Moments.Base : null,
                OfNumbers = figure,
                Reasons = QuestionFlags.Of(question, side.Wave, figure.Count),
            };
    }

    /// <summary>These entries as one family: what is tested adjusted and ranked, by adjusted p, then p, then size; then the others, by
    /// size. Means stand behind shares of the same p, as their units differ.</summary>
    internal static IReadOnlyList<ChangeEntry> Ordered(IReadOnlyList<ChangeEntry> entries, Adjustment adjustment)
    {
        var judged = entries
            .Zip(Change.Judged([.. entries.Select(entry => entry.Change)], adjustment), (entry, change) => entry with { Change = change })
            .ToList();
        var ranked = judged
            .Where(entry => entry.Standing == Standing.Ranked)
            .OrderBy(entry => entry.Change.PAdjusted)
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

    private static ChangeEntry Of(
        Question question,
        Choice? choice,
        ChangeSide from,
        ChangeSide to,
        Change change,
        Wave earlier,
        Wave later
    )
    {
        var low = Figure.IsLow(Math.Min(from.Base, to.Base));
        var standing =
            change.P is null ? Standing.Untested
            : change.Reasons.Have(ReasonCode.NotComparable) ? Standing.Differs
            : low ? Standing.Low
            : Standing.Ranked;
        var notRanked = FormattableString.Invariant(
            $"a base is under {Figure.LowBase}: {from.Base:N0} in {earlier.Label}, {to.Base:N0} in {later.Label}"
        );
        return new ChangeEntry
        {
            Standing = standing,
            Question = question.Id,
            Text = question.TextIn(later.Id),
            Choice = choice,
            From = from,
            To = to,
            Change = low ? change with { Reasons = [.. change.Reasons, new Reason(ReasonCode.NotRanked, notRanked)] } : change,
        };
    }
}
