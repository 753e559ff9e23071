using System.Text;
using CsvHelper;
using Survey.Instruments;
using Survey.Storage;

namespace Survey.Ingest.Reading;

/// <summary>
/// A raw file, read row by row, forwards only: CSV or TSV, gzipped or not, or one sheet of an XLSX. The one user of CsvHelper.
/// Yields lines, columns and UTF-8 bytes, and knows nothing of surveys.
/// </summary>
public sealed class RawFile : IDisposable
{
    /// <summary>The largest row, in bytes of UTF-8.</summary>
    public const int MaxRecord = 16_000_000;

    /// <summary>The most columns, as many as a spreadsheet has.</summary>
    public const int MaxColumns = 16_384;

    private const string Nul = "a NUL byte; this is a binary file, or UTF-16 without a byte order mark, and a CSV file was expected";

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    // Whatever is read first: ExcelDataReader asks for Windows-1252 before it looks into a workbook.
    static RawFile() => System.Text.Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    private readonly string name;
    private readonly CsvReader? reader;
    private readonly Workbook? workbook;
    private readonly bool guessed;

    private RawFile(string name, Workbook workbook) =>
        (this.name, this.workbook, Encoding) = (name, workbook, new DetectedEncoding("utf-8", 1, Declared: false));

    private RawFile(string name, Stream text, DetectedEncoding encoding, Delimiter delimiter, ExportFormat format)
    {
        (this.name, Encoding, Delimiter) = (name, encoding, delimiter.Character);
        guessed = encoding.IsGuess;
        reader = CsvReader.Create(
            text,
            new CsvReaderOptions
            {
                Separator = delimiter.Character,
                Mode = Reading.Delimiter.IsQuoted(delimiter.Character, format) ? CsvMode.Rfc4180 : CsvMode.NoEscape,
                HasHeader = false,
                SkipEmptyLines = false,
                DetectSeparatorHint = false,
                TrackLineNumbers = true,
                IncludeValuesInExceptions = false,
                Encoding = System.Text.Encoding.UTF8,
                MaxRecordSize = MaxRecord,
                MalformedData = CsvMalformedDataHandling.Recover,
                OnMalformedRecord = Refuse,
            },
            leaveOpen: false
        );
        if (delimiter.SaysSo)
            Read();
    }

    /// <summary>Opens a file, and finds out how it is written as far as the instrument does not say.</summary>
    /// <param name="export"><see cref="Export.Default"/> to look at a file without an instrument</param>
    /// <param name="progress">is told how many bytes have been read</param>
    /// <exception cref="SurveyException">the file is not of a kind that can be read</exception>
    public static RawFile Open(RawCopy file, Export export, Action<long>? progress = null)
    {
        if (file.IsRewritten)
            export = export with { Encoding = "utf-8", Delimiter = ',' };
        var (content, kind, kindName) = RawBytes.Open(file, progress, file.Sha256.Length == 0 ? file.Packing : null);
        try
        {
            if (kind == FileKind.Zip)
            {
                using (content)
                    return new RawFile(file.Name, new Workbook(file, content, export.Sheet));
            }
            if (kind != FileKind.Text)
                throw FileKinds.Unexpected(file.Name, kindName);
            var encoding = DetectedEncoding.Of(file.Name, export.Encoding, () => RawBytes.Open(file).Content);
            using var look = new LineEnds(encoding.AsUtf8(RawBytes.Open(file).Content));
            var beginning = new byte[Reading.Delimiter.Looked];
            var length = look.ReadAtLeast(beginning, beginning.Length, throwOnEndOfStream: false);
            var delimiter = Reading.Delimiter.Of(file.Name, export, beginning.AsSpan(0, length), whole: length < beginning.Length);
            return new RawFile(file.Name, new LineEnds(encoding.AsUtf8(content)), encoding, delimiter, export.Format);
        }
        catch
        {
            content.Dispose();
            throw;
        }
    }

    /// <summary>How the text is encoded; UTF-8 inside an XLSX.</summary>
    public DetectedEncoding Encoding { get; }

    /// <summary>What parts the fields of a row; null in an XLSX.</summary>
    public char? Delimiter { get; }

    /// <summary>1-based line on which the row begins; in an XLSX the number of the row.</summary>
    public long Line => workbook?.Line ?? reader!.LineNumber;

    public int FieldCount => workbook?.FieldCount ?? reader!.FieldCount;

