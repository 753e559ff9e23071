using Survey.Ingest.Drafting;
using Xunit;

namespace Survey.Tests.Ingest.Drafting;

/// <summary>Small exports of every shape, drafted and loaded without a change.</summary>
public sealed class DraftTests(TestDatabase postgres) : IClassFixture<TestDatabase>
{
    [Theory]
    [InlineData(
        "scale",
        "Rate = - 1 1, - 2 0, Other (please specify) 2;Rate | Comments = <text> 1",
        "Rate|||",
        "- 1|- 2|Other (please specify)|Comments",
        "1||why not|",
        "||x|long"
    )]
    [InlineData(
        "twice",
        "Which? = Flux 1, Strimzi 2, Strimzi #2 1",
        "Which?||",
        "Flux|Strimzi|Strimzi",
        "Flux|Strimzi|Strimzi",
        "|Strimzi|"
    )]
    [InlineData(
        "beside",
        "Where? = Europe 2, Other 1",
        "Where?|",
        "Response|Other (please specify)",
        "Europe|",
        "Other|the moon",
        "Europe|a remark"
    )]
    [InlineData("comment", "Rate = 8 1, 9 2;Rate | Why? = <text> 1", "Rate|", "Response|Why?", "9|so", "9|", "8|")]
    [InlineData(
        "status",
        "Use [Docker] = Yes 1, No 1;Use [Helm] = Yes 1, No 2;Use | Which tools do you use besides these? = <text> 1",
        "Use||",
        "Docker|Helm|Which tools do you use besides these?",
        "Yes|No|",
        "No|No|a, b",
        "|Yes|"
    )]
    [InlineData("marks", "Pick any = A 2, B 1", "Pick any|", "A|B", "x|", "x|x")]
    [InlineData("damaged", "How likely? = Never 1, Always 2", "How likely?|", "#NAME?|#NAME?", "Never|", "|Always", "|Always")]
    [InlineData("words", "Words = 1 2, 2 2", "Words|", "1|2", "open|fast", "free|open")]
    [InlineData("empty", "Q = A 1, B 1", "Respondent ID|Q|||", "|A|B||", "1|A|||", "2||B||")]
    [InlineData(
        "groups",
        "Why? = <text> 1;Who? = Me 1, You 1;Why? = <text> 2",
        "Why?|Who?|Why?",
        "Open-Ended Response|Response|Open-Ended Response",
        "a|Me|b",
        "|You|c"
    )]
    public async Task AMonkeysExportLoadsAsItStands(string survey, string expected, params string[] rows)
    {
        using var draft = await DraftFolder.Of(survey, rows);
        Assert.Equal(expected.Split(';'), await draft.Counts(postgres.Database));
    }

    [Fact]
    public async Task AGridWithAColumnForEachOptionOfEachRowIsOneQuestionARow()
    {
        using var draft = await DraftFolder.Of(
            "grid",
            "Use||||",
            "Docker - Yes|Docker - No|Helm - Yes|Helm - No|Other",
            "Yes|||No|",
            "|No||No|rkt"
        );
        Assert.Equal(
            ["Use [Docker] = Yes 1, No 1", "Use [Helm] = Yes 0, No 2", "Use | Other = <text> 1"],
            await draft.Counts(postgres.Database)
        );
    }

    [Fact]
    public async Task JoinedAnswersOfAFormBecomeTheLabelsThatRecur()
    {
        using var draft = await DraftFolder.Of(
            "form",
            "Timestamp||Which?|Size?|Rate [Docs]|Rate [Help]",
            "1/1/2026||Docs, Events (talks, meetups)|Yes, in part|Good|Bad",
            "1/2/2026||Docs, Yes, and no|Yes, fully|Bad|Bad",
            "1/3/2026||Docs, Yes, and no|Yes, fully|Good|Good",
            "1/4/2026||Events (talks, meetups), a pony|Yes, in part||"
        );
        Assert.Equal(
            [
                "Which? = Docs 3, Events (talks, meetups) 2, Yes, and no 2, Other 1",
                "Size? = Yes, fully 2, Yes, in part 2",
                "Rate [Docs] = Bad 1, Good 2",
                "Rate [Help] = Bad 2, Good 1",
            ],
            (await draft.Counts(postgres.Database)).Select(line => line)
        );
    }

    [Fact]
    public async Task ManyDifferentNumbersAreANumber()
    {
        using var draft = await DraftFolder.Of(
            "numbers",
            ["For how many years?|Costs [Work]|Costs [Home]|Tool", .. Rows(row => $"{1 + row % 25}|{row % 24}.5|{row % 22 * 1000:#,0}|Git")]
        );

        Assert.Equal(
            ["For how many years? = <number> 60", "Costs [Work] = <number> 60", "Costs [Home] = <number> 60", "Tool = Git 60"],
            await draft.Counts(postgres.Database)
        );
        Assert.Contains("headline: tool\nheadline-option: git\n", draft.Yaml, StringComparison.Ordinal);
        Assert.Contains("    kind: number\n    rows:\n      - { id: work, label: \"Work\" }\n", draft.Yaml, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Age?", "few", 1, 19, "")]
    [InlineData("Age?", "all-but-one", 1, 25, "forty")]
    [InlineData("Ticket", "running", 1, 60, "1")]
    [InlineData("When?", "dates", 20260101, 25, "20260102")]
    [InlineData("Call?", "long", 4915112345, 25, "4915112346")]
    [InlineData("Where?", "zeros", 10001, 25, "01067")]
    [InlineData("Industry (select one)", "industries", 1, 24, "99")]
    [InlineData("ZIP code", "codes", 10001, 25, "10002")]
    public async Task DigitsThatNameSomethingAreNoNumber(string header, string survey, long first, int different, string last)
    {
        using var draft = await DraftFolder.Of(
            survey,
            [
                $"{header}|Tool",
                .. Rows(row => $"{(row == 59 && last.Length > 0 && survey != "running" ? last : $"{first + row % different}")}|Git"),
            ]
        );

        Assert.DoesNotContain("kind: number", draft.Yaml, StringComparison.Ordinal);
        await draft.Load(postgres.Database);
    }

    private static IEnumerable<string> Rows(Func<int, string> row) =>
        Enumerable.Range(0, 60).Select(number => FormattableString.Invariant($"{row(number)}"));

    [Fact]
    public async Task PersonsAndIdsAreNoQuestions()
    {
        using var draft = await DraftFolder.Of(
            "persons",
            "Timestamp|Your name|Contact|Tool",
            "1/1/2026|A. Person|a@example.org|Git",
            "1/2/2026|B. Person|b@example.org|Git"
        );

        Assert.Equal(["Tool = Git 2"], await draft.Counts(postgres.Database));
        Assert.Contains("    - \"Timestamp\"\n    - \"Your name\"\n    - \"Contact\"\n", draft.Yaml, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a: \"b\" # {c}", @"""a: \""b\"" # {c}""")]
    [InlineData("- \\ *x\u0007\u200E", @"""- \\ *x\u0007\u200e""")]
    [InlineData("naïve 🙂", @"""naïve 🙂""")]
    public void TextsAreQuotedForYaml(string text, string quoted) => Assert.Equal(quoted, Draft.Quote(text));

    [Fact]
    public async Task TextsThatMeanSomethingToYamlLoadAsTheyStand()
    {
        using var draft = await DraftFolder.Of("hostile", "a: \"b\" # {c}|", "- *x\\n|[y], %z", "- *x\\n|", "|[y], %z");
        Assert.Equal(["a: \"b\" # {c} = - *x\\n 1, [y], %z 1"], await draft.Counts(postgres.Database));
    }
}
