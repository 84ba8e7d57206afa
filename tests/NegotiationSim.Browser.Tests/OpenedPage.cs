using Microsoft.Playwright;

namespace NegotiationSim.Browser.Tests;

/// <summary>A file in the browser, and what was said and asked for while it was loaded.</summary>
public sealed class OpenedPage : IAsyncDisposable
{
    private readonly IBrowserContext _context;

    private OpenedPage(IBrowserContext context, IPage page) => (_context, Page) = (context, page);

    public IPage Page { get; }

    /// <summary>What the browser's console says, of any kind.</summary>
    public List<string> Console { get; } = [];

    /// <summary>What the page asks for beyond itself.</summary>
    public List<string> Requests { get; } = [];

    public static async Task<OpenedPage> OpenAsync(IBrowserContext context, string file)
    {
        var opened = new OpenedPage(context, await context.NewPageAsync());
        var address = new Uri(file).AbsoluteUri;
        opened.Page.Console += (_, message) => opened.Console.Add(message.Text);
        opened.Page.PageError += (_, error) => opened.Console.Add(error);
        opened.Page.Dialog += (_, dialog) =>
        {
            opened.Console.Add("a dialog: " + dialog.Message);
            _ = dialog.DismissAsync();
        };
        opened.Page.Request += (_, request) =>
        {
            if (request.Url != address)
            {
                opened.Requests.Add(request.Url);
            }
        };
        await opened.Page.GotoAsync(address, new PageGotoOptions { WaitUntil = WaitUntilState.Load });
        return opened;
    }

    public ValueTask DisposeAsync() => _context.DisposeAsync();
}
