using Spectre.Console;

namespace NegotiationSim.Cli.Batches;

/// <summary>A bar on the terminal while something long is done; gone once it is over.</summary>
internal static class ProgressBar
{
    /// <summary>Does the work, with a bar where there is a terminal.</summary>
    /// <param name="console">The terminal; null: none.</param>
    /// <param name="total">How much there is to do.</param>
    /// <param name="done">How much of it is done already.</param>
    /// <param name="work">Does it, and moves the bar that it is given; null: there is none.</param>
    public static async Task ShowAsync(IAnsiConsole? console, double total, double done, Func<ProgressTask?, Task> work)
    {
        if (console is null)
        {
            await work(null);
            return;
        }

        await console.Progress()
            .AutoClear(true)
            .HideCompleted(true)
            .Columns(new ProgressBarColumn { Width = 24 }, new PercentageColumn(), new TaskDescriptionColumn { Alignment = Justify.Left }, new RemainingTimeColumn())
            .StartAsync(async context =>
            {
                var task = context.AddTask("starting", maxValue: total);
                task.Value = done;
                await work(task);
            });
    }
}
