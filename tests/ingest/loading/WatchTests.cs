using Survey.Ingest.Loading;
using Survey.Instruments;
using Survey.Tests.Counting;
using Xunit;

namespace Survey.Tests.Ingest.Loading;

public sealed class WatchTests(TestDatabase postgres) : IClassFixture<TestDatabase>
{
    private static readonly string Good = SmallSurvey.Csv("Q?", ("A", 30), ("B", 70));

    private readonly List<string> told = [];
    private readonly List<string> said = [];

    [Fact]
    public async Task ALookLoadsWhatIsNewAndSaysNothingWhenNothingChanged()
    {
        using var folder = Folder("quiet", "  - { id: w1, file: w1.csv }\n  - { id: w2, file: w2.csv }");
        Write(folder, "w1.csv", Good);
        Write(folder, "w2.csv", Good);
        var watch = Watch(folder);

        await watch.Look(default);
        Assert.Equal(["w1 1 ", "w2 1 "], Told());
        await watch.Look(default);
        Assert.Empty(Told());
        Write(folder, "w2.csv", Good + "A\n");
        await watch.Look(default);
        Assert.Equal(["w2 2 "], Told());
        Write(folder, "notes.txt", "nothing of ours");
        await watch.Look(default);
        Assert.Empty(Told());
        Assert.Empty(said);
    }

    [Fact]
    public async Task WhatIsLoadedAlreadyIsNotTold()
    {
        using var folder = Folder("loaded");
        Write(folder, "w1.csv", Good);
        await folder.Load(postgres.Database);

        await Watch(folder).Look(default);

        Assert.Empty(Told());
    }

    [Fact]
    public async Task AFileThatWasJustWrittenWaits()
    {
        using var folder = Folder("waits");
        Write(folder, "w1.csv", Good, age: TimeSpan.Zero);
        var watch = Watch(folder);

        await watch.Look(default);
        Assert.Empty(Told());
        Write(folder, "w1.csv", Good, age: TimeSpan.FromSeconds(3));
        await watch.Look(default);
        Assert.Equal(["w1 1 "], Told());
    }

    [Fact]
    public async Task AFileOfTheFutureDoesNotWait()
    {
        using var folder = Folder("future");
        Write(folder, "w1.csv", Good, age: TimeSpan.FromHours(-1));

        await Watch(folder).Look(default);

        Assert.Equal(["w1 1 "], Told());
    }

    [Fact]
    public async Task AFailingFileIsToldOnceAndLoadedWhenItIsMended()
    {
        using var folder = Folder("mended");
        Write(folder, "w1.csv", "Q?\nA\n\"");
        var watch = Watch(folder);

        await watch.Look(default);
        await watch.Look(default);
        Assert.Equal(["w1  w1.csv:3 column 1: a quote that is opened here is never closed"], Told());
        Write(folder, "w1.csv", Good);
        await watch.Look(default);
        Assert.Equal(["w1 1 "], Told());
    }

    [Fact]
    public async Task ABrokenInstrumentIsToldAndTheWatchGoesOn()
    {
        using var folder = Folder("broken");
        Write(folder, "w1.csv", Good);
        Write(folder, InstrumentFile.Name, "survey: broken\n");
        using var cancel = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var broken = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        var loaded = new TaskCompletionSource<LoadOutcome>(TaskCreationOptions.RunContinuationsAsynchronously);
        var heartbeat = Path.Combine(Path.GetTempPath(), $"survey-heartbeat-{Guid.NewGuid():N}");

        var run = new Watch(
            postgres.Database,
            folder.Path,
            outcome => loaded.TrySetResult(outcome),
            line => broken.TrySetResult(line),
            heartbeat
        ).Run(TimeSpan.FromMilliseconds(20), cancel.Token);
        Assert.Equal($"{folder.Path}/survey.yaml:1: the instrument has no \"title\"", await broken.Task.WaitAsync(cancel.Token));
        Assert.False(File.Exists(heartbeat));
        Write(folder, InstrumentFile.Name, Yaml("broken"));
        var outcome = await loaded.Task.WaitAsync(cancel.Token);
        while (!File.Exists(heartbeat))
            await Task.Delay(20, cancel.Token);
        await cancel.CancelAsync();
        await run;

        Assert.Equal((1, null), (outcome.Revision, outcome.Problem));
        File.Delete(heartbeat);
    }

    [Fact]
    public async Task AFolderThatIsGoneIsToldAndTheWatchGoesOn()
    {
        var folder = Folder("gone");
        folder.Dispose();
        using var cancel = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var twice = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

        var run = new Watch(postgres.Database, folder.Path, _ => { }, Say).Run(TimeSpan.FromMilliseconds(20), cancel.Token);
        await twice.Task.WaitAsync(cancel.Token);
        await cancel.CancelAsync();
        await run;

        Assert.Equal($"Could not find a part of the path '{folder.Path}'.", said[0]);

        void Say(string line)
        {
            said.Add(line);
            if (said.Count == 2)
                twice.SetResult();
        }
    }

    private static string Yaml(string survey, string waves = "  - { id: w1, file: w1.csv }") =>
        SmallSurvey.Yaml(survey, waves, "  - { id: q, text: Q?, kind: single, options: [A, B] }");

    private static SurveyFolder Folder(string survey, string waves = "  - { id: w1, file: w1.csv }")
    {
        var folder = new SurveyFolder("");
        Write(folder, InstrumentFile.Name, Yaml(survey, waves));
        return folder;
    }

    /// <summary>A file that was last written to some time ago: a minute, when nothing is said.</summary>
    private static void Write(SurveyFolder folder, string name, string text, TimeSpan? age = null)
    {
        var file = Path.Combine(folder.Path, name + ".new");
        File.WriteAllText(file, text);
        File.SetLastWriteTimeUtc(file, DateTime.UtcNow - (age ?? TimeSpan.FromMinutes(1)));
        File.Move(file, Path.Combine(folder.Path, name), overwrite: true);
    }

    private Watch Watch(SurveyFolder folder) =>
        new(postgres.Database, folder.Path, outcome => told.Add($"{outcome.Wave} {outcome.Revision} {outcome.Problem}"), said.Add);

    private List<string> Told()
    {
        var news = told.ToList();
        told.Clear();
        return news;
    }
}
