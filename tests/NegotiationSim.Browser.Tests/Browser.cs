using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(NegotiationSim.Browser.Tests.Browser))]

namespace NegotiationSim.Browser.Tests;

/// <summary>
/// One Chromium for all tests, started by the first that needs it. It is the system's own (Debian's package <c>chromium</c>), found by its path; <c>NEGSIM_CHROMIUM</c> names another. Where there is none, the tests are skipped
/// and say so.
/// </summary>
public sealed class Browser : IAsyncDisposable
{
    private static readonly string[] s_places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    private readonly Lazy<Task<(IPlaywright Driver, IBrowser Chromium)>> _started = new(StartAsync);

    /// <summary>A page that hears everything that goes wrong on it.</summary>
    /// <param name="file">The file that is opened.</param>
    /// <param name="width">How wide the window is, in pixels.</param>
    /// <param name="isDark">Whether its user prefers a dark page.</param>
    public async Task<OpenedPage> OpenAsync(string file, int width, bool isDark)
    {
        Assert.SkipUnless(Chromium is not null, "There is no Chromium: install Debian's package 'chromium', or name one with NEGSIM_CHROMIUM.");
        var (_, chromium) = await _started.Value;
        var context = await chromium.NewContextAsync(new BrowserNewContextOptions
        {
            ViewportSize = new ViewportSize { Width = width, Height = 900 },
            ColorScheme = isDark ? ColorScheme.Dark : ColorScheme.Light,
            Offline = true,
        });
        return await OpenedPage.OpenAsync(context, file);
    }

    public async ValueTask DisposeAsync()
    {
        if (_started.IsValueCreated)
        {
            var (driver, chromium) = await _started.Value;
            await chromium.DisposeAsync();
            driver.Dispose();
        }
    }

    /// <summary>Where the browser is; null where there is none.</summary>
    public static string? Chromium { get; } = (Environment.GetEnvironmentVariable("NEGSIM_CHROMIUM") is { Length: > 0 } named ? [named] : s_places).FirstOrDefault(File.Exists);

    private static async Task<(IPlaywright Driver, IBrowser Chromium)> StartAsync()
    {
        var driver = await Playwright.CreateAsync();
        return (driver, await driver.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = Chromium, Args = ["--no-sandbox", "--disable-gpu"] }));
    }
}
