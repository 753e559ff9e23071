using Xunit;

namespace Survey.Tests.Core;

public sealed class VerbatimSpoolTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(100)]
    public void TextsComeBackInTheOrderInWhichTheyWereAdded(int kept)
    {
        using var spool = new VerbatimSpool(kept);
        var added = Enumerable.Range(0, 10).Select(respondent => new Verbatim("q", respondent, $"text \U0001F600\r\n{respondent}")).ToList();
        foreach (var verbatim in added)
            spool.Add(verbatim);

        Assert.Equal(10, spool.Count);
        Assert.Equal(added, spool);
        Assert.Equal(added, spool);
    }

    [Fact]
    public void TextsMayBeAddedAfterAReading()
    {
        using var spool = new VerbatimSpool(kept: 1);
        spool.Add(new Verbatim("q", 0, "a"));
        spool.Add(new Verbatim("q", 1, "b"));
        Assert.Equal(["a", "b"], spool.Select(verbatim => verbatim.Text));

        spool.Add(new Verbatim("q", 2, "c"));

        Assert.Equal(["a", "b", "c"], spool.Select(verbatim => verbatim.Text));
    }
}
