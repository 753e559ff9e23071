using System.Runtime.InteropServices;
using Survey.Coded;
using Survey.Statistics;

namespace Survey.Counting;

/// <summary>
/// The respondents of one wave that an answer is about, with their weights. Whatever is counted in them, is counted here, weighted or not:
/// respondents with the same weight are a cell, so that a weighted count is a few counts of bits.
/// </summary>
internal sealed class Population
{
    private readonly int respondents;
    private readonly Bitmap? members;
    private readonly IReadOnlyList<(Bitmap Members, double Weight)>? cells;

    /// <param name="respondents">of the wave</param>
    /// <param name="members">null for all of them</param>
    /// <param name="cells">of the whole wave, disjoint; null where nobody is weighted</param>
    public Population(int respondents, Bitmap? members, IReadOnlyList<(Bitmap Members, double Weight)>? cells)
    {
        (this.respondents, this.members) = (respondents, members);
        this.cells = members is null ? cells : cells?.Select(cell => (cell.Members.And(members), cell.Weight)).ToList();
    }

    public bool IsWeighted => cells is not null;

    /// <summary>All of them.</summary>
    public WeightedCount All => cells is null ? WeightedCount.Of(members?.Count ?? respondents) : Total(cell => cell.Count);

    /// <summary>Those of a set.</summary>
    public WeightedCount Count(Bitmap set)
    {
        if (cells is not null)
            return Total(cell => cell.CountWith(set));
        return WeightedCount.Of(members is null ? set.Count : members.CountWith(set));
    }

    /// <summary>Those in both of two sets.</summary>
    public WeightedCount Count(Bitmap set, Bitmap other)
    {
        if (cells is not null)
            return Total(cell => cell.CountWith(set, other));
        return WeightedCount.Of(members is null ? set.CountWith(other) : members.CountWith(set, other));
    }

    /// <summary>The share of a part in a whole that contains it; null where there is no whole.</summary>
    public Proportion? Share(WeightedCount part, WeightedCount whole) => Proportion.Of(part, whole, IsWeighted);

    /// <summary>Those of them who are in a set.</summary>
    public Population Within(Bitmap set) => new(respondents, members?.And(set) ?? set, cells);

    /// <summary>Each different number that they gave, with those who gave it.</summary>
    /// <param name="numbers">one for each respondent of the wave, NaN for none</param>
    public IReadOnlyList<(double Value, WeightedCount Given)> Numbers(double[] numbers)
    {
        if (cells is null)
            return [.. NumberCount.Of(numbers, members).Select(pair => (pair.Value, WeightedCount.Of(pair.Respondents)))];
        var given = new Dictionary<double, WeightedCount>();
        foreach (var (part, weight) in cells)
        {
            foreach (var (value, count) in NumberCount.Of(numbers, part))
                CollectionsMarshal.GetValueRefOrAddDefault(given, value, out _) += WeightedCount.Of(count, weight);
        }
        return [.. given.Select(pair => (pair.Key, pair.Value))];
    }

    private WeightedCount Total(Func<Bitmap, int> count)
    {
        var (all, weight, squares) = (0, 0.0, 0.0);
        foreach (var cell in cells!)
        {
            var found = count(cell.Members);
            all += found;
            weight += found * cell.Weight;
            squares += found * cell.Weight * cell.Weight;
        }
        return new WeightedCount(all, weight, squares);
    }
}
