using System.Net;
using NegotiationSim.Cluster.Doors;
using NegotiationSim.Cluster.Driving;
using NegotiationSim.Cluster.Membership;
using NegotiationSim.Grains;

namespace NegotiationSim.Cluster.Observing;

/// <summary>Looks at a cluster without being part of it: reads its membership table and asks every silo in it that takes work. Nothing is created or changed by looking.</summary>
public static class ClusterSurvey
{
    /// <summary>So many silos are asked at the same time.</summary>
    private const int AtATime = 16;

    /// <summary>How long a silo may take to be reached and to answer.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10);

    /// <summary>How long it may take in all.</summary>
    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(30);

    /// <summary>Looks at a cluster.</summary>
    /// <param name="options">Which, and how silos are reached.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>All silos of the table, dead ones too, in the order of their addresses.</returns>
    /// <exception cref="MembershipException">The membership store cannot be used.</exception>
    /// <exception cref="OperationCanceledException">It was given up.</exception>
    public static async Task<IReadOnlyList<SiloStanding>> TakeAsync(ClusterClientOptions options, CancellationToken cancellation)
    {
        await using var store = MembershipStore.Of(options.Store, options.Name);
        var entries = await store.ReadAsync(cancellation).ConfigureAwait(false);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        end.CancelAfter(s_longest);
        var standings = new SiloStanding[entries.Count];
        await Parallel.ForAsync(0, entries.Count, new ParallelOptions { MaxDegreeOfParallelism = AtATime, CancellationToken = cancellation }, async (i, _) =>
            standings[i] = await AskAsync(entries[i], options, end.Token).ConfigureAwait(false)).ConfigureAwait(false);
        cancellation.ThrowIfCancellationRequested();
        return standings;
    }

    private static async Task<SiloStanding> AskAsync(SiloEntry entry, ClusterClientOptions options, CancellationToken cancellation)
    {
        if (!entry.IsActive)
        {
            return new SiloStanding(entry, null, null);
        }

        if (entry.Gateway is not { } gateway)
        {
            return new SiloStanding(entry, null, "it takes no clients");
        }

        using var refusals = new DoorLog();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(s_patience);
        var refused = new TaskCompletionSource<DoorRefusal>(TaskCreationOptions.RunContinuationsAsynchronously);
        refusals.Refused += refusal => refused.TrySetResult(refusal);
        var answer = AskAsync(gateway, options, refusals, limit.Token);
        try
        {
            // Orleans would try again and again, and not know why.
            if (await Task.WhenAny(answer, refused.Task).ConfigureAwait(false) == answer)
            {
                return new SiloStanding(entry, await answer.ConfigureAwait(false), null);
            }
        }
        catch (Exception failure) when (!refused.Task.IsCompleted)
        {
            return new SiloStanding(entry, null, DoorException.Within(failure)?.Sentence ?? (failure is OperationCanceledException ? "it does not answer" : "it cannot be reached"));
        }
        catch (Exception)
        {
            // What the door said is better than what Orleans makes of it.
        }

        await limit.CancelAsync().ConfigureAwait(false);
        await ((Task)answer).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return new SiloStanding(entry, null, (await refused.Task.ConfigureAwait(false)).Sentence);
    }

    private static async Task<SiloReport> AskAsync(IPEndPoint gateway, ClusterClientOptions options, DoorLog refusals, CancellationToken cancellation)
    {
        await using var connection = await SiloConnection.OpenAsync(gateway, options, refusals, cancellation).ConfigureAwait(false);
        return await connection.Silo.ReportAsync().AsTask().WaitAsync(cancellation).ConfigureAwait(false);
    }
}
