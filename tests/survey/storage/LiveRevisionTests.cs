using System.Collections.Concurrent;
using Survey.Answers;
using Survey.Counting;
using Survey.Ingest.Loading;
using Survey.Instruments;
using Survey.Storage;
using Survey.Tests.Counting;
using Xunit;

namespace Survey.Tests.Storage;

public sealed class LiveRevisionTests(TestDatabase postgres) : IClassFixture<TestDatabase>
{
    private const int Reloads = 50;

    [Fact]
    public async Task ReadersSeeOneRevisionWholeWhileAWaveIsReloadedAgainAndAgain()
    {
        using var folder = new SurveyFolder(
            SmallSurvey.Yaml(
                "live",
                "  - { id: w1, file: a.csv }",
                "  - { id: q, text: Q?, kind: multiple, options: [A, B], nets: [{ id: ab, label: A or B, of: [a, b] }] }\n  - { "
                    + "id: r, text: R?, kind: single, options: [Yes] }"
            )
        );
        string[] files =
        [
            folder.Write("a.csv", SmallSurvey.Csv("Q?,R?", ("A,Yes", 30), ("B,", 70))),
            folder.Write("b.csv", SmallSurvey.Csv("Q?,R?", ("\"A, B\",", 20), ("B,Yes", 20), (",Yes", 20))),
        ];
        string[] answers = ["100: 30 70 100 of 100, 30 of 30", "60: 20 40 40 of 40, 40 of 40"];
        await Reload(folder.Instrument, files[0]);
        await ReadersSeeOnly(answers, Answer, folder.Instrument, files);
        Assert.Equal(Reloads + 1, await postgres.Value<int>("select live_revision from wave where survey_id = 'live'"));
    }

    [Fact]
    public async Task ASegmentIsOfOneRevisionWholeWhileAWaveIsReloadedAgainAndAgain()
    {
        using var folder = new SurveyFolder(
            SmallSurvey.Yaml(
                "segment",
                "  - { id: w1 }\n  - { id: w2 }",
                "  - { id: q, text: Q?, kind: single, options: [A, B] }\n  - { id: r, text: R?, kind: multiple, options: [C, D], "
                    + "nets: [{ id: cd, label: C or D, of: [c, d] }] }\n  - { id: n, text: N?, kind: number }"
            )
        );
        string[] files =
        [
            folder.Write("a.csv", SmallSurvey.Csv("Q?,R?,N?", ("A,C,1", 30), ("A,D,9", 20), ("B,C,1", 50))),
            folder.Write("b.csv", SmallSurvey.Csv("Q?,R?,N?", ("B,D,9", 70), ("A,\"C, D\",1", 7), ("A,,5", 5))),
        ];
        string[] answers = ["100: 30 20 50 of 50, C 30, N 30", "82: 7 7 7 of 7, C 7, N 12"];
        var query = new Query { Where = [Filter.Parse("q:a")] };
        Assert.Null((await Load.File(postgres.Database, folder.Instrument, "w2", files[0])).Problem);
        await Reload(folder.Instrument, files[0]);
        await ReadersSeeOnly(answers, Segment, folder.Instrument, files);

        async Task<string> Segment()
        {
            var loaded = await LoadedSurvey.Live(postgres.Database, "segment");
            var r = await Trend.Of(postgres.Database, loaded, "r", query, CancellationToken.None);
            var among = await Trend.Of(
                postgres.Database,
                loaded,
                "r",
                query with
                {
                    Where = [.. query.Where, Filter.Parse("r:c"), Filter.Parse("n:..1")],
                },
                CancellationToken.None
            );
            var n = await Trend.Of(
                postgres.Database,
                loaded,
                "n",
                query with
                {
                    Where = [.. query.Where, Filter.Parse("n:..5")],
                },
                CancellationToken.None
            );
            Assert.Equal(50, r.Waves[1].Base);
            return $"{r.Waves[0].Respondents}: {string.Join(' ', r.Options.Select(option => option.Points[0]?.Count))} of "
                + $"{r.Waves[0].Base}, C {among.Waves[0].Base}, N {n.Waves[0].Base}";
        }
    }

    /// <summary>Reads all the time while the wave is loaded from each file by turns.</summary>
    /// <param name="answers">one for each file</param>
    private async Task ReadersSeeOnly(string[] answers, Func<Task<string>> read, Instrument instrument, string[] files)
    {
        var seen = new ConcurrentBag<string>();
        using var done = new CancellationTokenSource();
        var readers = Enumerable
            .Range(0, 3)
            .Select(_ =>
                Task.Run(async () =>
                {
                    while (!done.IsCancellationRequested)
                        seen.Add(await read());
                })
            )
            .ToList();
        for (var reload = 1; reload <= Reloads; reload++)
            await Reload(instrument, files[reload % 2]);
        await done.CancelAsync();
        await Task.WhenAll(readers);

        Assert.Empty(seen.Except(answers));
        Assert.True(seen.Count > Reloads);
        Assert.Equal(answers[Reloads % 2], await read());
    }

    private async Task Reload(Instrument instrument, string file) =>
        Assert.Null((await Load.File(postgres.Database, instrument, "w1", file, reload: new Reload(AllowFewer: true))).Problem);

    private async Task<string> Answer()
    {
        var toplines = await WaveToplines.Of(postgres.Database, "live", "w1");
        var questions = toplines.Questions.Select(question =>
            $"{string.Join(' ', question.Options.Select(option => option.Count))} of {question.Base}"
        );
        return $"{toplines.Wave.Respondents}: {string.Join(", ", questions)}";
    }
}
