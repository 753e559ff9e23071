using SkiaSharp;
using Survey.Reports.Drawing;
using Survey.Storage;

namespace Survey.Reports.Documents;

/// <summary>The printed report of one wave of a survey.</summary>
public static class Report
{
    /// <summary>Each holds its data and its pages in memory, and more at once than there are processors are not done sooner: they
    /// wait.</summary>
    private static readonly SemaphoreSlim Room = new(Environment.ProcessorCount);

    /// <param name="say">is told, in a line, what takes its time</param>
    /// <returns>the bytes of a PDF, A4; the same for the same data</returns>
    /// <exception cref="NotFoundException">no such survey or wave, or the wave was not loaded yet</exception>
    public static async Task<byte[]> Pdf(
        SurveyDatabase database,
        string survey,
        string wave,
        Action<string>? say = null,
        CancellationToken cancel = default
    )
    {
        await Room.WaitAsync(cancel);
        try
        {
            var data = await ReportData.Gather(database, survey, wave, cancel);
            say?.Invoke($"drawing {data.Questions.Count} questions");
            return Pdf(data, cancel);
        }
        finally
        {
            Room.Release();
        }
    }

    internal static byte[] Pdf(ReportData data, CancellationToken cancel = default)
    {
        var pages = Pages.Of(new ReportLayout(data).Pieces());
        // No dates: they would make the bytes differ from one run to the next.
        var metadata = new SKDocumentPdfMetadata
        {
            Title = $"{data.Title}, {data.Wave.Label}",
            Author = data.Title,
            Subject = $"Survey {data.Survey}, wave {data.Wave.Id}, revision {data.Wave.Revision}",
            Creator = "Survey",
            Producer = "Survey",
            RasterDpi = SKDocumentPdfMetadata.DefaultRasterDpi,
            EncodingQuality = SKDocumentPdfMetadata.DefaultEncodingQuality,
        };
        using var stream = new MemoryStream();
        using (var document = SKDocument.CreatePdf(stream, metadata))
        {
            for (var page = 0; page < pages.Count; page++)
            {
                cancel.ThrowIfCancellationRequested();
                using var canvas = document.BeginPage(Pages.Width, Pages.Height);
                foreach (var (piece, y) in pages[page])
                    piece.Draw(canvas, y);
                DrawEdges(canvas, data, page + 1, pages.Count);
                document.EndPage();
            }
            document.Close();
        }
        return stream.ToArray();
    }

    private static void DrawEdges(SKCanvas canvas, ReportData data, int page, int pages)
    {
        const float Header = 34;
        const float Footer = Pages.Height - 32;
        // The first page says this in its title.
        if (page > 1)
        {
            TextBlock.Line(
                canvas,
                TextBlock.Shorten(data.Title, ReportFonts.Small, 330),
                Pages.Left,
                Header,
                ReportFonts.Small,
                Palette.Quiet
            );
            TextBlock.Line(
                canvas,
                TextBlock.Shorten(data.Wave.Label, ReportFonts.Small, 160),
                Pages.Right,
                Header,
                ReportFonts.Small,
                Palette.Quiet,
                SKTextAlign.Right
            );
        }
        var caveat = data.Wave.Caveat.Length > 0 ? $" · {data.Wave.Caveat}" : "";
        TextBlock.Line(
            canvas,
            $"{data.Survey} {data.Wave.Id} · revision {data.Wave.Revision} of the data{caveat}",
            Pages.Left,
            Footer,
            ReportFonts.Small,
            Palette.Quiet
        );
        TextBlock.Line(canvas, $"page {page} of {pages}", Pages.Right, Footer, ReportFonts.Small, Palette.Quiet, SKTextAlign.Right);
    }
}
