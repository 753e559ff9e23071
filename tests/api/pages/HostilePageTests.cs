using Survey.Tests.Api.Serving;
using Xunit;

namespace Survey.Tests.Api.Pages;

/// <summary>Pages of a survey whose texts are markup, asked for by addresses that are unusual.</summary>
public sealed class HostilePageTests(HostileHost api) : IClassFixture<HostileHost>
{
    [Fact]
    public async Task ThePageShowsTextsAndQueriesAsTextsOnly()
    {
        foreach (
            var address in new[]
            {
                "/",
                "/open/region",
                "/open/region?where=region:mars",
                "/open/tools?where=region:!mars&where=why:text&weight=even",
            }
        )
        {
            var (status, page) = await api.Get(address);
            Assert.Equal(200, status);
            Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("Wave <1>", page, StringComparison.Ordinal);
            Assert.Contains("Region &amp; &quot;place&quot;?", page, StringComparison.Ordinal);
            Assert.Contains("Wave &lt;1&gt;", page, StringComparison.Ordinal);
        }
        var svg = System.Xml.Linq.XDocument.Parse((await api.Get("/api/v1/surveys/open/questions/region/trend.svg")).Text);
        Assert.DoesNotContain(svg.Descendants(), element => element.Name.LocalName == "script");
    }

    [Fact]
    public async Task APageDrawsAndLinksWhatItsTableShows()
    {
        const string Query =
            "?waves=w1%2Cw2&amp;where=region%3A%21europe&amp;where=age%3A20..50&amp;base=all&amp;weight=even&amp;adjust=bh";

        var (_, page) = await api.Get("/open/tools?waves=w1,w2&where=region:!europe&where=age:20..50&base=all&weight=even&adjust=bh");

        foreach (var format in new[] { "", ".csv", ".png", ".svg" })
            Assert.Contains($"\"/api/v1/surveys/open/questions/tools/trend{format}{Query}\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ASurveyOfWhichNoWaveIsLoadedSaysSo()
    {
        var (status, page) = await api.Get("/");

        Assert.Equal(200, status);
        Assert.Contains("<p class=\"headline\">No wave has been loaded yet.</p>", page, StringComparison.Ordinal);
        Assert.Equal(200, (await api.Get("/empty/q")).Status);
    }

    [Fact]
    public async Task FormsAndLinksOfPagesKeepWhatIsNotChosenInThem()
    {
        var question = (await api.Get("/open/region?waves=w1&base=all&adjust=bh&where=tools:saw")).Text;
        var changes = (await api.Get("/open/-/changes?from=w1&to=w2&base=all&adjust=bh&where=tools:saw")).Text;

        foreach (var kept in new[] { "name=\"waves\" value=\"w1\"", "name=\"base\" value=\"all\"", "name=\"adjust\" value=\"bh\"" })
            Assert.Contains($"<input type=\"hidden\" {kept}>", question, StringComparison.Ordinal);
        Assert.Contains("<a href=\"/open/region?where=tools%3Asaw&amp;base=all&amp;adjust=bh\">", changes, StringComparison.Ordinal);
        Assert.Contains("<input type=\"hidden\" name=\"where\" value=\"tools:saw\">", changes, StringComparison.Ordinal);
    }
}
