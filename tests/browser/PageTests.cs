using Microsoft.Playwright;
using Survey.Tests.Api;
using Xunit;

namespace Survey.Tests.Browser;

[Collection(ApiTests.Name)]
public sealed class PageTests(ApiHost api, Browser browser) : IClassFixture<Browser>
{
    [Fact]
    public async Task TheStartPageShowsEverySurveyWithItsHeadlineTrend()
    {
        var (page, complaints) = await browser.Open(Address("/"));

        Assert.Equal("Survey", await page.TitleAsync());
        var container = page.Locator("section", new PageLocatorOptions { HasText = "Container survey" });
        Assert.Equal("Container survey", await container.Locator("h1").InnerTextAsync());
        Assert.True(await container.Locator("figure img").EvaluateAsync<bool>("image => image.complete && image.naturalWidth > 0"));
        Assert.Contains("84.7 %", await container.Locator("table").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Contains("reconstructed from published percentages", await container.InnerTextAsync(), StringComparison.Ordinal);
        Assert.Equal(8, await container.Locator(".questions li").CountAsync());
        Assert.Empty(complaints);
    }

    [Fact]
    public async Task AQuestionIsOneClickAwayAndItsBaseAnother()
    {
        var (page, complaints) = await browser.Open(Address("/"));

        await page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "I deploy containers to... (check all that apply)" })
            .ClickAsync();
        Assert.Equal("I deploy containers to... (check all that apply)", await page.Locator("h1").InnerTextAsync());
        Assert.Contains("n = 74", await page.Locator("table").InnerTextAsync(), StringComparison.Ordinal);

        await page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "of all respondents" }).ClickAsync();
        Assert.Contains("n = 111", await page.Locator("table").InnerTextAsync(), StringComparison.Ordinal);
        Assert.EndsWith("/container/deploy?base=all", page.Url, StringComparison.Ordinal);
        Assert.True(
            await page.Locator("figure img").EvaluateAsync<bool>("async image => { await image.decode(); return image.naturalWidth > 0; }")
        );
        Assert.Empty(complaints);
    }

    [Fact]
    public async Task OtherWavesAreComparedByChoosingThem()
    {
        var (page, complaints) = await browser.Open(Address("/"));

        await page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "What changed from March 2016 to June 2016" }).ClickAsync();
        Assert.Equal("What changed from March 2016 to June 2016", await page.Locator("h1").InnerTextAsync());

        await page.GetByLabel("From").SelectOptionAsync("2016-01");
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Compare" }).ClickAsync();
        Assert.Equal("What changed from January 2016 to June 2016", await page.Locator("h1").InnerTextAsync());
        Assert.Contains("offered only in January 2016", await page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Empty(complaints);
    }

    [Fact]
    public async Task WhatAWaveDidNotAskIsADashAndNotAZero()
    {
        var (page, _) = await browser.Open(Address("/container/machines"));

        var cells = await page.Locator("tbody tr").First.Locator("td").AllInnerTextsAsync();
        Assert.Equal("–", cells[0]);
        Assert.Contains("not asked", await page.Locator("thead").InnerTextAsync(), StringComparison.Ordinal);
    }

    [RealDataFact]
    public async Task TheRowsOfAGridStandUnderItsText()
    {
        var (page, _) = await browser.Open(Address("/cncf-cloud-native/containers-use.test"));

        Assert.Equal(
            ["Proof of Concept (PoC)", "Development", "Test", "Production"],
            await page.Locator(".questions > li", new PageLocatorOptions { HasText = "future plans to use" })
                .Locator("ul li")
                .AllInnerTextsAsync()
        );
        Assert.Equal("Test", await page.Locator("[aria-current=page]").InnerTextAsync());
    }

    [Fact]
    public async Task OfATextQuestionOnlyTheNumberOfTextsIsShown()
    {
        var (page, complaints) = await browser.Open(Address("/container/challenges?base=all"));

        Assert.Equal(["55 of 119", "51 of 100", "49 of 111", "113 of 229"], await page.Locator("tbody td").AllInnerTextsAsync());
        Assert.Equal(0, await page.Locator("figure img").CountAsync());
        Assert.DoesNotContain("Percentages", await page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Empty(complaints);
    }

    [Fact]
    public async Task TheClaimsAreOneClickAwayAndEachLeadsToItsFigures()
    {
        var (page, complaints) = await browser.Open(Address("/"));

        await page.Locator("section", new PageLocatorOptions { HasText = "Container survey" })
            .GetByRole(AriaRole.Link, new LocatorGetByRoleOptions { Name = "Claims: what was published, checked" })
            .ClickAsync();
        Assert.Equal(80, await page.Locator("tbody tr").CountAsync());
        await page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "84.8 % are currently using containers." }).ClickAsync();
        Assert.Contains("84.7 %", await page.Locator("table").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Empty(complaints);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/container/deploy")]
    [InlineData("/container/-/changes")]
    [InlineData("/container/-/claims")]
    public async Task OnATelephoneNothingSticksOutOfThePage(string path)
    {
        var (page, _) = await browser.Open(Address(path), width: 390);

        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= document.documentElement.clientWidth"));
    }

    [Fact]
    public async Task TheDocumentationOpensWithoutTheInternet()
    {
        var (page, complaints) = await browser.Open(Address("/docs/"));

        await page.GetByText("/api/v1/surveys/{survey}/questions/{question}/trend.csv").First.WaitForAsync();
        Assert.Empty(complaints);
    }

    private string Address(string path) => new Uri(api.Client.BaseAddress!, path).ToString();
}
