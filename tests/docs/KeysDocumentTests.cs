using System.Text.Json;
using System.Text.RegularExpressions;
using Survey.Instruments;
using Xunit;

namespace Survey.Tests.Docs;

/// <summary>The keys of <c>survey.yaml</c> and <c>claims.yaml</c> are those that their documents explain. That the schemas know the keys
/// that the parsers read, other tests say.</summary>
public sealed partial class KeysDocumentTests
{
    [Theory]
    [InlineData("survey/survey.schema.json", "survey/INSTRUMENT.md")]
    [InlineData("survey/claims.schema.json", "survey/CLAIMS.md")]
    public void EveryKeyIsExplained(string schema, string document)
    {
        var text = Document.Of(document).Text;
        var explained = Document
            .Blocks(text, "yaml")
            .Concat(Document.Code(text))
            .SelectMany(code => Key().Matches(code))
            .Select(match => match.Value)
            .ToHashSet();

        Assert.Empty(Keys(Schema(schema)).Except(explained));
    }

    /// <summary>The first cells of the tables are keys that there are: of a question, an option, a weight scheme.</summary>
    [Theory]
    [InlineData("question")]
    [InlineData("option")]
    [InlineData("weight scheme")]
    public void NoOtherKeyIsExplained(string what)
    {
        var text = Document.Of("survey/INSTRUMENT.md").Text;
        var table = text[text.IndexOf($"| key of a{(what == "option" ? "n" : "")} {what} |", StringComparison.Ordinal)..].Split("\n\n")[0];
        var definition = Schema("survey/survey.schema.json").GetProperty("$defs").GetProperty(what.Split(' ')[0]);

        Assert.Empty(
            Document
                .Rows(table)
                .SelectMany(row => Document.Code(row[0]))
                .Select(code => code.Split(':')[0])
                .Except(definition.GetProperty("properties").EnumerateObject().Select(property => property.Name))
        );
    }

    /// <summary>The parser refuses a key that it does not know, so that the document's own example has none.</summary>
    [Fact]
    public void TheExampleOfAnInstrumentIsOne() =>
        Assert.Equal(
            "container",
            InstrumentFile
                .Parse(InstrumentFile.Name, Assert.Single(Document.Blocks(Document.Of("survey/INSTRUMENT.md").Text, "yaml")))
                .Survey
        );

    [Fact]
    public void TheExampleOfClaimsHasNoKeyThatThereIsNot() =>
        Assert.Empty(
            Assert
                .Single(Document.Blocks(Document.Of("survey/CLAIMS.md").Text, "yaml"))
                .Split('\n')
                .Where(line => ClaimKey().IsMatch(line))
                .Select(line => ClaimKey().Match(line).Groups[1].Value)
                .Except(Keys(Schema("survey/claims.schema.json")))
        );

    private static JsonElement Schema(string path) => JsonDocument.Parse(File.ReadAllText(Path.Combine(Repository.Root, path))).RootElement;

    private static IEnumerable<string> Keys(JsonElement schema) =>
        schema
            .GetProperty("$defs")
            .EnumerateObject()
            .Select(definition => definition.Value)
            .Prepend(schema)
            .Where(definition => definition.TryGetProperty("properties", out _))
            .SelectMany(definition => definition.GetProperty("properties").EnumerateObject())
            .Select(property => property.Name)
            .Distinct();

    [GeneratedRegex("[a-z][a-z0-9-]*")]
    private static partial Regex Key();

    [GeneratedRegex(@"^  (?:- |  )?([a-z-]+):")]
    private static partial Regex ClaimKey();
}
