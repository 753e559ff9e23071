using SkiaSharp;

namespace Survey.Reports.Documents;

/// <summary>Something that stands in the report's column and is never split.</summary>
/// <param name="Height">in points</param>
/// <param name="Draw">draws it with its upper edge at a place down the page</param>
/// <param name="KeepWithNext">it does not end a page</param>
/// <param name="Head">stands above it again where it begins a page: the head of its table</param>
internal sealed record Piece(float Height, Action<SKCanvas, float> Draw, bool KeepWithNext = false, Piece? Head = null)
{
    /// <summary>Room, which is dropped where a page begins.</summary>
    public static Piece Space(float height) => new(height, (_, _) => { }, KeepWithNext: true) { IsSpace = true };

    public bool IsSpace { get; private init; }
}

/// <summary>An A4 page, in points.</summary>
internal static class Pages
{
    public const float Width = 595;
    public const float Height = 842;
    public const float Left = 42;
    public const float Right = Width - Left;
    public const float Top = 62;
    public const float Bottom = Height - 50;

    /// <summary>The pieces of each page with their places down the page. A run of pieces that keep together begins a new page when it does
    /// not fit the rest of this one.</summary>
    public static List<List<(Piece Piece, float Y)>> Of(IReadOnlyList<Piece> pieces)
    {
        var pages = new List<List<(Piece, float)>> { new() };
        var y = Top;
        for (var first = 0; first < pieces.Count; )
        {
            var end = first;
            while (end < pieces.Count - 1 && pieces[end].KeepWithNext)
                end++;
            var run = pieces.Skip(first).Take(end - first + 1).ToList();
            if (y > Top && y + run.Sum(piece => piece.Height) > Bottom)
            {
                pages.Add([]);
                y = Top;
            }
            foreach (var piece in run)
            {
                if (y + piece.Height > Bottom && y > Top && !piece.IsSpace)
                {
                    pages.Add([]);
                    y = Top;
                }
                if (y == Top && piece.IsSpace)
                    continue;
                if (y == Top && piece.Head is { } head)
                    Place(head);
                Place(piece);
            }
            first = end + 1;
        }
        return pages;

        void Place(Piece piece)
        {
            pages[^1].Add((piece, y));
            y += piece.Height;
        }
    }
}
