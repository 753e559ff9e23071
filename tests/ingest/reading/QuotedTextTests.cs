using Survey.Ingest.Reading;
using Xunit;

namespace Survey.Tests.Ingest.Reading;

public sealed class QuotedTextTests
{
    /// <summary>Roles by letter: text, opening quote, field end, row end, the rest of one, a stray quote, stray text.</summary>
    [Theory]
    [InlineData("a,b", "tft")]
    [InlineData("\"a,b\",c", "otttt" + "ft")]
    [InlineData("\"a\"\"b\"", "otttt" + "t")]
    [InlineData("\"\",\"\"", "otfot")]
    [InlineData("\"\"\"\"", "ottt")]
    [InlineData("a\r\nb\rc\n\nd", "trRtrtrrt")]
    [InlineData("\"a\r\n\"\r\n", "otttt" + "rR")]
    [InlineData("a\"b,\"c\"d", "tqtfottx")]
    [InlineData("\"a\" ,b", "ottxft")]
    public void EveryCharacterHasItsRole(string text, string roles)
    {
        var characters = new QuotedText(',');

        Assert.Equal(roles, string.Concat(text.Select(character => Letter(characters.Next(character)))));
    }

    [Fact]
    public void WithoutQuotesAQuoteIsACharacter()
    {
        var characters = new QuotedText('\t', quoted: false);

        Assert.Equal("tttftr", string.Concat("\"a\"\t\"\n".Select(character => Letter(characters.Next(character)))));
    }

    private static char Letter(CharacterRole role) => "tofrRqx"[(int)role];
}
