using Survey.Instruments;
using Xunit;

namespace Survey.Tests.Instruments;

public sealed class YamlLimitsTests
{
    [Theory]
    [InlineData(50)]
    [InlineData(51, "f.yaml:1: lists and mappings inside each other, 51 deep; 50 is the most")]
    public void NodesStandInsideEachOtherUpToALimit(int depth, string? refused = null) =>
        Check(new string('[', depth) + new string(']', depth), refused);

    [Theory]
    [InlineData(10_000)]
    [InlineData(10_001, "f.yaml:2: a text of 10001 characters; 10000 is the most: \"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa...\"")]
    public void ATextHasALimit(int length, string? refused = null) => Check($"a: b\nc: {new string('a', length)}\n", refused);

    [Theory]
    [InlineData(99_998)]
    [InlineData(99_999, "f.yaml:100000: more than 100000 texts, lists and mappings, aliases written out; no author writes so many")]
    public void ThereIsALimitToAllNodes(int entries, string? refused = null) =>
        Check(string.Concat(Enumerable.Repeat("- a\n", entries)) + "- b\n", refused);

    [Fact]
    public void AnAliasCountsAsWhatItStandsFor()
    {
        var thousand = $"a: &a [{string.Join(", ", Enumerable.Repeat("x", 999))}]\n";

        Check(thousand + "b:\n" + string.Concat(Enumerable.Repeat("- *a\n", 98)), null);
        Check(
            thousand + "b:\n" + string.Concat(Enumerable.Repeat("- *a\n", 100)),
            "f.yaml:101: more than 100000 texts, lists and mappings, aliases written out; no author writes so many"
        );
    }

    [Theory]
    [InlineData("a: &a [1, { b: *a }]\n", "f.yaml:1: \"*a\" stands inside of what it is the name of")]
    [InlineData("a: &a [1]\nb: *a\n")]
    [InlineData("a: \"x\\0y\"\n", "f.yaml:1: a NUL in a text, which cannot be stored: \"x\\u0000y\"")]
    [InlineData("a: b\nc: x\0y\n", "f.yaml:2: a NUL byte; a text was expected")]
    [InlineData("a: \"x\\u0001y\"\n")]
    public void WhatCannotBeStoredOrEndedIsRefused(string yaml, string? refused = null) => Check(yaml, refused);

    private static void Check(string yaml, string? refused)
    {
        var exception = Record.Exception(() => YamlLimits.Check("f.yaml", yaml));
        Assert.Equal(refused, exception?.Message);
        Assert.True(exception is null or SurveyException);
    }
}
