using System.Text.Json;
using Xunit;

namespace Survey.Tests.Traps;

/// <summary>Differences that are large and must not be called changes: every door says why, and none says more.</summary>
[Collection(TrapsCollection.Name)]
public sealed class TrapsTests(TrapHost traps)
{
    private const string Between = "waves=first,second";

    private const string Green = "not comparable: First did not offer “Green”";

    [Theory]
    [InlineData("mood", "where=job:sre,developer", "not comparable: the segment by \"job\": First did not offer “Reliability engineer”")]
    [InlineData("mood", "where=job:technical", "not comparable: the segment by \"job\": First did not offer “Reliability engineer”")]
    [InlineData("mood", "where=place:north", "not comparable: the segment by \"place\": the border was moved")]
    [InlineData("mood", "where=age:young", "not comparable: the segment by \"age\": the series is broken: other ages")]
    [InlineData("mood", "where=colour:red", "not comparable: the segment by \"colour\": First did not offer “Green”")]
    [InlineData(
        "mood",
        "where=rating:good",
        "not comparable: the segment by \"rating\": Second asked only those who said Do you use it? “Yes”"
    )]
    [InlineData("colour", "", Green)]
    [InlineData("colour", "base=all", Green)]
    [InlineData("score", "base=valid", "not comparable: First did not offer “Do not know”")]
    [InlineData("helpers", "", "not comparable: First did not offer “Nobody”")]
    [InlineData("rating", "", "not comparable: Second asked only those who said Do you use it? “Yes”")]
    [InlineData("rating", "base=all", "not comparable: Second asked only those who said Do you use it? “Yes”")]
    [InlineData("place", "", "not comparable: the border was moved")]
    [InlineData("rare", "", "a base is under 30: 20 in First, 400 in Second")]
    [InlineData("region", "weight=even", "fixed by weighting: its shares are the targets of “Even regions”")]
    public async Task WhatMayNotBeComparedIsShownAndNeverCalledAChange(string question, string query, string reason)
    {
        var json = await traps.Json($"questions/{question}/trend?{Between}&{query}");
        var csv = await traps.Csv($"questions/{question}/trend.csv?{Between}&{query}");
        var chart = await traps.Chart($"questions/{question}/trend.svg?{Between}&{query}");

        var changes = Changes(json);
        Assert.NotEmpty(changes);
        Assert.All(
            changes,
            change =>
            {
                Assert.Equal(
                    ("shown", false, JsonValueKind.Null, JsonValueKind.Null),
                    (
                        change.GetProperty("comparability").GetString(),
                        change.GetProperty("significant").GetBoolean(),
                        change.GetProperty("p").ValueKind,
                        change.GetProperty("pAdjusted").ValueKind
                    )
                );
                Assert.Contains(reason, change.GetProperty("note").GetString(), StringComparison.Ordinal);
            }
        );
        Assert.All(
            csv.Where(row => row["change"].Length > 0),
            row => Assert.Equal(("shown", "false", "", ""), (row["comparability"], row["significant"], row["p"], row["p_adjusted"]))
        );
        Assert.All(csv.Where(row => row["change"].Length > 0), row => Assert.Contains(reason, row["note"], StringComparison.Ordinal));
        Assert.Contains(reason, chart, StringComparison.Ordinal);
        Assert.DoesNotContain("*", chart, StringComparison.Ordinal);
        Assert.Contains(reason, await traps.Page($"{question}?{query}"), StringComparison.Ordinal);
        Assert.DoesNotContain("class=\"significant\"", await traps.Html($"{question}?{query}"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("mood", "", "happy")]
    [InlineData("mood", "where=job:developer,manager", "happy")]
    [InlineData("rating", "where=user:yes", "good")]
    [InlineData("region", "", "east")]
    [InlineData("region", "weight=even&where=mood:happy,sad", "east")]
    [InlineData("nearly", "", "aye")]
    [InlineData("tools", "", "hammer", "First did not offer “Drill”")]
    public async Task WhatIsNearestToATrapAndMayBeComparedIsTested(string question, string query, string option, string note = "")
    {
        var json = await traps.Json($"questions/{question}/trend?{Between}&{query}");
        var change = Change(json, option);

        Assert.Equal(
            ("comparable", question != "region" || query.Length == 0, note),
            (
                change.GetProperty("comparability").GetString(),
                change.GetProperty("significant").GetBoolean(),
                change.GetProperty("note").GetString()
            )
        );
        if (note.Length > 0)
            Assert.Contains(note, await traps.Page($"{question}?{query}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ANetOfOptionsThatWereNotAllOfferedIsNotComparedThoughItsQuestionIs()
    {
        var change = Change(await traps.Json($"questions/tools/trend?{Between}"), "electric");

        Assert.Equal(
            ("shown", "not comparable: First did not offer “Drill” of the net"),
            (change.GetProperty("comparability").GetString(), change.GetProperty("note").GetString())
        );
    }

    [Theory]
    [InlineData("")]
    [InlineData("&where=job:sre,developer")]
    [InlineData("&weight=even")]
    public async Task ASheetRanksWhatMayBeComparedAndNothingElse(string query)
    {
        var sheet = await traps.Json($"changes?from=first&to=second{query}");
        var csv = await traps.Csv($"changes.csv?from=first&to=second{query}");
        var page = await traps.Html($"-/changes?from=first&to=second{query}");

        var ranked = sheet
            .GetProperty("entries")
            .EnumerateArray()
            .Where(entry => entry.GetProperty("rank").ValueKind != JsonValueKind.Null);
        var named = ranked
            .Select(entry => $"{entry.GetProperty("question").GetString()}:{entry.GetProperty("option").GetString()}")
            .Order();
        string[] expected = query switch
        {
            "" => ["job:developer", "job:manager", "mood:happy", "nearly:aye", "region:east", "tools:hammer", "tools:saw", "user:yes"],
            "&weight=even" => ["job:developer", "job:manager", "mood:happy", "nearly:aye", "tools:hammer", "tools:saw", "user:yes"],
            _ => [],
        };
        Assert.Equal(expected, named);
        Assert.Equal(expected.Length, sheet.GetProperty("counts").GetProperty("tested").GetInt32());
        Assert.Equal(expected, csv.Where(row => row["rank"].Length > 0).Select(row => $"{row["question_id"]}:{row["option_id"]}").Order());
        Assert.All(
            csv.Where(row => row["rank"].Length == 0 && row["change"].Length > 0),
            row => Assert.Equal(("", "", "false", true), (row["p"], row["p_adjusted"], row["significant"], row["note"].Length > 0))
        );
        if (expected.Length == 0)
            Assert.DoesNotContain("class=\"significant\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OfTwoAnswersThatMirrorEachOtherOneIsTested()
    {
        var sheet = await traps.Json("changes?from=first&to=second");
        var sad = sheet
            .GetProperty("entries")
            .EnumerateArray()
            .Single(entry => entry.GetProperty("question").GetString() == "mood" && entry.GetProperty("option").GetString() == "sad");

        Assert.Equal(
            ("mirror", JsonValueKind.Null, "not tested: it is the other side of “Happy”"),
            (
                sad.GetProperty("standing").GetString(),
                sad.GetProperty("change").GetProperty("p").ValueKind,
                sad.GetProperty("change").GetProperty("note").GetString()
            )
        );
        Assert.DoesNotContain("Sad, of", (await traps.Report("second"))[0], StringComparison.Ordinal);
        Assert.Contains("Happy, of “How are you?”: 50.0 %, 25.0 points more", (await traps.Report("second"))[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Which colour?", Green)]
    [InlineData("Which score?", "not comparable: First did not offer “Do not know”")]
    [InlineData("Which helpers?", "not comparable: First did not offer “Nobody”")]
    [InlineData("How good is it?", "not comparable: Second asked only those who said Do you use it? “Yes”")]
    [InlineData("Where do you live?", "the border was moved")]
    [InlineData("Seldom asked?", "a base is under 30: 20 in First, 400 in Second")]
    public async Task AReportSaysTheReasonAndMarksNothing(string question, string reason)
    {
        var report = await traps.Report("second");
        var section = Assert.Single(report.Skip(1), part => part.StartsWith(question, StringComparison.Ordinal));

        Assert.Contains(reason, section, StringComparison.Ordinal);
        Assert.DoesNotContain("*", section, StringComparison.Ordinal);
        Assert.DoesNotContain($"of “{question.TrimEnd('?')}", report[0], StringComparison.Ordinal);
        Assert.Contains(
            "*",
            Assert.Single(report.Skip(1), part => part.StartsWith("How are you?", StringComparison.Ordinal)),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task AHeadlineOfWhatMayNotBeComparedIsNoChange()
    {
        const string Sentence =
            "Second: 35.0 % of 400 respondents who answered said “Red” (Which colour?); 60.0 % in First; " + Green + ".";

        Assert.Contains(Sentence, await traps.StartPage(), StringComparison.Ordinal);
        Assert.Contains(Sentence, (await traps.Report("second"))[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task NearlyAllAreNotAllAndNearlyNobodyIsNotNobody()
    {
        var chart = await traps.Chart($"questions/nearly/trend.svg?{Between}");

        Assert.Contains(">99.5 %", chart, StringComparison.Ordinal);
        Assert.Contains("<0.5 %", chart, StringComparison.Ordinal);
        Assert.Contains("99.8 %", await traps.Page("nearly"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task WeightedFiguresSayWhatTheWeightsCost()
    {
        const string Warning = "the weights' design effect is 3.92, over 2: more than half of the base is lost";
        var wave = (await traps.Json("questions/mood/trend?waves=first&weight=skewed")).GetProperty("waves")[0];

        Assert.Equal(Warning, Assert.Single(wave.GetProperty("weighting").GetProperty("warnings").EnumerateArray()).GetString());
        Assert.Contains($"First: {Warning}", await traps.Page("mood?weight=skewed"), StringComparison.Ordinal);
        Assert.Contains($"First: {Warning}", await traps.Page("-/changes?weight=skewed"), StringComparison.Ordinal);
        var chart = await traps.Chart("questions/mood/trend.svg?waves=first&weight=skewed");
        Assert.Contains($"First: {Warning}", chart, StringComparison.Ordinal);
        Assert.Contains("n = 400, effective 102", chart, StringComparison.Ordinal);
        Assert.All(
            await traps.Csv("questions/mood/trend.csv?waves=first&weight=skewed"),
            row => Assert.Equal(Warning, row["weight_warning"])
        );
    }

    [Fact]
    public async Task WhatWeightingFixesHasNoInterval()
    {
        var point = (await traps.Json("questions/region/trend?waves=first&weight=even")).GetProperty("options")[0].GetProperty("points")[0];

        Assert.Equal(
            (50, JsonValueKind.Null, JsonValueKind.Null),
            (
                Math.Round(point.GetProperty("percent").GetDouble(), 9),
                point.GetProperty("low").ValueKind,
                point.GetProperty("high").ValueKind
            )
        );
    }

    [Fact]
    public async Task RespondentsWhoAreWeightedOutAreSaidAndRefusedUnlessTheSchemeAllowsThem()
    {
        var refused = (await traps.Json("questions/mood/trend?waves=first,second&weight=as-first")).GetProperty("waves")[1];
        var allowed = (await traps.Json("questions/mood/trend?waves=first,second&weight=as-first-allowed")).GetProperty("waves")[1];

        Assert.Equal(
            "not computable: Second cannot be weighted to \"as-first\": 160 of 400 respondents would have weight 0, more than 5 %, because "
                + "they chose what has no share among the targets; \"allow\" in the scheme says how many may be left out",
            refused.GetProperty("notComputable").GetString()
        );
        Assert.Equal(
            (160, "160 respondents have weight 0"),
            (
                allowed.GetProperty("weighting").GetProperty("weightedOut").GetInt32(),
                allowed.GetProperty("weighting").GetProperty("warnings")[0].GetString()
            )
        );
    }

    [Fact]
    public async Task WhatNoPublicationGaveIsMadeUpAndSaysSo()
    {
        var points = (await traps.Json("questions/mood/trend"))
            .GetProperty("options")
            .EnumerateArray()
            .ToDictionary(option => option.GetProperty("id").GetString()!, option => option.GetProperty("points")[0]);
        var csv = await traps.Csv("waves/before/toplines.csv");

        Assert.Equal((true, false), (points["sad"].GetProperty("madeUp").GetBoolean(), points["happy"].GetProperty("madeUp").GetBoolean()));
        Assert.Equal(
            (JsonValueKind.Null, JsonValueKind.Number),
            (points["sad"].GetProperty("low").ValueKind, points["happy"].GetProperty("low").ValueKind)
        );
        Assert.Equal(["false", "true"], csv.Where(row => row["question_id"] == "mood").Select(row => row["made_up"]));
        const string Said = "Before: made up: no publication gave the figures of “Sad”";
        Assert.Contains(Said, await traps.Page("mood"), StringComparison.Ordinal);
        Assert.Contains("90.0 % made up", await traps.Page("mood"), StringComparison.Ordinal);
        Assert.Contains(Said, await traps.Chart("questions/mood/trend.svg"), StringComparison.Ordinal);
        Assert.Contains("Sad 360 90.0 made up", string.Join(' ', await traps.Report("before")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ClaimsAreCheckedByTheSameRule()
    {
        var claims = (await traps.Json("claims")).GetProperty("claims").EnumerateArray().ToList();

        Assert.Equal(
            [("happy-before", "byConstruction"), ("red-fell", "reproduced"), ("happier", "reproduced")],
            claims.Select(claim => (claim.GetProperty("id").GetString()!, claim.GetProperty("verdict").GetString()!))
        );
        Assert.EndsWith("They are 25.0 points apart.", claims[1].GetProperty("sentence").GetString(), StringComparison.Ordinal);
        Assert.Equal(Green, claims[1].GetProperty("note").GetString());
        Assert.EndsWith(
            "It rose by 25.0 points, which is significant.",
            claims[2].GetProperty("sentence").GetString(),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("mix-shift?option=red&by=region", "colour", Green)]
    [InlineData("mix-shift?option=happy&by=colour", "mood", "the groups by \"colour\": not comparable: First did not offer “Green”")]
    [InlineData(
        "mix-shift?option=happy&by=region&where=place:north",
        "mood",
        "not comparable: the segment by \"place\": the border was moved"
    )]
    public async Task AMixShiftSaysWhatIsNotComparable(string address, string question, string note)
    {
        var shift = await traps.Json($"questions/{question}/{address}&from=first&to=second");

        Assert.Contains(note, shift.GetProperty("notes").EnumerateArray().Select(one => one.GetString()));
        if (note == Green)
            Assert.StartsWith("Of the difference of −25.0 points, ", shift.GetProperty("sentence").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ACrosstabOfTooFewIsNotTested()
    {
        var crosstab = await traps.Json("crosstab?wave=first&row=mood&column=rare");

        Assert.Equal(
            ("not tested: the base is 20, under 30", 0),
            (crosstab.GetProperty("untested").GetString(), crosstab.GetProperty("tests").GetArrayLength())
        );
    }

    private static List<JsonElement> Changes(JsonElement trend) =>
        [
            .. trend
                .GetProperty("options")
                .EnumerateArray()
                .SelectMany(option => option.GetProperty("points").EnumerateArray())
                .Where(point => point.ValueKind != JsonValueKind.Null)
                .Select(point => point.GetProperty("change"))
                .Where(change => change.ValueKind != JsonValueKind.Null),
        ];

    private static JsonElement Change(JsonElement trend, string option) =>
        trend
            .GetProperty("options")
            .EnumerateArray()
            .Single(one => one.GetProperty("id").GetString() == option)
            .GetProperty("points")[1]
            .GetProperty("change");
}
