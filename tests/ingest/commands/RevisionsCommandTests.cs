using Survey.Instruments;
using Survey.Storage;
using Survey.Tests.Counting;
using Xunit;

namespace Survey.Tests.Ingest.Commands;

public sealed class RevisionsCommandTests(TestDatabase postgres) : IClassFixture<TestDatabase>
{
    private const string Question = "  - { id: q, text: Q?, kind: single, options: [A, B] }";

    [Fact]
    public async Task EveryRevisionIsListedAndTheLiveOneMarked()
    {
        using var folder = new SurveyFolder(SmallSurvey.Yaml("listed", "  - { id: w1, file: w1.csv }", Question));
        folder.Write("w1.csv", SmallSurvey.Csv("Q?", ("A", 100), ("B", 99), ("C", 1)));
        await folder.Load(postgres.Database);
        folder.Write("w1.csv", SmallSurvey.Csv("Timestamp,Q?", ("t,A", 30)));
        await folder.Load(postgres.Database, new Reload(AllowFewer: true));
        await postgres.Value<int>(
            "update revision set loaded_at = '2026-01-31T23:30:00-01:00'::timestamptz + revision * interval '1 hour' where "
                + "survey_id = 'listed'"
        );

        await postgres.Says(
            ["revisions", "listed", "w1"],
            """
            revision  live  loaded at             file    bytes  sha-256       kept  respondents  coded  rejected  ignored  instrument
                   1        2026-02-01T01:30:00Z  w1.csv    403  2e86fa16c9a6  file          200    199         1        0           1
                   2  live  2026-02-01T02:30:00Z  w1.csv    133  54b2417327ae  file           30     30         0       30           1

            """
        );
    }

    [Fact]
    public async Task AWaveThatIsNoLongerInTheInstrumentKeepsItsHistory()
    {
        using var folder = new SurveyFolder(
            SmallSurvey.Yaml("shrunk", "  - { id: w1, file: w1.csv }\n  - { id: w2, file: w2.csv }", Question)
        );
        folder.Write("w1.csv", "Q?\nA\n");
        folder.Write("w2.csv", "Q?\nA\n");
        await folder.Load(postgres.Database);
        folder.Write(InstrumentFile.Name, SmallSurvey.Yaml("shrunk", "  - { id: w1, file: w1.csv }", Question));
        await folder.Load(postgres.Database);

        var (code, output, errors) = await postgres.Run("revisions", "shrunk", "w2");

        Assert.Equal((0, 3, ""), (code, output.Split('\n').Length, errors));
    }

    [Fact]
    public async Task WhatWasNeverLoadedIsSaid()
    {
        await SmallSurvey.Loaded(
            postgres.Database,
            SmallSurvey.Yaml("half", "  - { id: w1, file: w1.csv }\n  - { id: w2 }", Question),
            ("w1.csv", "Q?\nA\n")
        );

        await postgres.Fails(
            ["revisions", "half", "w2"],
            "wave \"w2\" of survey \"half\" has not been loaded yet; load its raw file with: ingest load FILE --survey half --wave w2\n"
        );
        await postgres.Fails(["revisions", "half", "w3"], "no wave \"w3\" in survey \"half\"; there are w1, w2\n");
        var (code, _, errors) = await postgres.Run("revisions", "nobody", "w1");
        Assert.Equal(1, code);
        Assert.StartsWith("no survey \"nobody\"; there are ", errors, StringComparison.Ordinal);
    }
}
