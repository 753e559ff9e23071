using System.Globalization;
using System.Text;
using Survey.Ingest.Coding;
using Xunit;

namespace Survey.Tests.Ingest.Coding;

public class SeenCellsTests
{
    private static readonly CodedCell First = new([0], null, null),
        Second = new([1], null, null);

    [Fact]
    public void ACellIsFoundByItsBytes()
    {
        var seen = new SeenCells();
        seen.Add("Docker"u8, First);
        seen.Add("Docker "u8, Second);
        seen.Add(""u8, Second);

        Assert.Same(First, seen.Find("Docker"u8));
        Assert.Same(Second, seen.Find("Docker "u8));
        Assert.Same(Second, seen.Find(""u8));
        Assert.Null(seen.Find("docker"u8));
        Assert.Null(seen.Find("Docke"u8));
    }

    [Fact]
    public void WhatIsRememberedDoesNotDependOnTheCallersBytes()
    {
        var seen = new SeenCells();
        var cell = "yes"u8.ToArray();
        seen.Add(cell, First);
        "no "u8.CopyTo(cell);

        Assert.Same(First, seen.Find("yes"u8));
        Assert.Null(seen.Find(cell));
    }

    [Fact]
    public void TenThousandCellsAreRememberedEachWithItsOwnAndNoMore()
    {
        var seen = new SeenCells();
        var codings = Enumerable.Range(0, 10_001).Select(number => new CodedCell([number], null, null)).ToList();
        for (var number = 0; number < codings.Count; number++)
        {
            Assert.Null(seen.Find(Cell(number)));
            seen.Add(Cell(number), codings[number]);
        }

        Assert.All(Enumerable.Range(0, 10_000), number => Assert.Same(codings[number], seen.Find(Cell(number))));
        Assert.Null(seen.Find(Cell(10_000)));

        // Of all lengths, some alike to their ends.
        static byte[] Cell(int number) =>
            Encoding.UTF8.GetBytes(new string('é', number % 95) + number.ToString(CultureInfo.InvariantCulture));
    }

    [Fact]
    public void ACellOfMoreThan200BytesIsNotRemembered()
    {
        var seen = new SeenCells();
        seen.Add(new byte[200], First);
        seen.Add(new byte[201], First);

        Assert.Same(First, seen.Find(new byte[200]));
        Assert.Null(seen.Find(new byte[201]));
    }
}
