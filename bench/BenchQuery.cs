using Survey.Answers;
using Survey.Counting;
using Survey.Instruments;
using Survey.Storage;

namespace Survey.Bench;

/// <summary>A question that is put to every contestant. Answers are counts, in an order that is the same for all.</summary>
/// <param name="Survey">asks Survey</param>
/// <param name="Sql">asks a table; the first column of its rows is no count</param>
/// <param name="Plain">of a query that SQL cannot answer, for Survey weights: the name of the same without weights; or null</param>
internal sealed record BenchQuery(
    string Name,
    Func<SurveyDatabase, Task<List<long>>> Survey,
    Func<SqlTable, string>? Sql,
    string? Plain = null
)
{
    public const string Trend = "trend of a multi-select";
    public const string Segment = "segment, all waves";
    public const string Crosstab = "crosstab, one wave";
    public const string Overlap = "overlap of a multi-select, one wave";
    public const string Overlaps = "overlap of a multi-select, all waves";
    public const string Toplines = "toplines of a wave";
    public const string Changes = "changes of a wave";
    public const string Weighted = "weighted segment, all waves";

    public static IReadOnlyList<BenchQuery> All(Generated data)
    {
        var (role, place, tools, needs) = (data.Question("s1"), data.Question("s2"), data.Question("m1"), data.Question("m2"));
        var (wave, id) = (Generated.WaveCount - 1, Generated.Waves[^1]);
        var closed = data.Questions.Where(question => question.Labels.Count > 0).ToList();
        var where = new Filter(role.Id, [role.OptionIds[0], role.OptionIds[1]], None: false, null);
        return
        [
            new(
                Trend,
                async database => Counts(await global::Survey.Answers.Trend.Of(database, Generated.Survey, tools.Id)),
                table => table.Trend(tools)
            ),
            new(
                Segment,
                async database =>
                    Counts(await global::Survey.Answers.Trend.Of(database, Generated.Survey, needs.Id, new Query { Where = [where] })),
                table => table.Trend(needs, $"({table.Chose(role, 0)} or {table.Chose(role, 1)})")
            ),
            new(
                Crosstab,
                async database => Counts(await global::Survey.Answers.Crosstab.Of(database, Generated.Survey, place.Id, tools.Id, id)),
                table => table.Crosstab(place, tools, wave)
            ),
            new(
                Overlap,
                async database => Counts(await global::Survey.Answers.Overlap.Of(database, Generated.Survey, tools.Id, id)),
                table => table.Overlap(tools, wave)
            ),
            new(Overlaps, database => OfAllWaves(database, tools.Id), table => table.Overlap(tools, null)),
            new(
                Toplines,
                async database => Counts(await WaveToplines.Of(database, Generated.Survey, id)),
                table => table.Toplines(data.Questions, wave)
            ),
            new(
                Changes,
                async database =>
                    Counts(await global::Survey.Answers.Changes.Of(database, Generated.Survey, Generated.Waves[^2], id), closed),
                table => table.Changes(closed, wave)
            ),
            new(
                Weighted,
                async database =>
                    Counts(
                        await global::Survey.Answers.Trend.Of(
                            database,
                            Generated.Survey,
                            needs.Id,
                            new Query { Where = [where], Weight = Generated.Weights }
                        )
                    ),
                null,
                Segment
            ),
        ];
    }

    private static List<long> Counts(Trend trend) =>
        [
            .. trend
                .Waves.Index()
                .SelectMany(wave =>
                    trend
                        .Options.Where(option => !option.Net)
                        .Select(option => (long)(option.Points[wave.Index]?.Count ?? -1))
                        .Prepend(wave.Item.Base ?? -1)
                ),
        ];

    private static List<long> Counts(Crosstab crosstab) =>
        [
            .. crosstab
                .Rows.Where(row => !row.Total.Net)
                .SelectMany(row => row.Cells.Select(cell => (long)cell.Count).Prepend(row.Total.Count)),
        ];

    private static List<long> Counts(Overlap overlap) => [.. overlap.Pairs.Select(pair => (long)pair.Count).Prepend(overlap.Base)];

    private static List<long> Counts(WaveToplines toplines) =>
        [
            .. toplines.Questions.SelectMany(question =>
                (question.Kind.HasOptions() ? question.Options.Where(option => !option.Net) : [])
                    .Select(option => (long)option.Count)
                    .Prepend(question.Answered)
            ),
        ];

    /// <summary>Of each of the two waves and each question, the base and who chose each option.</summary>
    private static List<long> Counts(Changes changes, List<GeneratedQuestion> questions)
    {
        var entries = changes
            .Entries.Where(entry => entry is { Net: false, Option: not null })
            .ToDictionary(entry => (entry.Question, entry.Option!));
        return
        [
            .. from side in new Func<ChangeEntry, ChangeSide>[] { entry => entry.From, entry => entry.To }
            from question in questions
            from count in question
                .OptionIds.Select(option => (long)side(entries[(question.Id, option)]).Count)
                .Prepend(side(entries[(question.Id, question.OptionIds[0])]).Base)
            select count,
        ];
    }

    /// <summary>Survey answers an overlap wave by wave.</summary>
    private static async Task<List<long>> OfAllWaves(SurveyDatabase database, string question)
    {
        var counts = new List<long>();
        foreach (var wave in Generated.Waves)
            counts.AddRange(Counts(await global::Survey.Answers.Overlap.Of(database, Generated.Survey, question, wave)));
        return counts;
    }
}
