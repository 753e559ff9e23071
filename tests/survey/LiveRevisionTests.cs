using System.Collections.Concurrent;
using Survey.Ingest;
using Xunit;

namespace Survey.Tests.Core;

public sealed class LiveRevisionTests(TestDatabase postgres) : IClassFixture<TestDatabase>
{
    private const int Reloads = 50;

    [Fact]
    public async Task ReadersSeeOneRevisionWholeWhileAWaveIsReloadedAgainAndAgain()
    {
        using var folder = new SurveyFolder(SmallSurvey.Yaml(
            "live", "  - { id: w1, file: a.csv }",
            "  - { id: q, text: Q?, kind: multiple, options: [A, B], nets: [{ id: ab, label: A or B, of: [a, b] }] }\n  - { id: r, text: R?, kind: single, options: [Yes] }"));
        string[] files =
        [
            folder.Write("a.csv", SmallSurvey.Csv("Q?,R?", ("A,Yes", 30), ("B,", 70))),
            folder.Write("b.csv", SmallSurvey.Csv("Q?,R?", ("\"A, B\",", 20), ("B,Yes", 20), (",Yes", 20))),
        ];
        string[] answers = ["100: 30 70 100 of 100, 30 of 30", "60: 20 40 40 of 40, 40 of 40"];
        await Reload(folder.Instrument, files[0]);
        var seen = new ConcurrentBag<string>();
        using var done = new CancellationTokenSource();

        var readers = Enumerable.Range(0, 3).Select(_ => Task.Run(async () =>
        {
            while (!done.IsCancellationRequested)
                seen.Add(await Answer());
        })).ToList();
        for (var reload = 1; reload <= Reloads; reload++)
            await Reload(folder.Instrument, files[reload % 2]);
        await done.CancelAsync();
        await Task.WhenAll(readers);

        Assert.Empty(seen.Except(answers));
        Assert.True(seen.Count > Reloads);
        Assert.Equal(answers[Reloads % 2], await Answer());
        Assert.Equal(Reloads + 1, await postgres.Value<int>("select live_revision from wave where survey_id = 'live'"));
    }

    private async Task Reload(Instrument instrument, string file) => Assert.Null((await Load.File(postgres.Database, instrument, "w1", file, reload: new Reload(AllowFewer: true))).Problem);

    private async Task<string> Answer()
    {
        var toplines = await WaveToplines.Of(postgres.Database, "live", "w1");
        var questions = toplines.Questions.Select(question => $"{string.Join(' ', question.Options.Select(option => option.Count))} of {question.Base}");
        return $"{toplines.Wave.Respondents}: {string.Join(", ", questions)}";
    }
}
