using System.Globalization;
using Survey.Coded;
using Survey.Tests.Counting;
using Xunit;
using static Survey.Tests.Ingest.Coding.WaveReaderTests;

namespace Survey.Tests.Ingest.Coding;

/// <summary>What respondents wrote, as it is read from their wave's file.</summary>
public sealed class TextsOfAWaveTests
{
    [Fact]
    public async Task MoreDifferentCellsThanAreRememberedAreCodedAllTheSame()
    {
        var yaml = SmallSurvey.Yaml("s", "  - { id: w }", "  - { id: q, text: Q?, kind: text }");

        var coded = await Read(yaml, "Q?\n" + string.Join('\n', Enumerable.Range(0, 12_000).Concat(Enumerable.Range(0, 12_000))));

        Assert.Equal(24_000, coded.Accounts.Coded);
        Assert.Equal(
            Enumerable.Range(0, 12_000),
            coded.Verbatims.Skip(12_000).Select(verbatim => int.Parse(verbatim.Text, CultureInfo.InvariantCulture))
        );
    }

    [Fact]
    public async Task TextsAreKeptAsTheyStandTrimmedAndWithoutPersonalData()
    {
        var yaml = SmallSurvey.Yaml("s", "  - { id: w }", "  - { id: q, text: Q?, kind: text, blank: [nothing at all] }");

        var coded = await Read(
            yaml,
            "Q?\n\"  so, \"\"so\"\" said who wrote this\u3000\"\n\u00FCber alles und mehr als das \u65E5\u672C\nwrite to "
                + "someone@b.org or to nobody\nnothing  at\u00A0all\n\"two lines,\nboth of them long\"\nshort\n"
        );

        Assert.Equal(
            [
                new Verbatim("q", 0, "so, \"so\" said who wrote this"),
                new Verbatim("q", 1, "\u00FCber alles und mehr als das \u65E5\u672C"),
                new Verbatim("q", 2, "write to [e-mail] or to nobody"),
                new Verbatim("q", 3, "two lines,\nboth of them long"),
                new Verbatim("q", 4, "short"),
            ],
            coded.Verbatims
        );
        Assert.Equal(5, coded.Option(0, 0).Count);
        Assert.Equal((4L, 1), coded.Personal.Cells.Keys.Select(cell => (cell.Row + 1, cell.Column + 1)).Single());
    }

    [Fact]
    public async Task SeveralLongTextsOfARespondentToAQuestionAreKeptAsOne()
    {
        const string Question =
            "  - { id: q, text: Q?, kind: multiple, options: [A, { id: more, label: More, other: true }, { id: other, label: "
            + "Other, other: true }] }";

        var coded = await Read(
            SmallSurvey.Yaml("s", "  - { id: w, export: { format: surveymonkey } }", Question),
            "Q?,,\nA,More,Other\nA, what I said before and elsewhere ,what nobody asked for\n,,what nobody asked for\n"
        );

        Assert.Equal(
            [
                new Verbatim("q", 0, "what I said before and elsewhere; what nobody asked for"),
                new Verbatim("q", 1, "what nobody asked for"),
            ],
            coded.Verbatims
        );
    }

    [Theory]
    [InlineData(0xC3)]
    [InlineData(0xFF)]
    public async Task ALongTextThatIsNoTextStopsTheLoad(byte bad) =>
        Assert.StartsWith(
            "w.csv:3 column 1: bytes that are not UTF-8",
            await Refused(
                SmallSurvey.Yaml("s", "  - { id: w, export: { encoding: utf-8 } }", "  - { id: q, text: Q?, kind: text }"),
                [.. "Q?\nfine\nwhat a respondent wrote "u8, bad, .. " at some length\n"u8]
            ),
            StringComparison.Ordinal
        );
}
