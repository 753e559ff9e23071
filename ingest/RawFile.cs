using System.Text;
using CsvHelper;

namespace Survey.Ingest;

/// <summary>
/// A raw CSV file, read row by row, forwards only: the one user of CsvHelper. Yields lines, columns and UTF-8 bytes, and knows nothing of surveys.
/// </summary>
public sealed class RawFile : IDisposable
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly string name;
    private readonly TextStream stream;
    private readonly CsvReader reader;

    static RawFile() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <param name="encoding">as an instrument names it</param>
    /// <param name="progress">is told how many bytes have been read</param>
    /// <exception cref="SurveyException">the file is empty or cannot be read</exception>
    public RawFile(RawCopy file, string encoding, Action<long>? progress = null)
    {
        name = file.Name;
        if (file.Bytes == 0)
            throw new SurveyException($"{name}:1 column 1: the file is empty; a header and rows were expected");
        stream = new TextStream(name, File.OpenRead(file.Path), progress);
        reader = CsvReader.Create(
            stream,
            new CsvReaderOptions
            {
                Separator = ',',
                HasHeader = false,
                SkipEmptyLines = false,
                DetectSeparatorHint = false,
                TrackLineNumbers = true,
                IncludeValuesInExceptions = false,
                Encoding = Encoding.GetEncoding(encoding),
                MalformedData = CsvMalformedDataHandling.Recover,
                OnMalformedRecord = Refuse,
            },
            leaveOpen: false);
    }

    /// <summary>1-based line on which the row begins.</summary>
    public long Line => reader.LineNumber;

    public int FieldCount => reader.FieldCount;

    /// <summary>Goes to the next row; false after the last one.</summary>
    /// <exception cref="SurveyException">the file is not well-formed from here on</exception>
    public bool Read() => reader.Read();

    /// <summary>A field's bytes, UTF-8 and without its quotes, valid until the next <see cref="Read"/>.</summary>
    /// <param name="column">from 0</param>
    public ReadOnlySpan<byte> Bytes(int column) => reader.GetSpan(column);

    /// <summary>A field's text.</summary>
    /// <exception cref="SurveyException">its bytes are not of the declared encoding</exception>
    public string Text(int column)
    {
        try
        {
            return Strict.GetString(Bytes(column));
        }
        catch (DecoderFallbackException exception)
        {
            throw new SurveyException(
                $"{name}:{Line} column {column + 1}: bytes that are not UTF-8; say how the file is encoded, as in \"encoding: windows-1252\" under \"export\" of the wave", exception);
        }
    }

    public void Dispose() => reader.Dispose();

    /// <summary>Says where in a malformed record its quotes go wrong first, and how.</summary>
    private void Refuse(CsvMalformedRecord record)
    {
        var (line, column) = (record.LineNumber, 1);
        var opened = (Line: line, Column: column);
        var (quoted, closed, fieldStart) = (false, false, true);
        var text = record.RawRecord;
        for (var i = 0; i < text.Length; i++)
        {
            var character = text[i];
            if (character == '"')
            {
                if (!quoted && !closed && !fieldStart)
                    throw Malformed(line, column, "a quote inside a field that does not begin with one; such a field is quoted as a whole, and its quotes doubled");
                (quoted, closed) = (!quoted, quoted);
                if (fieldStart)
                    opened = (line, column);
                fieldStart = false;
            }
            else if (closed && character != ',')
                throw Malformed(line, column, "text after the closing quote of a field; a quote inside a field is doubled");
            else if (!quoted)
            {
                (closed, fieldStart) = (false, character == ',');
                column += fieldStart ? 1 : 0;
            }
            if (character == '\n' || character == '\r' && (i + 1 == text.Length || text[i + 1] != '\n'))
                line++;
        }
        throw Malformed(opened.Line, opened.Column, "a quote that is opened here is never closed");
    }

    private SurveyException Malformed(long line, int column, string what) => new($"{name}:{line} column {column}: {what}");

    /// <summary>Refuses what is not text, and counts what was read.</summary>
    private sealed class TextStream(string name, Stream inner, Action<long>? progress) : Stream
    {
        private long position;
        private long line = 1;
        private int column = 1;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => inner.Length;

        public override long Position
        {
            get => position;
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override int Read(Span<byte> buffer)
        {
            var read = inner.Read(buffer);
            var bytes = buffer[..read];
            var nul = bytes.IndexOf((byte)0);
            var text = nul < 0 ? bytes : bytes[..nul];
            var lastLine = text.LastIndexOf((byte)'\n') + 1;
            column = (lastLine > 0 ? 1 : column) + text[lastLine..].Count((byte)',');
            line += text.Count((byte)'\n');
            if (nul >= 0)
                throw new SurveyException($"{name}:{line} column {column}: a NUL byte; this is a binary file or UTF-16, and a CSV file was expected");
            position += read;
            progress?.Invoke(position);
            return read;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                inner.Dispose();
            base.Dispose(disposing);
        }
    }
}
