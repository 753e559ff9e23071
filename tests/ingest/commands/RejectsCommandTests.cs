using Survey.Storage;
using Survey.Tests.Counting;
using Xunit;

namespace Survey.Tests.Ingest.Commands;

public sealed class RejectsCommandTests(TestDatabase postgres) : IClassFixture<TestDatabase>
{
    private const string Header = "file,line,column,header,question,value,code,expected\r\n";

    private static readonly string Yaml = SmallSurvey
        .Yaml("rejects", "  - { id: w1, file: w1.csv }", "  - { id: q, text: \"Q, now?\", kind: single, options: [A, B] }")
        .Replace("[Timestamp]", "[Timestamp], reject-limit: 60", StringComparison.Ordinal);

    [Fact]
    public async Task EveryRejectIsARowOfTheLiveOrTheNamedRevision()
    {
        using var folder = new SurveyFolder(Yaml);
        folder.Write("w1.csv", "\"Q, now?\"\nA\nA\n\"Says \"\"C\"\",\nand more\"\nA,A\n");
        await folder.Load(postgres.Database);
        folder.Write("w1.csv", "\"Q, now?\"\nA\n");
        await folder.Load(postgres.Database, new Reload(AllowFewer: true));

        await postgres.Says(["rejects", "rejects", "w1"], Header);
        await postgres.Says(
            ["rejects", "rejects", "w1", "--revision", "1"],
            Header
                + "w1.csv,4,1,\"Q, now?\",q,\"Says \"\"C\"\",\nand more\",unknown-option,is none of 2 options\r\n"
                + "w1.csv,6,0,,,,field-count,a row of 2 fields where the header has 1\r\n"
        );
        await postgres.Fails(
            ["rejects", "rejects", "w1", "--revision", "3"],
            "no revision 3 of wave \"w1\" of survey \"rejects\"; there are 1, 2\n"
        );
    }
}
