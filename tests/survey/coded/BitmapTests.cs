using Survey.Coded;
using Xunit;

namespace Survey.Tests.Coded;

public sealed class BitmapTests
{
    [Fact]
    public void RespondentsAreSetClearedAndCounted()
    {
        var bitmap = new Bitmap();

        Assert.Equal(0, bitmap.Count);
        Assert.False(bitmap[1_000_000]);
        foreach (var respondent in new[] { 0, 63, 64, 500, 500 })
            bitmap[respondent] = true;
        Assert.Equal(4, bitmap.Count);
        bitmap[63] = false;
        bitmap[7_000] = false;
        Assert.Equal(3, bitmap.Count);
        Assert.True(bitmap[0]);
        Assert.False(bitmap[63]);
        Assert.True(bitmap[64]);
        Assert.True(bitmap[500]);
        Assert.False(bitmap[501]);
    }

    [Theory]
    [InlineData(5, 5_000)]
    [InlineData(5_000, 5)]
    [InlineData(5, 5)]
    public void AUnionHoldsTheRespondentsOfBoth(int first, int second)
    {
        var (left, right) = (Of(1, first), Of(2, second));

        left.UnionWith(right);

        Assert.Equal(new[] { 1, 2, first, second }.Distinct().Count(), left.Count);
        Assert.All([1, 2, first, second], respondent => Assert.True(left[respondent]));
        Assert.False(right[1]);
    }

    [Fact]
    public void BytesAreLittleEndian()
    {
        var (chunk, count, bits) = Assert.Single(Of(0, 9, 64, 71).Chunks(72));

        Assert.Equal(0, chunk);
        Assert.Equal(4, count);
        Assert.Equal([0x01, 0x02, 0, 0, 0, 0, 0, 0, 0x81, 0, 0, 0, 0, 0, 0, 0], bits);
    }

    [Theory]
    [InlineData(0, 8)]
    [InlineData(1, 8)]
    [InlineData(64, 8)]
    [InlineData(65, 16)]
    [InlineData(1_048_575, 131_072)]
    [InlineData(1_048_576, 131_072)]
    public void OneChunkCoversTheRespondentsInWholeWords(int respondents, int bytes)
    {
        var (chunk, count, bits) = Assert.Single(new Bitmap().Chunks(respondents));

        Assert.Equal((0, 0), (chunk, count));
        Assert.Equal(bytes, bits.Length);
    }

    [Fact]
    public void TheChunkBorderLiesBehindRespondent1048575()
    {
        var chunks = Of(0, 1_048_575, 1_048_576, 1_048_577, 2_097_152).Chunks(2_097_153).ToList();

        Assert.Equal([(0, 2), (1, 2), (2, 1)], chunks.Select(chunk => (chunk.Chunk, chunk.Count)));
        Assert.Equal([131_072, 131_072, 8], chunks.Select(chunk => chunk.Bits.Length));
        Assert.Equal(0x80, chunks[0].Bits[^1]);
        Assert.Equal(0x03, chunks[1].Bits[0]);
        Assert.Equal(0x01, chunks[2].Bits[0]);
    }

    [Fact]
    public void AChunkWithoutAnyoneIsThereAllTheSame() =>
        Assert.Equal([(0, 1), (1, 0)], Of(3).Chunks(1_048_577).Select(chunk => (chunk.Chunk, chunk.Count)));

    [Theory]
    [InlineData(0, 3)]
    [InlineData(1, 1)]
    [InlineData(64, 7)]
    [InlineData(1_000, 0)]
    [InlineData(1_000, 8)]
    [InlineData(5_003, 33)]
    public void EverybodyIsInAsManySetsAsHeIsCountedFor(int respondents, int many)
    {
        var random = new Random(respondents + many);
        var sets = Enumerable
            .Range(0, many)
            .Select(_ => Of([.. Enumerable.Range(0, respondents).Where(_ => random.Next(3) == 0)]))
            .ToList();

        var exactly = Bitmap.ByNumber(sets, respondents);

        var numbers = Enumerable.Range(0, respondents).ToLookup(respondent => sets.Count(set => set[respondent]));
        Assert.Equal(respondents == 0 ? 1 : numbers.Max(number => number.Key) + 1, exactly.Count);
        Assert.All(exactly.Index(), set => Assert.Equal(numbers[set.Index], set.Item.Respondents));
    }

    private static Bitmap Of(params int[] respondents)
    {
        var bitmap = new Bitmap();
        foreach (var respondent in respondents)
            bitmap[respondent] = true;
        return bitmap;
    }
}
