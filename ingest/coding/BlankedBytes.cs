using System.Security.Cryptography;
using System.Text;
using Survey.Coded;
using Survey.Ingest.Reading;
using Survey.Storage;

namespace Survey.Ingest.Coding;

/// <summary>A raw file's own bytes with its personal data blanked: rows, columns, quotes and line ends stand where they stood.</summary>
internal sealed class BlankedBytes
{
    private readonly RawCopy file;
    private readonly PersonalCells personal;
    private readonly Encoding encoding;
    private readonly char delimiter;
    private readonly int headerRows;
    private readonly List<byte> field = [];
    private long row;
    private int column;

    private BlankedBytes(RawCopy file, CodedWave coded, Encoding encoding, char delimiter)
    {
        (this.file, this.encoding, this.delimiter) = (file, encoding, delimiter);
        (personal, headerRows) = (coded.Personal, coded.Codebook.Wave.Export.HeaderRows);
    }

    /// <returns>null where bytes cannot be told apart as fields: in an XLSX, a packed file, where a quote has two bytes, or quotes
    /// nothing</returns>
    public static BlankedBytes? Of(RawCopy file, CodedWave coded)
    {
        var export = coded.Codebook.Wave.Export;
        using var raw = RawFile.Open(file, export);
        var (content, kind, _) = RawBytes.Open(file);
        content.Dispose();
        return
            kind == FileKind.Text
            && raw.Delimiter is { } delimiter
            && raw.Encoding.Name != "utf-16"
            && Delimiter.IsQuoted(delimiter, export.Format)
            ? new BlankedBytes(file, coded, Encoding.GetEncoding(raw.Encoding.Name), delimiter)
            : null;
    }

    /// <summary>The file is well-formed, or it would not have been coded.</summary>
    /// <exception cref="SurveyException">the file is no longer the one that was coded</exception>
    public async Task Write(Stream copy, CancellationToken cancel)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using var input = File.OpenRead(file.Path);
        var buffer = new byte[1 << 16];
        var fields = new QuotedText(delimiter);
        var mark = encoding.Preamble.Length;
        int read;
        while ((read = await input.ReadAsync(buffer, cancel)) > 0)
        {
            hash.AppendData(buffer, 0, read);
            // A byte order mark is no text: a quote behind it begins the first field.
            var begin = buffer.AsSpan(0, read).StartsWith(encoding.Preamble) ? mark : 0;
            copy.Write(buffer, 0, begin);
            mark = 0;
            for (var at = begin; at < read; at++)
            {
                var role = fields.Next((char)buffer[at]);
                if (role is not (CharacterRole.FieldEnd or CharacterRole.RowEnd or CharacterRole.RestOfRowEnd))
                {
                    field.Add(buffer[at]);
                    continue;
                }
                EndField(copy);
                copy.Write(buffer, at, 1);
                if (role == CharacterRole.FieldEnd)
                    column++;
                else if (role == CharacterRole.RowEnd)
                    (row, column) = (row + 1, 0);
            }
        }
        EndField(copy);
        if (!hash.GetHashAndReset().AsSpan().SequenceEqual(file.Sha256))
            throw new SurveyException($"{file.Path}: changed while it was read; load it again");
    }

    private void EndField(Stream output)
    {
        var bytes = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(field);
        output.Write(Replacement(bytes) is { } text ? encoding.GetBytes(text) : bytes);
        field.Clear();
    }

    /// <summary>What stands in place of a field, quoted as it was; null when it stays.</summary>
    private string? Replacement(ReadOnlySpan<byte> bytes)
    {
        if (
            row < headerRows
            || personal.Instead(row, column) is not { } text
            || Label.Normalise(encoding.GetString(bytes).Trim('"')).Length == 0
        )
            return null;
        return bytes[0] == '"' ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
    }
}
