using System.Collections;
using System.Text;

namespace Survey;

/// <summary>
/// The free texts of a wave on their way into the database, in the order in which they were added. A connection runs one COPY at a time,
/// so they wait: a few in memory, many in a temporary file that no other program sees and that is gone when it is closed.
/// </summary>
public sealed class VerbatimSpool : IReadOnlyCollection<Verbatim>, IDisposable
{
    private readonly int kept;
    private readonly List<Verbatim> first = [];
    private FileStream? file;
    private BinaryWriter? writer;
    private int spilled;

    /// <param name="kept">how many stay in memory</param>
    public VerbatimSpool(int kept = 10_000) => this.kept = kept;

    public int Count => first.Count + spilled;

    public void Add(Verbatim verbatim)
    {
        if (first.Count < kept)
        {
            first.Add(verbatim);
            return;
        }
        writer ??= new BinaryWriter(file = Spool.Open(), Encoding.UTF8, leaveOpen: true);
        writer.Write(verbatim.Question);
        writer.Write(verbatim.Respondent);
        writer.Write(verbatim.Text);
        spilled++;
    }

    /// <summary>One reading at a time, and nothing is added meanwhile.</summary>
    public IEnumerator<Verbatim> GetEnumerator()
    {
        foreach (var verbatim in first)
            yield return verbatim;
        if (writer is null)
            yield break;
        writer.Flush();
        file!.Position = 0;
        using var reader = new BinaryReader(file, Encoding.UTF8, leaveOpen: true);
        for (var i = 0; i < spilled; i++)
            yield return new Verbatim(reader.ReadString(), reader.ReadInt32(), reader.ReadString());
        file.Position = file.Length;
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public void Dispose()
    {
        writer?.Dispose();
        file?.Dispose();
    }
}
