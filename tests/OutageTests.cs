using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Text.Json;
using Dapper;
using Npgsql;
using Survey.Server;
using Xunit;
using Xunit.Abstractions;

namespace Survey.Tests;

/// <summary>The private database is killed again and again, while <c>./run</c> answers and another program loads.</summary>
[Collection(RunTests.Name)]
public sealed class OutageTests(ITestOutputHelper output) : IDisposable
{
    private const string Trend = "/api/v1/surveys/container/questions/deploy/trend";

    private const string Yaml = """
        survey: kept
        title: Kept
        headline: choice
        headline-option: a
        export: { metadata: [Timestamp] }
        waves: [{ id: w1, label: Wave 1, file: w1.csv }]
        questions: [{ id: choice, text: Choice?, kind: single, options: [A, B] }]
        """;

    /// <summary>Five seconds are promised, on a machine that does nothing else.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly TemporaryFolder data = new();

    public void Dispose() => data.Dispose();

    [Fact]
    public async Task ADatabaseThatIsKilledUnderLoadAndReadsIsBackByItself()
    {
        using var folder = new SurveyFolder(Yaml);
        folder.Write("w1.csv", Rows(3000));
        await using var survey = await RunningSurvey.Start(data.Path, new Dictionary<string, string> { ["SURVEY_ANSWERS_MB"] = "0" });
        var whole = await survey.Client.GetStringAsync(Trend);
        var database = new DatabaseFolder(Path.Combine(data.Path, "database"));
        using var enough = new CancellationTokenSource();
        var wrong = new ConcurrentQueue<string>();
        var (reads, refused, loads, restarts) = (0, 0, 0, 0);
        var readers = Enumerable.Range(0, 2).Select(_ => Task.Run(Read)).Append(Task.Run(Load)).ToList();
        var slowest = TimeSpan.Zero;

        for (var kill = 0; kill < Kills.Count; kill++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(400 + 311 * kill % 1500));
            var dead = Postmaster.Of(database)!.Id;
            await Shell.Run("kill", [kill % 2 == 0 ? "-KILL" : "-QUIT", $"{dead}"], "/");
            var waiting = Stopwatch.StartNew();
            while (Postmaster.Of(database) is not { IsReady: true } now || now.Id == dead || !await IsReady(survey))
            {
                Assert.True(waiting.Elapsed < Patience, $"kill {kill}: not back after {waiting.Elapsed}: {survey.Errors}");
                await Task.Delay(20);
            }
            if (waiting.Elapsed > slowest)
                slowest = waiting.Elapsed;
        }
        await enough.CancelAsync();
        await Task.WhenAll(readers);
        output.WriteLine($"{Kills.Count} kills; slowest {slowest}; {reads} reads, {refused} refused; {loads} loads went through");

        Assert.True(wrong.IsEmpty, string.Join('\n', wrong.Take(10)));
        Assert.Equal(whole, await survey.Client.GetStringAsync(Trend));
        await Whole(database);
        var after = await Run("load", folder.Path, "--allow-changed", "--allow-fewer");
        Assert.True(after.ExitCode == 0, after.Errors);
        // Whichever of the programs saw it first, or both.
        Assert.InRange(Restarts(survey.Errors) + restarts, Kills.Count, 2 * Kills.Count);
        Assert.DoesNotContain("   at ", survey.Errors + survey.Output, StringComparison.Ordinal);

        async Task Read()
        {
            while (!enough.IsCancellationRequested)
            {
                using var response = await survey.Client.GetAsync(Trend);
                Interlocked.Increment(ref reads);
                if (response.StatusCode == HttpStatusCode.OK && await response.Content.ReadAsStringAsync() == whole)
                    continue;
                Interlocked.Increment(ref refused);
                if (await Refusal(response) is { } problem)
                    wrong.Enqueue(problem);
            }
        }

        async Task Load()
        {
            for (var load = 0; !enough.IsCancellationRequested; load++)
            {
                folder.Write("w1.csv", Rows(load % 2 == 0 ? 2000 : 3000));
                var result = await Run("load", folder.Path, "--allow-changed", "--allow-fewer");
                loads += result.ExitCode == 0 ? 1 : 0;
                restarts += Restarts(result.Errors);
                if ((result.Errors + result.Output).Contains("   at ", StringComparison.Ordinal) || result.ExitCode is not (0 or 1))
                    wrong.Enqueue(result.Errors);
            }
        }
    }

    private static int Restarts(string errors) => errors.Split(" had stopped, and was started again\n").Length - 1;

    private static string Rows(int respondents) =>
        string.Concat(
            Enumerable.Range(0, respondents).Select(row => $"t{row},{(row % 3 == 0 ? "A" : "B")}\n").Prepend("Timestamp,Choice?\n")
        );

    private static async Task<bool> IsReady(RunningSurvey survey)
    {
        using var response = await survey.Client.GetAsync("/readyz");
        return response.IsSuccessStatusCode;
    }

    /// <summary>What is wrong with an answer that is not the whole one; null for a refusal as it must be.</summary>
    private static async Task<string?> Refusal(HttpResponseMessage response)
    {
        var body = await response.Content.ReadAsStringAsync();
        return
            response.StatusCode == HttpStatusCode.ServiceUnavailable
            && response.Headers.RetryAfter?.Delta == TimeSpan.FromSeconds(5)
            && response.Content.Headers.ContentType?.MediaType == "application/problem+json"
            && JsonDocument.Parse(body).RootElement.GetProperty("detail").GetString()
                == "the database does not answer; try again in a moment"
            ? null
            : $"{(int)response.StatusCode} {body}";
    }

    /// <summary>Every revision that is there is there with all its sets, each with as many bits as its count says.</summary>
    private static async Task Whole(DatabaseFolder folder)
    {
        await using var connection = new NpgsqlConnection(
            $"Host={folder.Socket};Username=survey_owner;Database=postgres;Search Path=survey;Pooling=false"
        );
        Assert.Equal(
            0,
            await connection.ExecuteScalarAsync<long>(
                """
                select count(*)
                from revision
                where not exists (select from selection where selection.survey_id = revision.survey_id and kind = 'answered'
                    and selection.wave_id = revision.wave_id and selection.revision = revision.revision)
                  or not exists (select from source where source.survey_id = revision.survey_id
                    and source.wave_id = revision.wave_id and source.revision = revision.revision)
                """
            )
        );
        Assert.Equal(0, await connection.ExecuteScalarAsync<long>("select count(*) from selection where bit_count(bits) <> count"));
        Assert.Equal(
            0,
            await connection.ExecuteScalarAsync<long>(
                """
                select count(*)
                from wave
                left join revision on revision.survey_id = wave.survey_id and revision.wave_id = wave.wave_id and revision = live_revision
                where revision.revision is null
                """
            )
        );
    }

    private Task<Shell.Result> Run(params string[] arguments) =>
        Shell.Run(
            "dotnet",
            ["Survey.Ingest.dll", .. arguments],
            AppContext.BaseDirectory,
            new Dictionary<string, string> { ["SURVEY_DATA"] = data.Path, ["SURVEY_DB"] = "" }
        );
}
