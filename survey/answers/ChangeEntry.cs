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

/// <summary>One side of a change: the figure of one of its two waves.</summary>
/// <param name="Count">respondents, unweighted: who chose the option or net, or who gave a number</param>
/// <param name="Base">respondents that the figure is of, unweighted; of a mean those who gave a number</param>
/// <param name="EffectiveBase">Kish's effective base, where respondents are weighted; or null</param>
/// <param name="Percent">0 to 100; null for a mean</param>
/// <param name="Mean">in the unit of the numbers; null for a share</param>
/// <param name="Low">lower end of the figure's 95 % interval, in its unit; null where none can be given</param>
/// <param name="Flags">of the question in this wave: break, differs, provisional, low</param>
public sealed record ChangeSide(
    int Count,
    int Base,
    double? EffectiveBase,
    double? Percent,
    double? Mean,
    double? Low,
    double? High,
    IReadOnlyList<string> Flags
);

/// <summary>The change of one option, net or mean between the two waves of a sheet.</summary>
/// <param name="Rank">1 for the first; null for what is not ranked, and Standing says why</param>
/// <param name="Question">its id</param>
/// <param name="Text">the question in the later wave's own wording</param>
/// <param name="Option">the id of the option or net; null for a mean</param>
/// <param name="Label">in the later wave's own wording; "mean" for a mean</param>
/// <param name="Change">in percentage points; of a mean in its own unit</param>
public sealed record ChangeEntry(
    int? Rank,
    Standing Standing,
    string Question,
    string Text,
    string? Option,
    string Label,
    bool Net,
    ChangeSide From,
    ChangeSide To,
    Change Change
)
{
    /// <returns>null where one of the waves has no figure, and across a break</returns>
    internal static ChangeEntry? OfShare(Instrument instrument, Question question, bool net, string id, WaveTally from, WaveTally to)
    {
        if (
            from.Tally.Share(net, id) is not { } before
            || to.Tally.Share(net, id) is not { } now
            || Change.Between(instrument, question, id, from.Wave, before, to.Wave, now) is not { } change
        )
            return null;
        return Of(question, id, question.LabelIn(to.Wave.Id, id)!, net, Side(from, before), Side(to, now), change, from.Wave, to.Wave);

        ChangeSide Side(WaveTally side, Proportion share)
        {
            var (count, all) = (side.Tally.Count(net, id)!.Value.Respondents, side.Tally.Base.Respondents);
            var figure = Figure.Of(count, share, side.Wave.RespondentsAssumed)!;
            return new ChangeSide(
                count,
                all,
                side.Tally.Weighted ? side.Tally.Base.EffectiveBase : null,
                figure.Percent,
                null,
                figure.Low,
                figure.High,
                QuestionFlags.Of(question, side.Wave, all).Codes
            );
        }
    }

    /// <returns>null where one of the waves has no numbers, and across a break</returns>
    internal static ChangeEntry? OfMean(Instrument instrument, Question question, WaveTally from, WaveTally to)
    {
        if (
            MeanFigure.Of(from.Tally.Numbers(question), from.Wave.RespondentsAssumed, out var before) is not { } earlier
            || MeanFigure.Of(to.Tally.Numbers(question), to.Wave.RespondentsAssumed, out var now) is not { } later
            || Change.Between(instrument, question, from.Wave, before, to.Wave, now) is not { } change
        )
            return null;
        return Of(question, null, "mean", net: false, Side(from, earlier, before), Side(to, later, now), change, from.Wave, to.Wave);

        ChangeSide Side(WaveTally side, MeanFigure figure, Moments moments) =>
            new(
                figure.Count,
                figure.Count,
                side.Tally.Weighted ? moments.Base : null,
                null,
                figure.Mean,
                figure.Low,
                figure.High,
                QuestionFlags.Of(question, side.Wave, figure.Count).Codes
            );
    }

    /// <summary>These entries as one family: what is tested adjusted and ranked, by adjusted p, then p, then size; then the others, by
    /// size. Means stand behind shares of the same p, as their units differ.</summary>
    internal static IReadOnlyList<ChangeEntry> Ordered(IReadOnlyList<ChangeEntry> entries, Adjustment adjustment)
    {
        var judged = entries
            .Zip(Change.Judged([.. entries.Select(entry => entry.Change)], adjustment), (entry, change) => entry with { Change = change! })
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
        string? option,
        string label,
        bool net,
        ChangeSide from,
        ChangeSide to,
        Change change,
        Wave earlier,
        Wave later
    )
    {
        var low = Math.Min(from.Base, to.Base) < Figure.LowBase;
        // Until the family is judged, Significant says whether the waves are comparable.
        var standing =
            change.P is null ? Standing.Untested
            : !change.Significant ? Standing.Differs
            : low ? Standing.Low
            : Standing.Ranked;
        if (low)
        {
            var note = FormattableString.Invariant(
                $"a base is under {Figure.LowBase}: {from.Base:N0} in {earlier.Label}, {to.Base:N0} in {later.Label}"
            );
            change = change with { Significant = false, Note = change.Note.Length > 0 ? $"{change.Note}; {note}" : note };
        }
        return new ChangeEntry(null, standing, question.Id, question.TextIn(later.Id), option, label, net, from, to, change);
    }
}
