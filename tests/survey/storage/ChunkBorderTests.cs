using Survey.Answers;
using Survey.Coded;
using Survey.Counting;
using Survey.Instruments;
using Survey.Storage;
using Survey.Tests.Counting;
using Xunit;

namespace Survey.Tests.Storage;

/// <summary>Waves that just fill a chunk of bits, just miss it, or need three: whoever stands beside a border is counted once.</summary>
public sealed class ChunkBorderTests(TestDatabase postgres) : IClassFixture<TestDatabase>
{
    private const string Questions = """
          - { id: q, text: Q?, kind: multiple, options: [Third, Border, { id: last, label: Last, missing: true }],
              nets: [{ id: either, label: Either, of: [third, border] }] }
          - { id: r, text: R?, kind: scale, options: ["1", "2"] }
          - { id: n, text: N?, kind: number }
        """;

    private static readonly int[] Sizes = [Bitmap.ChunkSize - 1, Bitmap.ChunkSize, Bitmap.ChunkSize + 1, 2 * Bitmap.ChunkSize + 1];

    [Fact]
    public async Task CountsAndFiltersAreTheSameAsOneByOneAcrossChunks()
    {
        var instrument = InstrumentFile.Parse(
            InstrumentFile.Name,
            SmallSurvey.Yaml("chunks", string.Join('\n', Sizes.Select((_, wave) => $"  - {{ id: w{wave} }}")), Questions)
        );
        using var folder = new TemporaryFolder();
        foreach (var (wave, respondents) in Sizes.Index())
            await Store(instrument, folder, $"w{wave}", respondents);

        await Agree(null, (_, _) => true);
        await Agree("q:border", (respondent, size) => Border(respondent, size));
        await Agree("q:!border", (respondent, size) => !Border(respondent, size) && (Third(respondent) || Last(respondent, size)));
        await Agree("r:2..", (respondent, _) => respondent % 2 == 1);
        await Agree("r:..1", (respondent, size) => Even(respondent, size));
        await Agree("r:!1", (respondent, _) => respondent % 2 == 1);
    }

    private static bool Third(int respondent) => respondent % 3 == 0;

    /// <summary>The two on either side of every border, and of the first and the last of the wave.</summary>
    private static bool Border(int respondent, int size) =>
        respondent % Bitmap.ChunkSize is <= 1 or >= Bitmap.ChunkSize - 2 || respondent >= size - 2;

    private static bool Last(int respondent, int size) => respondent == size - 1;

    /// <summary>The last respondent says nothing to the scale, so that not everybody answered.</summary>
    private static bool Even(int respondent, int size) => respondent % 2 == 0 && !Last(respondent, size);

    /// <summary>Whoever is beside a border gave one, and some others; the first of each border gave one that is not small or
    /// whole.</summary>
    private static double? Number(int respondent, int size) =>
        Border(respondent, size)
            ? respondent % Bitmap.ChunkSize == 0
                ? -0.25
                : respondent % 7
            : respondent % 1000 == 0
                ? respondent / 1000
                : null;

    private async Task Store(Instrument instrument, TemporaryFolder folder, string wave, int size)
    {
        using var coded = new CodedWave(instrument.At(instrument.Wave(wave)))
        {
            Accounts = new Accounts { Rows = size, Respondents = size },
        };
        for (var respondent = 0; respondent < size; respondent++)
        {
            if (Third(respondent))
                coded.Option(0, 0)[respondent] = true;
            if (Border(respondent, size))
                coded.Option(0, 1)[respondent] = true;
            if (Last(respondent, size))
                coded.Option(0, 2)[respondent] = true;
            if (Number(respondent, size) is { } number)
            {
                coded.Numbers(2)[respondent] = number;
                coded.Option(2, 0)[respondent] = true;
            }
            if (respondent % 2 == 1)
                coded.Option(1, 1)[respondent] = true;
            else if (Even(respondent, size))
                coded.Option(1, 0)[respondent] = true;
        }
        var file = Path.Combine(folder.Path, wave);
        await File.WriteAllTextAsync(file, wave);
        await Revision.Store(postgres.Database, instrument, coded, await RawCopy.Of(file));
    }

    private async Task Agree(string? where, Func<int, int, bool> matches)
    {
        foreach (var rule in new[] { BaseRule.Answered, BaseRule.Valid, BaseRule.All })
        {
            var query = new Query { Where = where is null ? [] : [Filter.Parse(where)], Base = rule };
            var trend = await Trend.Of(postgres.Database, "chunks", "q", query);
            for (var wave = 0; wave < Sizes.Length; wave++)
            {
                var (size, counts) = (Sizes[wave], new int[4]);
                for (var respondent = 0; respondent < size; respondent++)
                {
                    if (!matches(respondent, size))
                        continue;
                    var (third, border, last) = (Third(respondent), Border(respondent, size), Last(respondent, size));
                    counts[0] += third ? 1 : 0;
                    counts[1] += border ? 1 : 0;
                    counts[2] += third || border ? 1 : 0;
                    counts[3] += rule == BaseRule.All || third || border || (last && rule == BaseRule.Answered) ? 1 : 0;
                }
                var found = new[] { "third", "border", "either" }
                    .Select(id => trend.Options.Single(option => option.Id == id).Points[wave]?.Count ?? 0)
                    .Append(trend.Waves[wave].Base!.Value);
                Assert.True(
                    counts.SequenceEqual(found),
                    $"{where} of {rule} in a wave of {size}: {string.Join(' ', found)}, not {string.Join(' ', counts)}"
                );
            }
            await NumbersAgree(query, matches);
        }
    }

    private async Task NumbersAgree(Query query, Func<int, int, bool> matches)
    {
        var means = (await Trend.Of(postgres.Database, "chunks", "n", query)).Means!;
        foreach (var (wave, size) in Sizes.Index())
        {
            var given = Enumerable
                .Range(0, size)
                .Where(respondent => matches(respondent, size))
                .Select(respondent => Number(respondent, size))
                .OfType<double>()
                .Order()
                .ToList();
            var figure = means[wave]!.Figure;
            Assert.Equal((given.Count, given[0], given[^1]), (figure.Count, figure.Minimum, figure.Maximum));
            Assert.Equal((given[(given.Count - 1) / 2] + given[given.Count / 2]) / 2, figure.Median);
            Assert.Equal(given.Average(), figure.Mean, 1e-9);
        }
    }
}
