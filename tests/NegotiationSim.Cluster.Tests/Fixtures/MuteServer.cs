using System.Net;
using System.Net.Sockets;
using System.Text;

namespace NegotiationSim.Cluster.Tests.Fixtures;

/// <summary>Takes connections on loopback and answers all of them with the same text, or not at all.</summary>
internal sealed class MuteServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly List<TcpClient> _clients = [];
    private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public MuteServer(string? answer = null)
    {
        _listener.Start();
        _ = ServeAsync(answer);
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Completed when the first connection is there.</summary>
    public Task Asked => _asked.Task;

    public void Dispose()
    {
        _listener.Dispose();
        lock (_clients)
        {
            _clients.ForEach(client => client.Dispose());
        }
    }

    private async Task ServeAsync(string? answer)
    {
        try
        {
            while (true)
            {
                // Kept, or the garbage collector would close it.
                var client = await _listener.AcceptTcpClientAsync();
                lock (_clients)
                {
                    _clients.Add(client);
                }

                _asked.TrySetResult();

                if (answer is not null)
                {
                    await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(answer));
                }
            }
        }
        catch (Exception ended) when (ended is ObjectDisposedException or SocketException or IOException)
        {
        }
    }
}
