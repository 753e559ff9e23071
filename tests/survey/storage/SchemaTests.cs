using System.Text.Json;
using System.Text.RegularExpressions;
using Survey.Claims;
using Survey.Instruments;
using Xunit;

namespace Survey.Tests.Storage;

/// <summary>The schema that editors complete from says what the parser reads.</summary>
public sealed class SchemaTests
{
    private static readonly JsonElement Schema = JsonDocument
        .Parse(File.ReadAllText(Path.Combine(Repository.Root, "survey", "survey.schema.json")))
        .RootElement;
    private static readonly JsonElement ClaimsSchema = JsonDocument
        .Parse(File.ReadAllText(Path.Combine(Repository.Root, "survey", "claims.schema.json")))
        .RootElement;
    private static readonly Instrument Small = InstrumentFile.Parse(
        "s.yaml",
        "survey: s\ntitle: T\nheadline: nothing\nheadline-option: text\nwaves: [{ id: w }]\nquestions: [{ id: nothing, text: N, "
            + "kind: text }]"
    );

    /// <summary>An instrument with a key that nothing knows, in each of its mappings; the parser's answer lists the keys that it reads
    /// there.</summary>
    [Theory]
    [InlineData("", "surplus: x\nsurvey: s")]
    [InlineData("export", "export: { surplus: x }\nsurvey: s")]
    [InlineData("wave", "survey: s\nwaves: [{ id: w, surplus: x }]")]
    [InlineData("question", "survey: s\nwaves: [{ id: w }]\nquestions: [{ id: q, text: Q, kind: text, surplus: x }]")]
    [InlineData(
        "option",
        "survey: s\nwaves: [{ id: w }]\nquestions: [{ id: q, text: Q, kind: single, options: [{ id: a, label: A, surplus: x }] }]"
    )]
    [InlineData(
        "net",
        "survey: s\nwaves: [{ id: w }]\nquestions: [{ id: q, text: Q, kind: single, options: [A], nets: [{ id: n, label: N, of: "
            + "[a], surplus: x }] }]"
    )]
    [InlineData(
        "row",
        "survey: s\nwaves: [{ id: w }]\nquestions: [{ id: q, text: Q, kind: single, options: [A], rows: [{ id: r, label: R, "
            + "surplus: x }] }]"
    )]
    [InlineData("weight", "survey: s\nweights: [{ id: x, label: X, surplus: x }]")]
    [InlineData(
        "wording",
        "survey: s\nwaves: [{ id: w }]\nquestions: [{ id: q, text: Q, kind: single, options: [A], waves: { w: { surplus: x } } }]"
    )]
    public void TheSchemaKnowsTheKeysThatTheParserReads(string definition, string yaml)
    {
        var known = Assert
            .Throws<SurveyException>(() => InstrumentFile.Parse("s.yaml", $"title: T\nheadline: q\nheadline-option: a\n{Complete(yaml)}"))
            .Message.Split("known are ")[1]
            .Split(", ");

        var described = definition.Length == 0 ? Schema : Schema.GetProperty("$defs").GetProperty(definition);
        Assert.Equal(known.Order(), described.GetProperty("properties").EnumerateObject().Select(property => property.Name).Order());
        Assert.False(described.GetProperty("additionalProperties").GetBoolean());
    }

    [Theory]
    [InlineData("export", "format")]
    [InlineData("export", "encoding")]
    [InlineData("question", "kind")]
    [InlineData("wording", "flag")]
    [InlineData("wave", "provenance")]
    [InlineData("wave", "respondents")]
    public void TheSchemaKnowsTheValuesThatTheParserReads(string definition, string key)
    {
        var yaml = definition switch
        {
            "export" => $"survey: s\nexport: {{ {key}: surplus }}",
            "wave" => $"survey: s\nwaves: [{{ id: w, {key}: surplus }}]",
            "question" => "survey: s\nwaves: [{ id: w }]\nquestions: [{ id: q, text: Q, kind: surplus }]",
            _ => "survey: s\nwaves: [{ id: w }]\nquestions: [{ id: q, text: Q, kind: single, options: [A], waves: { w: { flag: "
                + "surplus } } }]",
        };
        var message = Assert
            .Throws<SurveyException>(() => InstrumentFile.Parse("s.yaml", $"title: T\nheadline: q\nheadline-option: a\n{Complete(yaml)}"))
            .Message;

        var values = Schema
            .GetProperty("$defs")
            .GetProperty(definition)
            .GetProperty("properties")
            .GetProperty(key)
            .GetProperty("enum")
            .EnumerateArray()
            .Select(value => value.GetString());
        Assert.Equal(Regex.Match(message, "not one of (.*)$").Groups[1].Value.Split(", ").Order(), values.Order());
    }

    [Theory]
    [InlineData("", "surplus: x\nclaims: []")]
    [InlineData("claim", "claims: [{ id: c, text: T, source: S, surplus: x }]")]
    public void TheSchemaOfClaimsKnowsTheKeysThatTheParserReads(string definition, string yaml)
    {
        var known = ClaimsError(yaml).Split("known are ")[1].Split(", ");

        var described = definition.Length == 0 ? ClaimsSchema : ClaimsSchema.GetProperty("$defs").GetProperty(definition);
        Assert.Equal(known.Order(), described.GetProperty("properties").EnumerateObject().Select(property => property.Name).Order());
        Assert.False(described.GetProperty("additionalProperties").GetBoolean());
    }

    [Fact]
    public void TheSchemaOfClaimsKnowsTheBasesAndTheFormsThatTheParserReads()
    {
        var claim = ClaimsSchema.GetProperty("$defs").GetProperty("claim");
        var bases = claim
            .GetProperty("properties")
            .GetProperty("base")
            .GetProperty("enum")
            .EnumerateArray()
            .Select(value => value.GetString());
        var forms = claim.GetProperty("oneOf").EnumerateArray().Select(form => form.GetProperty("required")[0].GetString());

        Assert.EndsWith(
            $", and not one of {string.Join(", ", bases)}",
            ClaimsError("claims: [{ id: c, text: T, source: S, question: nothing, option: text, waves: [w], stated: 1, base: surplus }]"),
            StringComparison.Ordinal
        );
        Assert.EndsWith(
            $"; one of {string.Join(", ", forms)} was expected",
            ClaimsError("claims: [{ id: c, text: T, source: S }]"),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("container")]
    [InlineData("cncf-cloud-native")]
    public void SamplesNameTheSchema(string survey)
    {
        var first = File.ReadLines(Path.Combine(Repository.Sample(survey), InstrumentFile.Name)).First();

        Assert.Equal("# yaml-language-server: $schema=../../survey/survey.schema.json", first);
        Assert.True(File.Exists(Path.Combine(Repository.Sample(survey), first.Split('=')[1])));
        Assert.Equal(
            "# yaml-language-server: $schema=../../survey/claims.schema.json",
            File.ReadLines(Path.Combine(Repository.Sample(survey), ClaimsFile.Name)).First()
        );
    }

    private static string ClaimsError(string yaml) => Assert.Throws<SurveyException>(() => ClaimsFile.Parse("c.yaml", yaml, Small)).Message;

    private static string Complete(string yaml) =>
        yaml
        + (yaml.Contains("waves: [", StringComparison.Ordinal) ? "" : "\nwaves: [{ id: w }]")
        + (yaml.Contains("questions:", StringComparison.Ordinal) ? "" : "\nquestions: [{ id: q, text: Q, kind: text }]");
}
