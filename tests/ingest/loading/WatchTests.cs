using Survey.Ingest.Loading;
using Survey.Instruments;
using Survey.Tests.Counting;
using Xunit;

namespace Survey.Tests.Ingest.Loading;

public sealed class WatchTests(TestDatabase postgres) : IClassFixture<TestDatabase>
{
    private static readonly string Good = SmallSurvey.Csv("Q?", ("A", 30), ("B", 70));

    private static readonly TimeSpan Short = TimeSpan.FromSeconds(1);

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
    public async Task HalfAFileThatPausesIsNotRead()
    {
        using var folder = Folder("halves");
        var watch = Watch(folder, Short);
        Write(folder, "w1.csv", Good[..(Good.Length / 2)], age: TimeSpan.Zero);

        await watch.Look(default);
        await Task.Delay(Short * 0.6);
        await watch.Look(default);
        Write(folder, "w1.csv", Good, age: TimeSpan.Zero);
        await watch.Look(default);
        await Task.Delay(Short * 0.6);
        await watch.Look(default);
        Assert.Empty(Told());
        await Task.Delay(Short * 0.6);
        await watch.Look(default);

        Assert.Equal(["w1 1 "], Told());
        Assert.Equal(100, await postgres.Value<int>("select respondents from revision where survey_id = 'halves'"));
        Assert.Equal(["w1.csv: changed; it is read when it has been unchanged for 1 s"], said);
    }

    [Theory]
    [InlineData(60)]
    [InlineData(-3600)]
    public async Task AFileThatAppearsWaitsWhateverItsTimeSays(int age)
    {
        using var folder = Folder($"appears-{age + 3600}");
        Write(folder, "w1.csv", Good);
        var watch = Watch(folder, Short);
        await watch.Look(default);
        Assert.Equal(["w1 1 "], Told());

        Write(folder, "w1.csv", Good + "A\n", age: TimeSpan.FromSeconds(age));
        await watch.Look(default);
        Assert.Empty(Told());
        await Task.Delay(Short * 1.1);
        await watch.Look(default);

        Assert.Equal(["w1 2 "], Told());
    }

    [Fact]
    public async Task AFileThatIsAlwaysBeingWrittenKeepsNoOtherWaiting()
    {
        using var folder = Folder("starved", "  - { id: w1, file: w1.csv }\n  - { id: w2, file: w2.csv }");
        var watch = Watch(folder, Short);
        var growing = Good;
        for (var look = 0; look < 15; look++)
        {
            Write(folder, "w1.csv", growing += "A\n", age: TimeSpan.Zero);
            Write(folder, "log.txt", growing, age: TimeSpan.Zero);
            if (look == 2)
                Write(folder, "w2.csv", Good, age: TimeSpan.Zero);
            await watch.Look(default);
            await Task.Delay(Short / 5);
        }

        Assert.Equal(["w2 1 "], Told().Where(line => !line.Contains("w2.csv: no such file", StringComparison.Ordinal)));
        await Task.Delay(Short * 1.1);
        await watch.Look(default);
        Assert.Equal(["w1 1 "], Told());
    }

    [Fact]
    public async Task AFolderWhoseLoadFailedIsTriedAgain()
    {
        var own = new TestDatabase();
        await own.InitializeAsync();
        using var folder = Folder("failed");
        Write(folder, "w1.csv", Good);
        var watch = new Watch(
            own.Database,
            folder.Path,
            TimeSpan.Zero,
            outcome => told.Add($"{outcome.Wave} {outcome.Revision} {outcome.Problem}"),
            said.Add
        );
        await own.Value<object>("alter table selection rename to elsewhere");

        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => watch.Look(default));
        await own.Value<object>("alter table elsewhere rename to selection");
        Write(folder, "w1.csv", Good, age: TimeSpan.FromMinutes(2));
        await watch.Look(default);

        Assert.Equal(["w1 1 "], Told());
        await own.DisposeAsync();
    }

    [Fact]
    public async Task AFailingFileIsToldOnceAndLoadedWhenItIsMended()
    {
        using var folder = Folder("mended", "  - { id: w1, file: w1.csv }\n  - { id: w2, file: w2.csv }");
        const string Complaint = "w1  w1.csv:3 column 1: a quote that is opened here is never closed";
        Write(folder, "w1.csv", "Q?\nA\n\"");
        Write(folder, "w2.csv", Good);
        var watch = Watch(folder);

        await watch.Look(default);
        await watch.Look(default);
        Assert.Equal([Complaint, "w2 1 "], Told());
        Write(folder, "w2.csv", Good + "A\n");
        await watch.Look(default);
        Assert.Equal(["w2 2 "], Told());
        Write(folder, "w1.csv", "Q?\nA\n\"", age: TimeSpan.FromMinutes(2));
        await watch.Look(default);
        Assert.Equal([Complaint], Told());
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
            TimeSpan.Zero,
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
    public async Task AFolderThatIsGoneIsToldOnceAndLoadedWhenItIsBack()
    {
        using var folder = Folder("gone");
        Write(folder, "w1.csv", Good);
        var elsewhere = folder.Path + "-elsewhere";
        Directory.Move(folder.Path, elsewhere);
        using var cancel = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var back = new TaskCompletionSource<LoadOutcome>(TaskCreationOptions.RunContinuationsAsynchronously);

        var run = new Watch(postgres.Database, folder.Path, TimeSpan.Zero, outcome => back.TrySetResult(outcome), said.Add).Run(
            TimeSpan.FromMilliseconds(20),
            cancel.Token
        );
        while (said.Count == 0)
            await Task.Delay(20, cancel.Token);
        await Task.Delay(200, cancel.Token);
        Directory.Move(elsewhere, folder.Path);
        var outcome = await back.Task.WaitAsync(cancel.Token);
        await cancel.CancelAsync();
        await run;

        Assert.Equal((1, null), (outcome.Revision, outcome.Problem));
        Assert.Equal([$"Could not find a part of the path '{folder.Path}'."], said);
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

    private Watch Watch(SurveyFolder folder, TimeSpan settling = default) =>
        new(
            postgres.Database,
            folder.Path,
            settling,
            outcome => told.Add($"{outcome.Wave} {outcome.Revision} {outcome.Problem}"),
            said.Add
        );

    private List<string> Told()
    {
        var news = told.ToList();
        told.Clear();
        return news;
    }
}
