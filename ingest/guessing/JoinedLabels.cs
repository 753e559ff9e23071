using Survey.Ingest.Dialects;

namespace Survey.Ingest.Guessing;

/// <summary>
/// The options of a question whose cells hold any number of labels joined by a separator, inferred from the cells. A label may contain it:
/// what never stands without its neighbour is one label with it, and nothing is split inside brackets. Labels recur; what does not is
/// somebody's own text.
/// </summary>
/// <param name="Labels">with the cells that they stand in, the most frequent first</param>
/// <param name="Joined">some cell holds more than one label</param>
/// <param name="Explained">the share of cells with nothing but labels in them</param>
/// <param name="Begun">the share of cells that hold a label at all</param>
/// <param name="Several">the share of cells that hold more than one</param>
public sealed record JoinedLabels(
    IReadOnlyList<(string Text, int Count)> Labels,
    bool Joined,
    double Explained,
    double Begun,
    double Several
)
{
    /// <param name="cells">different cells, normalised, with their counts</param>
    /// <param name="separator">what stands between the labels of a cell</param>
    public static JoinedLabels In(IReadOnlyList<(string Text, int Count)> cells, string separator = JoinedAnswers.Usual)
    {
        var split = cells.Select(cell => (Pieces: JoinedAnswers.Pieces(cell.Text, separator), cell.Count)).ToList();
        while (MergeOnce(split, separator)) { }
        var counts = new Dictionary<string, int>();
        foreach (var (pieces, count) in split)
        {
            foreach (var piece in pieces.Where(piece => piece.Length > 0).Distinct())
                counts[piece] = counts.GetValueOrDefault(piece) + count;
        }
        var labels = counts.Where(pair => pair.Value >= 2).ToDictionary(pair => pair.Key, pair => pair.Value);
        double all = Math.Max(1, split.Sum(cell => cell.Count));
        return new JoinedLabels(
            [
                .. labels
                    .Select(pair => (pair.Key, pair.Value))
                    .OrderByDescending(pair => pair.Value)
                    .ThenBy(pair => pair.Key, StringComparer.Ordinal),
            ],
            split.Exists(cell => cell.Pieces.Count(labels.ContainsKey) > 1),
            split.Where(cell => cell.Pieces.TrueForAll(piece => piece.Length == 0 || labels.ContainsKey(piece))).Sum(cell => cell.Count)
                / all,
            split.Where(cell => cell.Pieces.Exists(labels.ContainsKey)).Sum(cell => cell.Count) / all,
            split.Where(cell => cell.Pieces.Count(labels.ContainsKey) > 1).Sum(cell => cell.Count) / all
        );
    }

    /// <summary>
    /// Joins pieces that are only the beginning, or only the end, of labels: "Yes" where it is always followed by "in production" or "in
    /// development", and these always follow it. Answers of one person do not count, for they could be anything.
    /// </summary>
    private static bool MergeOnce(List<(List<string> Pieces, int Count)> cells, string separator)
    {
        var (total, pairs) = (new Dictionary<string, int>(), new Dictionary<(string Left, string Right), int>());
        foreach (var (pieces, count) in cells)
        {
            for (var i = 0; i < pieces.Count; i++)
            {
                total[pieces[i]] = total.GetValueOrDefault(pieces[i]) + count;
                if (i > 0)
                    pairs[(pieces[i - 1], pieces[i])] = pairs.GetValueOrDefault((pieces[i - 1], pieces[i])) + count;
            }
        }
        var recurring = pairs.Where(pair => pair.Value >= 2).ToList();
        var beginnings = recurring
            .Where(pair => pair.Value == total[pair.Key.Right])
            .GroupBy(pair => pair.Key.Left)
            .Where(group => group.Sum(pair => pair.Value) == total[group.Key])
            .Select(group => group.Key)
            .ToHashSet();
        var ends = recurring
            .Where(pair => pair.Value == total[pair.Key.Left])
            .GroupBy(pair => pair.Key.Right)
            .Where(group => group.Sum(pair => pair.Value) == total[group.Key])
            .Select(group => group.Key)
            .ToHashSet();
        var merged = false;
        foreach (var (pieces, _) in cells)
        {
            for (var i = 0; i + 1 < pieces.Count; i++)
            {
                if (!beginnings.Contains(pieces[i]) && !ends.Contains(pieces[i + 1]))
                    continue;
                pieces[i] += separator + pieces[i + 1];
                pieces.RemoveAt(i + 1);
                merged = true;
            }
        }
        return merged;
    }
}
