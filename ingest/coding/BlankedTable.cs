using System.Text;
using Survey.Coded;
using Survey.Ingest.Reading;
using Survey.Storage;

namespace Survey.Ingest.Coding;

/// <summary>A raw file's table written anew, with its personal data blanked: UTF-8 CSV with commas, every row and column of it in its
/// place, whatever the file is.</summary>
internal static class BlankedTable
{
    private static readonly System.Buffers.SearchValues<byte> Special = System.Buffers.SearchValues.Create(",\"\r\n"u8);

    /// <exception cref="SurveyException">the file is no longer the one that was coded</exception>
    public static Task Write(RawCopy file, CodedWave coded, Stream copy, CancellationToken cancel)
    {
        var export = coded.Codebook.Wave.Export;
        using var raw = RawFile.Open(file, export);
        for (var row = 0L; raw.Read(); row++)
        {
            cancel.ThrowIfCancellationRequested();
            for (var column = 0; column < raw.FieldCount; column++)
            {
                if (column > 0)
                    copy.Write(","u8);
                var cell = raw.Bytes(column);
                var stays = row < export.HeaderRows || coded.Personal.Instead(row, column) is null || RowCoder.IsBlank(cell);
                Write(stays ? cell : Encoding.UTF8.GetBytes(coded.Personal.Instead(row, column)!), copy);
            }
            copy.Write("\r\n"u8);
        }
        return Task.CompletedTask;
    }

    private static void Write(ReadOnlySpan<byte> cell, Stream copy)
    {
        if (!cell.ContainsAny(Special))
        {
            copy.Write(cell);
            return;
        }
        copy.Write("\""u8);
        foreach (var part in cell.Split((byte)'"'))
        {
            if (part.Start.Value > 0)
                copy.Write("\"\""u8);
            copy.Write(cell[part]);
        }
        copy.Write("\""u8);
    }
}
