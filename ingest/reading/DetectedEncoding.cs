using System.Text;
using System.Text.Unicode;
using Survey.Instruments;

namespace Survey.Ingest.Reading;

/// <summary>How the text of a raw file is encoded.</summary>
/// <param name="Name">as an instrument names it</param>
/// <param name="Confidence">1 where the instrument or the file itself says so; less where it was guessed from the letters around each
/// other</param>
/// <param name="Declared">the instrument says so</param>
public sealed record DetectedEncoding(string Name, double Confidence, bool Declared)
{
    /// <summary>How much of a file that is not UTF-8 is looked at.</summary>
    private const int Looked = 4_000_000;

    /// <summary>No guess is more certain.</summary>
    private const double Surest = 0.99;

    /// <summary>What a file that is not UTF-8 may be. Latin-1 is Windows-1252 wherever it has letters.</summary>
    private static readonly string[] SingleByte = ["windows-1252", "macintosh"];

    private bool BigEndian { get; init; }

    /// <summary>Whether another encoding may be meant.</summary>
    public bool IsGuess => !Declared && SingleByte.Contains(Name);

    /// <param name="declared">the instrument's word; "auto" where it has none</param>
    /// <param name="open">opens the text's bytes, from their beginning</param>
    /// <exception cref="SurveyException">the file's byte order mark contradicts the instrument</exception>
    internal static DetectedEncoding Of(string file, string declared, Func<Stream> open)
    {
        using var content = open();
        var buffer = new byte[1 << 16];
        var read = content.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
        var mark = MarkOf(buffer.AsSpan(0, read));
        if (declared != Export.Auto && (declared == "utf-16" || mark is not null) && declared != mark)
        {
            throw new SurveyException(
                $"{file}:1 column 1: {(mark is null ? "no byte order mark" : $"the byte order mark of {mark}")}, where the instrument says "
                    + $"\"encoding: {declared}\"; "
                    + $"put \"encoding: {mark ?? Export.Auto}\" under \"export\" of the wave"
            );
        }
        if (declared == Export.Auto && mark is null)
            return OfText(content, buffer, read);
        return new DetectedEncoding(mark ?? declared, 1, Declared: declared != Export.Auto) { BigEndian = buffer[0] == 0xFE };
    }

    /// <summary>The bytes as UTF-8; what is not UTF-8 in a file that should be is left as it is.</summary>
    internal Stream AsUtf8(Stream content) =>
        Name switch
        {
            "utf-8" => content,
            "utf-16" => Encoding.CreateTranscodingStream(content, new UnicodeEncoding(BigEndian, byteOrderMark: true), Encoding.UTF8),
            _ => Encoding.CreateTranscodingStream(content, Encoding.GetEncoding(Name), Encoding.UTF8),
        };

    /// <summary>How another encoding reads a text; null where all that may be meant read it alike, or the encoding is no guess.</summary>
    internal (string Encoding, string Text)? OtherReading(string text)
    {
        if (!IsGuess || Ascii.IsValid(text))
            return null;
        var bytes = Encoding.GetEncoding(Name).GetBytes(text);
        return SingleByte
            .Select(other => ((string Encoding, string Text)?)(other, Encoding.GetEncoding(other).GetString(bytes)))
            .FirstOrDefault(reading => reading!.Value.Text != text);
    }

    private static string? MarkOf(ReadOnlySpan<byte> beginning) =>
        beginning.StartsWith(Encoding.UTF8.Preamble) ? "utf-8"
        : beginning.StartsWith(Encoding.Unicode.Preamble) || beginning.StartsWith(Encoding.BigEndianUnicode.Preamble) ? "utf-16"
        : null;

    private static DetectedEncoding OfText(Stream content, byte[] buffer, int read)
    {
        var length = read;
        while (true)
        {
            // A character that is cut in two waits for its end at the beginning of the buffer.
            var cut = read == 0 ? 0 : CutOff(buffer.AsSpan(0, length));
            if (!Utf8.IsValid(buffer.AsSpan(0, length - cut)))
                return OfSingleBytes(content, buffer, length);
            if (read == 0)
                return new DetectedEncoding("utf-8", 1, Declared: false);
            buffer.AsSpan(length - cut, cut).CopyTo(buffer);
            read = content.Read(buffer.AsSpan(cut));
            length = cut + read;
        }
    }

    /// <summary>How many bytes at the end are the beginning of a character.</summary>
    private static int CutOff(ReadOnlySpan<byte> text)
    {
        for (var length = 1; length <= Math.Min(3, text.Length); length++)
        {
            var first = text[^length];
            if (first is >= 0x80 and < 0xC0)
                continue;
            return
                first >= 0xC0
                && length
                    < (
                        first >= 0xF0 ? 4
                        : first >= 0xE0 ? 3
                        : 2
                    )
                ? length
                : 0;
        }
        return 0;
    }

    /// <summary>The encoding in which more of the characters that are not ASCII stand where such characters stand.</summary>
    private static DetectedEncoding OfSingleBytes(Stream content, byte[] buffer, int read)
    {
        var encodings = SingleByte.Select(Encoding.GetEncoding).ToArray();
        var usual = new long[encodings.Length];
        for (var looked = 0; read > 0 && looked < Looked; read = content.Read(buffer))
        {
            looked += read;
            for (var i = 0; i < encodings.Length; i++)
                usual[i] += Usual(encodings[i].GetString(buffer, 0, read));
        }
        var best = usual[1] > usual[0] ? 1 : 0;
        return new DetectedEncoding(SingleByte[best], Math.Min(Surest, (usual[best] + 0.5) / (usual.Sum() + 1)), Declared: false);
    }

    /// <summary>Small letters beside letters, capitals that do not follow a small letter, and the signs of good typography.</summary>
    private static long Usual(string text)
    {
        var usual = 0L;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] < 0x80)
                continue;
            var (before, after) = (i == 0 ? ' ' : text[i - 1], i + 1 == text.Length ? ' ' : text[i + 1]);
            var beside = char.IsLetter(before) || char.IsLetter(after);
            if (
                char.IsLower(text[i]) ? beside
                : char.IsUpper(text[i]) ? beside && !char.IsLower(before)
                : "\u00A0‘’“”„–—…•€£°©®™«»".Contains(text[i])
            )
                usual++;
        }
        return usual;
    }
}
