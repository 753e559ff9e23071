namespace Survey.Reports.Charts;

/// <summary>Moves labels apart that would cover each other.</summary>
internal static class Spread
{
    /// <param name="wanted">the middles where the labels would best be, ascending</param>
    /// <param name="heights">of the labels, the gap between them included</param>
    /// <returns>middles, ascending, as near as can be to those wanted; labels that are too high for the room together go beyond its
    /// bottom</returns>
    public static float[] Apart(IReadOnlyList<float> wanted, IReadOnlyList<float> heights, float top, float bottom)
    {
        // Neighbours that touch become one block, which stands where its labels want to be on average.
        var blocks = new List<(int First, int Count, float Height, float Start)>();
        for (var i = 0; i < wanted.Count; i++)
        {
            var block = (First: i, Count: 1, Height: heights[i], Start: Within(wanted[i] - heights[i] / 2, heights[i]));
            while (blocks.Count > 0 && blocks[^1].Start + blocks[^1].Height > block.Start)
            {
                var above = blocks[^1];
                blocks.RemoveAt(blocks.Count - 1);
                block = (above.First, above.Count + block.Count, above.Height + block.Height, 0);
                block.Start = Within(
                    Enumerable
                        .Range(block.First, block.Count)
                        .Average(label => wanted[label] - heights[label] / 2 - Before(block.First, label)),
                    block.Height
                );
            }
            blocks.Add(block);
        }
        var middles = new float[wanted.Count];
        foreach (var block in blocks)
        {
            for (var label = block.First; label < block.First + block.Count; label++)
                middles[label] = block.Start + Before(block.First, label) + heights[label] / 2;
        }
        return middles;

        float Before(int first, int label) => Enumerable.Range(first, label - first).Sum(above => heights[above]);

        float Within(float start, float height) => Math.Max(top, Math.Min(start, bottom - height));
    }
}
