using System.Text;
using Xunit;

namespace Survey.Tests;

public sealed class LabelTests
{
    [Theory]
    [InlineData("Cafe\u0301", "Caf\u00E9")]
    [InlineData("Caf\u00E9", "Caf\u00E9")]
    [InlineData("e\u200B\u0301", "\u00E9")]
    [InlineData("10\u00A0-\u202F50", "10 - 50")]
    [InlineData("\uFEFFContai\u200Bn\u200Ce\u200Dr\u2060s", "Containers")]
    [InlineData("  one \t\r\n two\u3000three\u2028", "one two three")]
    [InlineData(" \u200B \u00A0", "")]
    [InlineData("", "")]
    [InlineData("Test TEST", "Test TEST")]
    public void TextsAreComparedInOneForm(string text, string normal)
    {
        Assert.Equal(normal, Label.Normalise(text));
        Assert.Equal(normal, Label.Normalise(Label.Normalise(text)));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \t\r\n")]
    [InlineData("\u00A0\u2003 a \u0085b\u3000 ")]
    [InlineData("\u65E5 \u672C")]
    [InlineData("\u001Ca\u200B")]
    [InlineData(" \U0001F600 \u2028")]
    public void BytesAreTrimmedAsTextsAre(string text) =>
        Assert.Equal(text.Trim(), Encoding.UTF8.GetString(Label.Trimmed(Encoding.UTF8.GetBytes(text))));

    [Theory]
    [InlineData("Proof of Concept (PoC)", "proof-of-concept-poc")]
    [InlineData("  CI/CD -- tools! ", "ci-cd-tools")]
    [InlineData("> 5,000", "5-000")]
    [InlineData("Caf\u00E9", "caf")]
    [InlineData("\u65E5\u672C", "")]
    public void ASlugHasLettersDigitsAndSingleHyphens(string text, string slug) => Assert.Equal(slug, Label.Slug(text));

    [Theory]
    [InlineData("2016-03", true)]
    [InlineData("a", true)]
    [InlineData("", false)]
    [InlineData("A", false)]
    [InlineData("-a", false)]
    [InlineData("a-", false)]
    [InlineData("a--b", false)]
    [InlineData("a b", false)]
    [InlineData("grid.row", false)]
    public void AnIdIsItsOwnSlug(string text, bool isId) => Assert.Equal(isId, Label.IsId(text));

    [Fact]
    public void AnIdHasAtMost80Characters()
    {
        Assert.True(Label.IsId(new string('a', 80)));
        Assert.False(Label.IsId(new string('a', 81)));
    }

    [Theory]
    [InlineData("Kubernets", "Kubernetes")]
    [InlineData("KUBERNETES", "Kubernetes")]
    [InlineData("Dokcer Swarm", "Docker Swarm")]
    [InlineData("Nomad", "Nomad")]
    [InlineData("no", null)]
    [InlineData("something else entirely", null)]
    public void TheNearestTakesTheFewestTypingErrors(string text, string? nearest) =>
        Assert.Equal(nearest, Label.Nearest(text, ["Docker Swarm", "Kubernetes", "Nomad"]));

    [Theory]
    [InlineData("10-49", "\"10-49\"")]
    [InlineData("", "\"\"")]
    [InlineData("two\r\nlines", "\"two\\u000d\\u000alines\"")]
    [InlineData("\u001B[2J\u202Eab\u2028\u200B", "\"\\u001b[2J\\u202eab\\u2028\\u200b\"")]
    [InlineData("abcdefghij", "\"abcdefghij\"")]
    [InlineData("abcdefghijk", "\"abcdefghij...\"")]
    [InlineData("abcdefghi\U0001F600k", "\"abcdefghi...\"")]
    [InlineData("abcdefgh\U0001F600k", "\"abcdefgh\U0001F600...\"")]
    public void AQuoteIsOneShortLineWithNothingHiddenInIt(string text, string quote) => Assert.Equal(quote, Label.Quote(text, 10));

    [Fact]
    public void NothingIsNearWhereNothingIsKnown() => Assert.Null(Label.Nearest("Kubernetes", []));

    [Fact]
    public void TheNearestOfVeryLongTextsIsFoundByTheirBeginnings()
    {
        var text = new string('a', 100_000);

        Assert.Equal(text, Label.Nearest(text, [new string('b', 100_000), text]));
        Assert.Null(Label.Nearest(text, ["Kubernetes"]));
    }
}
