using System.Net;
using System.Net.Sockets;

namespace NegotiationSim.Cluster.Doors.Wire;

/// <summary>
/// The connections to a port that have proved nothing yet. There is a limited number of places. Where all are taken, a newcomer gets the one of the connection that has waited longest among those of the address with the most of them: someone
/// who opens connections and says nothing displaces his own, and whoever knows the secret has the few milliseconds that he needs. Safe for use by several threads.
/// </summary>
/// <param name="places">How many.</param>
internal sealed class WaitingRoom(int places)
{
    private readonly Lock _lock = new();
    private readonly LinkedList<Place> _waiting = [];

    /// <summary>How many wait now.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _waiting.Count;
            }
        }
    }

    /// <summary>Takes a place. Dispose it when the connection has proved itself or is gone.</summary>
    public Place Enter(EndPoint? from)
    {
        var place = new Place(this, Origin(from));
        Place? displaced = null;
        lock (_lock)
        {
            if (_waiting.Count >= places)
            {
                // Groups come in the order of their first member, and the first of the largest wins: the one that has waited longest.
                displaced = _waiting.GroupBy(waiting => waiting.Origin).MaxBy(origin => origin.Count())!.First();
                _waiting.Remove(displaced);
            }

            _waiting.AddLast(place);
        }

        displaced?.Displace();
        return place;
    }

    private void Leave(Place place)
    {
        lock (_lock)
        {
            _waiting.Remove(place);
        }
    }

    /// <summary>What counts as one address: a single IPv4 address, and of IPv6 the 64 bits that a host shares with nobody.</summary>
    private static IPAddress Origin(EndPoint? from)
    {
        if (from is not IPEndPoint { Address: { } address })
        {
            return IPAddress.None;
        }

        if (address.IsIPv4MappedToIPv6 || address.AddressFamily == AddressFamily.InterNetwork)
        {
            return address.MapToIPv4();
        }

        var bytes = address.GetAddressBytes();
        bytes.AsSpan(8).Clear();
        return new IPAddress(bytes);
    }

    /// <summary>The place of one connection.</summary>
    internal sealed class Place(WaitingRoom room, IPAddress origin) : IDisposable
    {
        private readonly CancellationTokenSource _displaced = new();

        public IPAddress Origin => origin;

        /// <summary>Cancelled when another connection needed the place.</summary>
        public CancellationToken Displaced => _displaced.Token;

        public void Dispose()
        {
            room.Leave(this);

            // Not disposed of: it may be cancelled at this moment, and holds nothing but memory.
        }

        /// <summary>On another thread: what waits for it may go on at once.</summary>
        public void Displace() => _ = _displaced.CancelAsync();
    }
}
