using System.Reflection;
using System.Text;

namespace NegotiationSim.Cli;

/// <summary>How the program ends where it could not even start, or failed on a thread of which nobody waits: one line on standard error and exit code 1, never a stack trace.</summary>
internal static class LastWords
{
    /// <summary>Says it and returns the exit code.</summary>
    public static int Say(string message)
    {
        try
        {
            // Not through Console, whose own initialisation may be what failed.
            using var error = new FileStream(new Microsoft.Win32.SafeHandles.SafeFileHandle(2, ownsHandle: false), FileAccess.Write, bufferSize: 0);
            error.Write(Encoding.UTF8.GetBytes($"negsim: {Shown(message)}\n"));
        }
        catch (Exception)
        {
            // Nobody can be told any more; the exit code still says it.
        }

        return ExitCode.Failed;
    }

    private static string Shown(string message)
    {
        try
        {
            return Output.Visible.Line(message);
        }
        catch (Exception)
        {
            // What makes it fit to be shown cannot be loaded.
            return message;
        }
    }

    /// <summary>Ends the process after a failure that nothing caught.</summary>
    public static void Exit(Exception? failure) => Environment.Exit(Say(failure is null ? "something failed that cannot be named" : About(failure)));

    /// <summary>One sentence about a failure: its innermost cause.</summary>
    public static string About(Exception failure)
    {
        while (failure is TypeInitializationException or TargetInvocationException or AggregateException && failure.InnerException is { } inner)
        {
            failure = inner;
        }

        return failure is OutOfMemoryException
            ? "there is not enough memory (or the limits of the process leave too little of it)"
            : string.Join(' ', failure.Message.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }
}
