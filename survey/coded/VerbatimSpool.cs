using System.Buffers;
using System.Collections;
using System.Text;

namespace Survey.Coded;

/// <summary>
/// The free texts of a wave on their way into the database, in chunks, those of a question in the order in which they were added. A
/// connection runs one COPY at a time, so they wait: a few in memory, many in a temporary file.
/// </summary>
public sealed class VerbatimSpool : IReadOnlyCollection<Verbatim>, IDisposable
{
    private readonly int memory;

    /// <summary>The chunk of each question that is not full yet.</summary>
    private readonly Dictionary<string, VerbatimChunk> open = [];

    private int held;
    private TemporaryFile? file;
    private BinaryWriter? writer;
    private int written;

    /// <param name="memory">bytes that may wait in memory, before all of them go to the file</param>
    public VerbatimSpool(int memory = 8 << 20) => this.memory = memory;

    public int Count { get; private set; }

    public void Add(Verbatim verbatim)
    {
        var text = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(verbatim.Text.Length));
        Add(verbatim.Question, verbatim.Respondent, text.AsSpan(0, Encoding.UTF8.GetBytes(verbatim.Text, text)));
        ArrayPool<byte>.Shared.Return(text);
    }

    /// <param name="question">its id</param>
    /// <param name="text">valid UTF-8</param>
    public void Add(string question, int respondent, ReadOnlySpan<byte> text)
    {
        if (!open.TryGetValue(question, out var chunk))
            open.Add(question, chunk = new VerbatimChunk(question));
        held -= chunk.Capacity;
        chunk.Add(respondent, text);
        held += chunk.Capacity;
        Count++;
        if (chunk.IsFull)
            Write(chunk);
        if (held > memory)
            WriteAll();
    }

    /// <summary>In the order in which they were added, question by question.</summary>
    public IEnumerator<Verbatim> GetEnumerator() => Chunks().SelectMany(chunk => chunk.Verbatims()).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public void Dispose()
    {
        writer?.Dispose();
        file?.Dispose();
    }

    /// <summary>One reading at a time, and nothing is added meanwhile. A chunk is valid until the next one.</summary>
    internal IEnumerable<VerbatimChunk> Chunks()
    {
        if (writer is not null)
        {
            writer.Flush();
            file!.Position = 0;
            using var reader = new BinaryReader(file, Encoding.UTF8, leaveOpen: true);
            var chunk = new VerbatimChunk("");
            for (var i = 0; i < written; i++)
            {
                chunk.Read(reader);
                yield return chunk;
            }
        }
        foreach (var chunk in open.Values.Where(chunk => chunk.Count > 0))
            yield return chunk;
    }

    private void WriteAll()
    {
        foreach (var chunk in open.Values)
        {
            if (chunk.Count > 0)
                Write(chunk);
            chunk.Free();
        }
        held = 0;
    }

    private void Write(VerbatimChunk chunk)
    {
        writer ??= new BinaryWriter(file = new TemporaryFile(), Encoding.UTF8, leaveOpen: true);
        writer.Seek(0, SeekOrigin.End);
        chunk.Write(writer);
        chunk.Next();
        written++;
    }
}
