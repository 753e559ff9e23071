using System.Buffers.Binary;
using Survey.Coded;
using Xunit;

namespace Survey.Tests.Coded;

public sealed class VerbatimSpoolTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(600)]
    [InlineData(1 << 20)]
    public void TextsOfAQuestionComeBackInTheOrderInWhichTheyWereAdded(int memory)
    {
        using var spool = new VerbatimSpool(memory);
        var added = Enumerable
            .Range(0, 30)
            .Select(i => new Verbatim(i % 3 == 0 ? "p" : "q", i, i == 7 ? "" : $"text \U0001F600\r\n{i}"))
            .ToList();
        foreach (var verbatim in added)
            spool.Add(verbatim);

        Assert.Equal(30, spool.Count);
        foreach (var question in new[] { "p", "q" })
        {
            Assert.Equal(added.Where(verbatim => verbatim.Question == question), spool.Where(verbatim => verbatim.Question == question));
            Assert.Equal(added.Where(verbatim => verbatim.Question == question), spool.Where(verbatim => verbatim.Question == question));
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1 << 20)]
    public void TextsMayBeAddedAfterAReading(int memory)
    {
        using var spool = new VerbatimSpool(memory);
        spool.Add(new Verbatim("q", 0, "a"));
        spool.Add(new Verbatim("q", 1, "b"));
        Assert.Equal("a", spool.First().Text);

        spool.Add(new Verbatim("q", 2, "c"));

        Assert.Equal(["a", "b", "c"], spool.Select(verbatim => verbatim.Text));
    }

    [Fact]
    public void AChunkIsBoundedInNumberAndInBytes()
    {
        using var spool = new VerbatimSpool();
        for (var respondent = 0; respondent < 5000; respondent++)
            spool.Add("short", respondent, "x"u8);
        for (var respondent = 0; respondent < 3; respondent++)
            spool.Add("long", respondent, new byte[700_000]);

        Assert.Equal(
            ["long 0 2", "long 1 1", "short 0 4096", "short 1 904"],
            spool.Chunks().Select(chunk => $"{chunk.Question} {chunk.Number} {chunk.Count}").Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public void ChunksOfAQuestionAreNumberedThroughHoweverOftenMemoryIsFull()
    {
        using var spool = new VerbatimSpool(memory: 4000);
        for (var respondent = 0; respondent < 1000; respondent++)
            spool.Add($"q{respondent % 10 * (respondent % 2)}", respondent, "a few words"u8);

        var chunks = spool
            .Chunks()
            .Select(chunk => (chunk.Question, chunk.Number, First: BinaryPrimitives.ReadInt32BigEndian(chunk.Respondents.Span[24..])))
            .ToList();
        Assert.True(chunks.Count > 20, $"{chunks.Count} chunks");
        foreach (var question in chunks.GroupBy(chunk => chunk.Question))
        {
            Assert.Equal(Enumerable.Range(0, question.Count()), question.Select(chunk => chunk.Number));
            Assert.Equal(question.Select(chunk => chunk.First).Order(), question.Select(chunk => chunk.First));
        }
    }
}
