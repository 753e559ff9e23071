using Survey.Ingest.Loading;
using Xunit;

namespace Survey.Tests.Ingest.Loading;

public sealed class ProgressTests
{
    [Fact]
    public void ALogHasALineForEverySecond()
    {
        var lines = new List<string>();
        using (var progress = new Progress("w.csv", 100_000_000, lines.Add, terminal: null))
        {
            progress.Report(5_000_000, 900, 0.5);
            progress.Report(10_000_000, 1_800, 1.0);
            progress.Report(15_000_000, 2_700, 1.5);
            progress.Report(50_000_000, 9_000, 4.0);
        }

        Assert.Equal(["w.csv: 1,800 rows, 10 %, 10.0 MB/s, 0:09 left", "w.csv: 9,000 rows, 50 %, 12.5 MB/s, 0:04 left"], lines);
    }

    [Fact]
    public void ATerminalHasOneLineThatIsClearedAtTheEnd()
    {
        var terminal = new StringWriter();
        using (var progress = new Progress("w.csv", 100_000_000, _ => Assert.Fail("said in a line of its own"), terminal))
        {
            progress.Report(10_000_000, 1_800, 1.0);
            progress.Report(20_000_000, 3_600, 2.0);
        }

        Assert.Equal(
            "\r\u001b[Kw.csv: 1,800 rows, 10 %, 10.0 MB/s, 0:09 left\r\u001b[Kw.csv: 3,600 rows, 20 %, 10.0 MB/s, 0:08 left\r\u001b[K",
            terminal.ToString()
        );
    }

    [Fact]
    public void WhatIsDoneWithinASecondSaysNothing()
    {
        var terminal = new StringWriter();
        using (var progress = new Progress("w.csv", 100, _ => { }, terminal))
            progress.Report(100, 1, 0.9);

        Assert.Equal("", terminal.ToString());
    }
}
