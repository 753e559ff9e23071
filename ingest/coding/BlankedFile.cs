using System.Security.Cryptography;
using System.Text;
using Survey.Coded;
using Survey.Ingest.Reading;
using Survey.Instruments;
using Survey.Storage;

namespace Survey.Ingest.Coding;

/// <summary>
/// A copy of a raw file with its personal data blanked, byte by byte the same otherwise: rows, columns, quotes and line ends stand where
/// they stood. It is a temporary file, gone when this is disposed.
/// </summary>
internal sealed class BlankedFile : IDisposable
{
    private readonly string path = Path.GetTempFileName();
    private readonly PersonalCells personal;
    private readonly Encoding encoding;
    private readonly char delimiter;
    private readonly int headerRows;
    private readonly List<byte> field = [];
    private long row;
    private int column;

    private BlankedFile(PersonalCells personal, Encoding encoding, char delimiter, int headerRows)
    {
        this.personal = personal;
        this.encoding = encoding;
        this.delimiter = delimiter;
        this.headerRows = headerRows;
    }

    /// <summary>The raw file with this copy as what is kept of it.</summary>
    public RawCopy Copy { get; private set; } = null!;

    /// <summary>Writes the copy, and reads it again: it must code to the same, and have no personal data left.</summary>
    /// <exception cref="SurveyException">the file is no longer the one that was coded</exception>
    public static async Task<BlankedFile> Of(RawCopy file, CodedWave coded, CancellationToken cancel)
    {
        var export = coded.Codebook.Wave.Export;
        var (encoding, delimiter) = Written(file, export);
        if (delimiter is not { } character || !IsPlain(file, encoding, character, export))
            throw NotBlanked(file, coded);
        var copy = new BlankedFile(coded.Personal, Encoding.GetEncoding(encoding), character, export.HeaderRows);
        try
        {
            await copy.Write(file, cancel);
            var written = await RawCopy.Of(copy.path, cancel);
            copy.Copy = file with { KeptPath = copy.path, KeptSha256 = written.Sha256, KeptBytes = written.Bytes };
            if (!SaysTheSame(written with { Name = file.Name }, coded, cancel))
                throw NotBlanked(file, coded);
            return copy;
        }
        catch
        {
            copy.Dispose();
            throw;
        }
    }

    public void Dispose() => File.Delete(path);

    /// <summary>Byte by byte only a plain text file can be rewritten: no XLSX, not packed, one byte a quote, and quotes that
    /// quote.</summary>
    private static bool IsPlain(RawCopy file, string encoding, char delimiter, Export export)
    {
        var (content, kind, _) = RawBytes.Open(file);
        content.Dispose();
        return kind == FileKind.Text && encoding != "utf-16" && Delimiter.IsQuoted(delimiter, export.Format);
    }

    private static (string Encoding, char? Delimiter) Written(RawCopy file, Export export)
    {
        using var raw = RawFile.Open(file, export);
        return (raw.Encoding.Name, raw.Delimiter);
    }

    private static SurveyException NotBlanked(RawCopy file, CodedWave coded)
    {
        var column = coded.Personal.Blanked[0];
        return new SurveyException(
            $"{file.Name}: column {column.Column} {Label.Quote(column.Header, 60)} has personal data, which cannot be blanked in "
                + "the kept copy of a file of this kind; "
                + "export it as a plain CSV file, or without that column"
        );
    }

    private static bool SaysTheSame(RawCopy written, CodedWave coded, CancellationToken cancel)
    {
        var export = coded.Codebook.Wave.Export;
        // Blanked ids would all be the same.
        var anyone = export with
        {
            RespondentId = null,
            Metadata = export.RespondentId is { } id ? [.. export.Metadata, id] : export.Metadata,
        };
        using var again = WaveReader.Read(
            written,
            coded.Codebook with
            {
                Wave = coded.Codebook.Wave with { Export = anyone },
            },
            null,
            cancel
        );
        return again.Accounts.Respondents == coded.Accounts.Respondents
            && again.Accounts.Rows == coded.Accounts.Rows
            && again.Accounts.Coded == coded.Accounts.Coded
            && again.Accounts.RejectedCells == coded.Accounts.RejectedCells
            && again
                .Selections()
                .Select(set => set.Respondents.Count)
                .SequenceEqual(coded.Selections().Select(set => set.Respondents.Count))
            && again.Personal.Cells.Count == 0
            && !again.Personal.Blanked.Any(left => again.Personal.Columns[left.Column - 1].Length == 0);
    }

    /// <summary>The file is well-formed, or it would not have been coded.</summary>
    private async Task Write(RawCopy file, CancellationToken cancel)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using var input = File.OpenRead(file.Path);
        await using var output = new BufferedStream(File.Create(path), 1 << 16);
        var buffer = new byte[1 << 16];
        var fields = new QuotedText(delimiter);
        var mark = encoding.Preamble.Length;
        int read;
        while ((read = await input.ReadAsync(buffer, cancel)) > 0)
        {
            hash.AppendData(buffer, 0, read);
            // A byte order mark is no text: a quote behind it begins the first field.
            var begin = buffer.AsSpan(0, read).StartsWith(encoding.Preamble) ? mark : 0;
            output.Write(buffer, 0, begin);
            mark = 0;
            for (var at = begin; at < read; at++)
            {
                var role = fields.Next((char)buffer[at]);
                if (role is not (CharacterRole.FieldEnd or CharacterRole.RowEnd or CharacterRole.RestOfRowEnd))
                {
                    field.Add(buffer[at]);
                    continue;
                }
                EndField(output);
                output.WriteByte(buffer[at]);
                if (role == CharacterRole.FieldEnd)
                    column++;
                else if (role == CharacterRole.RowEnd)
                    (row, column) = (row + 1, 0);
            }
        }
        EndField(output);
        await output.FlushAsync(cancel);
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
        if (row < headerRows || bytes.IsEmpty)
            return null;
        var isQuoted = bytes[0] == '"';
        if (
            !personal.Cells.TryGetValue((row, column), out var text)
            && (!personal.Columns.TryGetValue(column, out text) || Label.Normalise(encoding.GetString(bytes).Trim('"')).Length == 0)
        )
            return null;
        return isQuoted ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
    }
}
