using System.Text.Json;
using Survey.Answers;
using Xunit;

namespace Survey.Tests.Api.Rest;

[Collection(ApiTests.Name)]
public sealed class ToplinesTests(ApiHost api)
{
    [Fact]
    public async Task CsvHasARowForEveryOptionAndNet()
    {
        var text = await api.Client.GetStringAsync("/api/v1/surveys/container/waves/2016-06/toplines.csv");

        Assert.StartsWith(
            "question_id,question,option_id,option,net,count,answered,respondents,base,effective_base,percent,low,high,flags,"
                + "survey,wave,wave_label,revision,provenance,mean,mean_low,mean_high,standard_deviation,median,standard_error,made_up,"
                + "note,weight_minimum,weight_maximum,design_effect,largest_deviation,empty_targets,weighted_out,weight_warning,"
                + "base_rule,segment,weight,adjust,caveat\r\n",
            text,
            StringComparison.Ordinal
        );
        Assert.Equal(
            [
                "using,I am using containers,currently,Currently,false,194,229,229,229,",
                "using,I am using containers,soon,Sometime soon,false,20,229,229,229,",
                "using,I am using containers,maybe,Maybe,false,9,229,229,229,",
                "using,I am using containers,never,Never,false,6,229,229,229,",
                "using,I am using containers,considering,Considering (soon or maybe),true,29,229,229,229,",
            ],
            text.Split("\r\n")[1..6].Select(line => string.Concat(line.Split(',').Take(9).Select(cell => cell + ",")))
        );
        Assert.Contains(",text,<text>,false,", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task JsonHasPercentagesAndIntervals()
    {
        var toplines = await api.Json("/api/v1/surveys/container/waves/2016-06/toplines");
        var using_ = toplines.GetProperty("questions")[0];

        Assert.Equal("answered", toplines.GetProperty("baseRule").GetString());
        Assert.Equal(Figure.Caveat, toplines.GetProperty("caveat").GetString());
        Assert.Equal("reconstructed", toplines.GetProperty("wave").GetProperty("provenance").GetString());
        Assert.Equal(229, using_.GetProperty("base").GetInt32());
        var currently = using_.GetProperty("options")[0];
        Assert.Equal(100.0 * 194 / 229, currently.GetProperty("percent").GetDouble(), 12);
        Assert.Equal(79.49, currently.GetProperty("low").GetDouble(), 2);
        Assert.Equal(88.80, currently.GetProperty("high").GetDouble(), 2);
    }

    [Fact]
    public async Task WhereRespondentsAreAssumedThereIsNoInterval()
    {
        var currently = (await api.Json("/api/v1/surveys/container/waves/2016-03/toplines"))
            .GetProperty("questions")[0]
            .GetProperty("options")[0];

        Assert.Equal(100.0 * 89 / 111, currently.GetProperty("percent").GetDouble(), 12);
        Assert.Equal(JsonValueKind.Null, currently.GetProperty("low").ValueKind);
        Assert.Equal(JsonValueKind.Null, currently.GetProperty("high").ValueKind);
    }

    [Fact]
    public async Task AQuestionThatTheWaveDidNotAskIsNotThere()
    {
        var january = await api.Csv("/api/v1/surveys/container/waves/2016-01/toplines.csv");

        Assert.DoesNotContain(january, row => row["question_id"] == "machines");
        Assert.DoesNotContain(january, row => row["option_id"] == "gke");
        Assert.Contains(january, row => row["option_id"] == "own-vms");
    }
}