    /// <summary>Goes to the next row; false after the last one.</summary>
    /// <exception cref="SurveyException">the file is not well-formed from here on, or changed while it was read</exception>
    public bool Read()
    {
        if (!(workbook?.Read() ?? ReadText()))
            return false;
        return FieldCount <= MaxColumns
            ? true
            : throw new SurveyException($"{name}:{Line}: {FieldCount} columns; {MaxColumns} is the most that can be read");
    }

    /// <summary>A field's bytes, UTF-8 and without its quotes, valid until the next <see cref="Read"/>.</summary>
    /// <param name="column">from 0</param>
    public ReadOnlySpan<byte> Bytes(int column) => workbook is null ? reader!.GetSpan(column) : workbook.Bytes(column);

    /// <summary>A field's text.</summary>
    /// <exception cref="SurveyException">its bytes are not of the encoding</exception>
    public string Text(int column)
    {
        try
        {
            var text = Strict.GetString(Bytes(column));
            if (Encoding.Name != "utf-16" || !text.Contains('\uFFFD'))
                return text;
        }
        catch (DecoderFallbackException) { }
        throw new SurveyException(
            $"{name}:{Line} column {column + 1}: bytes that are not {Encoding.Name.ToUpperInvariant()}; say how the file is "
                + "encoded, as in \"encoding: windows-1252\" under \"export\" of the wave"
        );
    }

    /// <summary>Refuses a field whose text depends on an encoding that was only guessed.</summary>
    /// <param name="header">the column's name</param>
    public void RefuseDoubt(int column, string header)
    {
        if (!guessed || Ascii.IsValid(Bytes(column)))
            return;
        var text = Text(column);
        if (Encoding.OtherReading(text) is { } other)
        {
            throw new SurveyException(
                $"{name}:{Line} column {column + 1} {Label.Quote(header, 60)}: {Label.Quote(text)} in {Encoding.Name}, "
                    + $"{Label.Quote(other.Text)} in {other.Encoding}; "
                    + FormattableString.Invariant(
                        $"the file is not UTF-8, and {Encoding.Name} is a guess ({Encoding.Confidence:P0} confidence): "
                    )
                    + $"put \"encoding: {Encoding.Name}\" or \"encoding: {other.Encoding}\" under \"export\""
            );
        }
    }

    public void Dispose()
    {
        reader?.Dispose();
        workbook?.Dispose();
    }

    private bool ReadText()
    {
        try
        {
            if (!reader!.Read())
                return false;
            if (reader.RawRecord.Length > MaxRecord)
                throw TooLong(Line);
        }
        catch (CsvFormatException exception)
        {
            throw TooLong(exception.LineNumber);
        }
        if (reader.RawRecord.Contains((byte)0))
        {
            var column = Enumerable.Range(0, FieldCount).First(field => reader.GetRawSpan(field).Contains((byte)0));
            throw Malformed(Line, column + 1, Nul);
        }
        return true;
    }

    private SurveyException TooLong(long line) =>
        new($"{name}:{line}: a row of more than {MaxRecord / 1_000_000} MB; a quote may be opened here and never closed");

    /// <summary>Says where in a malformed record its quotes go wrong first, and how.</summary>
    private void Refuse(CsvMalformedRecord record)
    {
        var (line, column) = (record.LineNumber, 1);
        var opened = (Line: line, Column: column);
        var text = record.RawRecord;
        if (text.IndexOf('\0', StringComparison.Ordinal) is >= 0 and var nul)
            throw Malformed(line, text.AsSpan(0, nul).Count(Delimiter!.Value) + 1, Nul);
        var fields = new QuotedText(Delimiter!.Value);
        for (var i = 0; i < text.Length; i++)
        {
            switch (fields.Next(text[i]))
            {
                case CharacterRole.OpeningQuote:
                    opened = (line, column);
                    break;
                case CharacterRole.FieldEnd:
                    column++;
                    break;
                case CharacterRole.StrayQuote:
                    throw Malformed(
                        line,
                        column,
                        "a quote inside a field that does not begin with one; such a field is quoted as a whole, and its quotes doubled"
                    );
                case CharacterRole.StrayText:
                    throw Malformed(line, column, "text after the closing quote of a field; a quote inside a field is doubled");
                default:
                    break;
            }
            if (text[i] == '\n' || text[i] == '\r' && (i + 1 == text.Length || text[i + 1] != '\n'))
                line++;
        }
        throw Malformed(opened.Line, opened.Column, "a quote that is opened here is never closed");
    }

    private SurveyException Malformed(long line, int column, string what) => new($"{name}:{line} column {column}: {what}");
}
