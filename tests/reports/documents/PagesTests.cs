using Survey.Reports.Documents;
using Xunit;

namespace Survey.Tests.Reports.Documents;

public sealed class PagesTests
{
    private static readonly float Room = Pages.Bottom - Pages.Top;

    [Fact]
    public void WhatKeepsTogetherMovesToTheNextPageAsAWhole()
    {
        var (heading, chart) = (Piece(20, keep: true), Piece(300));

        var pages = Pages.Of([Piece(Room - 200), Survey.Reports.Documents.Piece.Space(30), heading, chart]);

        Assert.Equal(2, pages.Count);
        Assert.Equal([(heading, Pages.Top), (chart, Pages.Top + 20)], pages[1]);
    }

    [Fact]
    public void ATableThatGoesOnHasItsHeadAgain()
    {
        var head = Piece(10, keep: true);
        var rows = Enumerable.Range(0, 5).Select(_ => Piece(Room / 4) with { Head = head }).ToList();

        var pages = Pages.Of([head, .. rows]);

        Assert.Equal(2, pages.Count);
        Assert.Equal([head, rows[0], rows[1], rows[2]], pages[0].Select(placed => placed.Piece));
        Assert.Equal([head, rows[3], rows[4]], pages[1].Select(placed => placed.Piece));
    }

    [Fact]
    public void WhatIsHigherThanAPageIsSplitBetweenItsPieces()
    {
        var pages = Pages.Of([Piece(Room / 2, keep: true), Piece(Room / 2, keep: true), Piece(Room / 2)]);

        Assert.Equal([2, 1], pages.Select(page => page.Count));
    }

    private static Piece Piece(float height, bool keep = false) => new(height, (_, _) => { }, keep);
}
