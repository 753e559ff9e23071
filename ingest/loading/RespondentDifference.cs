using Survey.Ingest.Coding;
using Survey.Ingest.Dialects;
using Survey.Ingest.Reading;
using Survey.Instruments;
using Survey.Storage;

namespace Survey.Ingest.Loading;

/// <summary>
/// Whom one revision of a wave has and another has not, by the raw files that were kept of them. With a column of ids, that is who a
/// respondent is. Without one it is all that the row says in the columns that both files have, in whatever order rows and columns stand; so
/// a respondent who answers otherwise is removed and added.
/// </summary>
/// <param name="Changed">who is in both files, and says otherwise in a column that both have; always 0 without ids</param>
/// <param name="ColumnsAdded">columns that only the second file has</param>
/// <param name="ColumnsRemoved">columns that only the first file has</param>
public sealed record RespondentDifference(
    int Added,
    int Removed,
    int Changed,
    IReadOnlyList<string> ColumnsAdded,
    IReadOnlyList<string> ColumnsRemoved
)
{
    public bool IsNone => Added == 0 && Removed == 0 && Changed == 0 && ColumnsAdded.Count == 0 && ColumnsRemoved.Count == 0;

    /// <param name="id">the name of the column of ids; null when rows are to be compared as a whole</param>
    /// <exception cref="SurveyException">a file can no longer be read as it was when it was loaded, or has no such ids</exception>
    public static async Task<RespondentDifference> Of(
        SurveyDatabase database,
        string survey,
        string wave,
        HistoryEntry from,
        HistoryEntry to,
        string? id,
        Action<string>? say = null,
        CancellationToken cancel = default
    )
    {
        var (first, second) = (await Codebook(database, survey, wave, from, cancel), await Codebook(database, survey, wave, to, cancel));
        using var before = await KeptFile.Unpack(database, survey, wave, from, cancel);
        using var after = await KeptFile.Unpack(database, survey, wave, to, cancel);
        var (had, has) = (Names(before.Copy, first), Names(after.Copy, second));
        var shared = had.Intersect(has).ToList();
        if (id is not null && !shared.Contains(id))
            throw new SurveyException(
                $"revision {from.Number} and revision {to.Number} do not both have a column {Label.Quote(id)} to know respondents by"
            );
        // How often someone is in the second file more than in the first, and what they said in the first.
        var surplus = new Dictionary<UInt128, int>();
        var said = new Dictionary<UInt128, UInt128>();
        var changed = 0;
        Read(
            before.Copy,
            first,
            had,
            (who, row) =>
            {
                surplus[who] = surplus.GetValueOrDefault(who) - 1;
                said[who] = row;
            }
        );
        Read(
            after.Copy,
            second,
            has,
            (who, row) =>
            {
                surplus[who] = surplus.GetValueOrDefault(who) + 1;
                changed += said.TryGetValue(who, out var earlier) && earlier != row ? 1 : 0;
            }
        );
        return new RespondentDifference(
            surplus.Values.Sum(times => Math.Max(times, 0)),
            surplus.Values.Sum(times => Math.Max(-times, 0)),
            changed,
            [.. has.Except(had)],
            [.. had.Except(has)]
        );

        void Read(RawCopy file, Codebook codebook, List<string> names, Action<UInt128, UInt128> respondent)
        {
            using var hash = new RowHash();
            int[] columns = [.. shared.Select(name => names.IndexOf(name))];
            var ids = id is null ? null : new Ids(file.Name, id, names.IndexOf(id));
            using var progress = new Progress(file.Name, file.Bytes, say);
            WaveReader.Read(file, codebook, progress.Report, Respondent, cancel).Dispose();

            void Respondent(RawFile raw)
            {
                var row = hash.Of(raw, columns);
                respondent(ids is null ? row : ids.Of(raw, hash), row);
            }
        }
    }

    /// <summary>The file's columns by name; one whose name stands before is told apart by its number.</summary>
    private static List<string> Names(RawCopy file, Codebook codebook)
    {
        var times = new Dictionary<string, int>();
        return
        [
            .. Layout
                .OfFile(file, codebook)
                .Select(column =>
                {
                    var time = times[column.Header] = times.GetValueOrDefault(column.Header) + 1;
                    return time == 1 ? column.Header : FormattableString.Invariant($"{column.Header} ({time})");
                }),
        ];
    }

    /// <summary>The codebook that a revision was coded with.</summary>
    private static async Task<Codebook> Codebook(
        SurveyDatabase database,
        string survey,
        string wave,
        HistoryEntry revision,
        CancellationToken cancel
    )
    {
        var instrument = await Surveys.Version(database, survey, revision.InstrumentVersion, cancel);
        return instrument.At(instrument.Wave(wave));
    }

    /// <summary>The ids of one file, each of which must name one respondent.</summary>
    private sealed class Ids(string file, string name, int column)
    {
        private readonly Dictionary<UInt128, long> lines = [];

        public UInt128 Of(RawFile raw, RowHash hash)
        {
            if (raw.Text(column).Trim().Length == 0)
                throw Error(raw, "is blank; every respondent has an id where respondents are known by it");
            var id = hash.Of(raw, [column]);
            return lines.TryAdd(id, raw.Line) ? id : throw Error(raw, $"stands in line {lines[id]} too; an id names one respondent");
        }

        private SurveyException Error(RawFile raw, string message) =>
            new($"{file}:{raw.Line} column {column + 1} {Label.Quote(name, 60)}: {Label.Quote(raw.Text(column))} {message}");
    }
}
