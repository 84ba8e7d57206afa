using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace NegotiationSim.Browser.Tests;

/// <summary>The page of a batch in a browser, opened from disk: it says nothing on the console, asks for nothing, fits its window, and an audit for accessibility (axe) finds nothing serious.</summary>
public sealed class ReportPageTests(Browser browser, Pages pages)
{
    [Theory]
    [InlineData("kerry-lavrov-2016", 1280, false)]
    [InlineData("kerry-lavrov-2016", 400, true)]
    [InlineData("nasty", 1280, true)]
    [InlineData("nasty", 400, false)]
    public async Task Page_OpenedFromDisk_IsQuietAndFits(string scenario, int width, bool isDark)
    {
        await using var opened = await browser.OpenAsync(pages.Of(scenario), width, isDark);
        await AssertFitsAsync(opened.Page);
        Assert.Equal(isDark ? "dark" : "light", await opened.Page.EvaluateAsync<string>("getComputedStyle(document.body).backgroundColor.match(/\\d+/g).slice(0, 3).reduce((a, b) => a + +b, 0) < 384 ? 'dark' : 'light'"));

        // Everything that opens is opened, so that it is looked at as well.
        await opened.Page.EvaluateAsync("document.querySelectorAll('details').forEach(one => one.open = true)");
        await AssertFitsAsync(opened.Page);
        Assert.Empty(opened.Console);
        Assert.Empty(opened.Requests);
    }

    /// <summary>On small pages: they are made of the same pieces as large ones, and the audit takes as long as there are elements.</summary>
    [Theory]
    [InlineData("truce-for-aid", 1280, true)]
    [InlineData("truce-for-aid", 400, false)]
    [InlineData("nasty", 1280, false)]
    public async Task Page_AuditedForAccessibility_HasNoSeriousFinding(string scenario, int width, bool isDark)
    {
        await using var opened = await browser.OpenAsync(pages.Of(scenario), width, isDark);
        await opened.Page.EvaluateAsync("document.querySelectorAll('section > details').forEach(one => one.open = true)");
        var audit = await opened.Page.RunAxe();
        var findings = audit.Violations.Where(finding => finding.Impact is "serious" or "critical")
            .Select(finding => $"{finding.Impact}: {finding.Id}: {finding.Help}: {string.Join("; ", finding.Nodes.Take(3).Select(node => node.Html))}");
        Assert.Empty(findings);
        Assert.True(audit.Passes.Length > 10, "the audit looked at hardly anything");
        Assert.Empty(opened.Console);
    }

    [Fact]
    public async Task Page_Printed_ShowsTheAssumptionsAndNoControls()
    {
        await using var opened = await browser.OpenAsync(pages.Of("truce-for-aid"), 800, isDark: true);
        await opened.Page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Print });
        await AssertFitsAsync(opened.Page);
        Assert.True(await opened.Page.EvaluateAsync<bool>("document.querySelector('#assumptions ~ details table').checkVisibility({contentVisibilityAuto: true}) && document.querySelector('#assumptions ~ details table').getBoundingClientRect().height > 20"));
        Assert.False(await opened.Page.EvaluateAsync<bool>("document.querySelector('figure summary').checkVisibility()"));
        Assert.Equal("rgb(255, 255, 255)", await opened.Page.EvaluateAsync<string>("getComputedStyle(document.body).backgroundColor"));
        Assert.True((await opened.Page.PdfAsync()).Length > 10_000);
    }

    /// <summary>Nothing makes the page wider than its window; what is wider scrolls by itself and can be reached by the keyboard.</summary>
    private static async Task AssertFitsAsync(IPage page)
    {
        var overflow = await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");
        Assert.Equal(0, overflow);
        var unreachable = await page.EvaluateAsync<int>("[...document.querySelectorAll('main *')].filter(one => one.scrollWidth > one.clientWidth + 1 && /auto|scroll/.test(getComputedStyle(one).overflowX) && one.tabIndex < 0).length");
        Assert.Equal(0, unreachable);
    }
}
