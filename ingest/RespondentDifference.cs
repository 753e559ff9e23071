using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Survey.Ingest;

/// <summary>
/// Whom one revision of a wave has and another has not, by the raw files that were kept of them. A respondent is all that the row says in the
/// columns that both files have, in whatever order rows and columns stand; so a respondent who answers otherwise is removed and added.
/// </summary>
/// <param name="ColumnsAdded">columns that only the second file has</param>
/// <param name="ColumnsRemoved">columns that only the first file has</param>
public sealed record RespondentDifference(int Added, int Removed, IReadOnlyList<string> ColumnsAdded, IReadOnlyList<string> ColumnsRemoved)
{
    public bool IsNone => Added == 0 && Removed == 0 && ColumnsAdded.Count == 0 && ColumnsRemoved.Count == 0;

    /// <exception cref="SurveyException">a file can no longer be read as it was when it was loaded</exception>
    public static async Task<RespondentDifference> Of(
        SurveyDatabase database, string survey, string wave, HistoryEntry from, HistoryEntry to, Action<string>? say = null, CancellationToken cancel = default)
    {
        var (first, second) = (await Codebook(database, survey, wave, from, cancel), await Codebook(database, survey, wave, to, cancel));
        using var before = await KeptFile.Unpack(database, survey, wave, from, cancel);
        using var after = await KeptFile.Unpack(database, survey, wave, to, cancel);
        var (had, has) = (Names(before.Copy, first), Names(after.Copy, second));
        var shared = had.Intersect(has).ToList();
        // How often a row stands in the second file more than in the first.
        var surplus = new Dictionary<UInt128, int>();
        Count(before.Copy, first, [.. shared.Select(name => had.IndexOf(name))], surplus, -1, say, cancel);
        Count(after.Copy, second, [.. shared.Select(name => has.IndexOf(name))], surplus, 1, say, cancel);
        return new RespondentDifference(
            surplus.Values.Sum(times => Math.Max(times, 0)), surplus.Values.Sum(times => Math.Max(-times, 0)), [.. has.Except(had)], [.. had.Except(has)]);
    }

    private static void Count(
        RawCopy file, Codebook codebook, int[] columns, Dictionary<UInt128, int> surplus, int times, Action<string>? say, CancellationToken cancel)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        WaveReader.Read(
            file,
            codebook,
            new Progress(file.Name, file.Bytes, say).Report,
            row =>
            {
                var key = Key(row, columns, hash);
                surplus[key] = surplus.GetValueOrDefault(key) + times;
            },
            cancel);
    }

    private static UInt128 Key(RawFile row, int[] columns, IncrementalHash hash)
    {
        Span<byte> length = stackalloc byte[sizeof(int)];
        foreach (var column in columns)
        {
            BinaryPrimitives.WriteInt32LittleEndian(length, row.Bytes(column).Length);
            hash.AppendData(length);
            hash.AppendData(row.Bytes(column));
        }
        Span<byte> all = stackalloc byte[SHA256.HashSizeInBytes];
        hash.GetHashAndReset(all);
        return BinaryPrimitives.ReadUInt128LittleEndian(all);
    }

    /// <summary>The file's columns by name; one whose name stands before is told apart by its number.</summary>
    private static List<string> Names(RawCopy file, Codebook codebook)
    {
        var times = new Dictionary<string, int>();
        return [.. WaveReader.Columns(file, codebook).Select(column =>
        {
            var time = times[column.Header] = times.GetValueOrDefault(column.Header) + 1;
            return time == 1 ? column.Header : FormattableString.Invariant($"{column.Header} ({time})");
        })];
    }

    /// <summary>The codebook that a revision was coded with.</summary>
    private static async Task<Codebook> Codebook(SurveyDatabase database, string survey, string wave, HistoryEntry revision, CancellationToken cancel)
    {
        var instrument = await Surveys.Version(database, survey, revision.InstrumentVersion, cancel);
        return instrument.At(instrument.Wave(wave));
    }
}
