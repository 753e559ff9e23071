using System.Buffers.Binary;
using System.Text;

namespace Survey.Coded;

/// <summary>Free texts of one question, in the order in which they were added: what a row of the table <c>verbatim_chunk</c>
/// holds.</summary>
/// <param name="question">its id</param>
internal sealed class VerbatimChunk(string question)
{
    /// <summary>Texts that make a chunk full.</summary>
    public const int MostTexts = 4096;

    /// <summary>Bytes that make a chunk full; its last text reaches beyond.</summary>
    public const int MostBytes = 1 << 20;

    private PostgresArray respondents = new(PostgresArray.Integer);
    private PostgresArray texts = new(PostgresArray.Text);
    private int bytes;

    public string Question { get; private set; } = question;

    /// <summary>Which one of the question's chunks it is, from 0.</summary>
    public int Number { get; private set; }

    public int Count => texts.Count;

    public bool IsFull => Count >= MostTexts || bytes >= MostBytes;

    /// <summary>Bytes of memory that it holds.</summary>
    public int Capacity => respondents.Capacity + texts.Capacity;

    /// <summary>An <c>int[]</c>, as PostgreSQL takes it.</summary>
    public ReadOnlyMemory<byte> Respondents => respondents.Bytes;

    /// <summary>A <c>text[]</c>, as PostgreSQL takes it.</summary>
    public ReadOnlyMemory<byte> Texts => texts.Bytes;

    /// <param name="text">valid UTF-8</param>
    public void Add(int respondent, ReadOnlySpan<byte> text)
    {
        BinaryPrimitives.WriteInt32BigEndian(respondents.Add(sizeof(int)), respondent);
        text.CopyTo(texts.Add(text.Length));
        bytes += text.Length;
    }

    /// <summary>Becomes the question's next chunk, empty, in the same memory.</summary>
    public void Next()
    {
        Number++;
        bytes = 0;
        respondents.Clear();
        texts.Clear();
    }

    /// <summary>Gives the memory of an empty chunk back.</summary>
    public void Free()
    {
        respondents = new(PostgresArray.Integer);
        texts = new(PostgresArray.Text);
    }

    public IEnumerable<Verbatim> Verbatims() =>
        respondents
            .Elements()
            .Zip(
                texts.Elements(),
                (respondent, text) =>
                    new Verbatim(Question, BinaryPrimitives.ReadInt32BigEndian(respondent.Span), Encoding.UTF8.GetString(text.Span))
            );

    public void Write(BinaryWriter writer)
    {
        writer.Write(Question);
        writer.Write(Number);
        writer.Write(Respondents.Length);
        writer.Write(Texts.Length);
        writer.Write(Respondents.Span);
        writer.Write(Texts.Span);
    }

    /// <summary>Becomes the next one that was written.</summary>
    public void Read(BinaryReader reader)
    {
        (Question, Number) = (reader.ReadString(), reader.ReadInt32());
        var (respondentBytes, textBytes) = (reader.ReadInt32(), reader.ReadInt32());
        respondents.Read(reader.BaseStream, respondentBytes);
        texts.Read(reader.BaseStream, textBytes);
    }
}
