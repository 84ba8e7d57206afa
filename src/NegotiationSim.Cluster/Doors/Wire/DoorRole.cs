namespace NegotiationSim.Cluster.Doors.Wire;

/// <summary>Who is at an end of a connection. The numbers go over the wire.</summary>
internal enum DoorRole : byte
{
    /// <summary>A silo that opens a connection to another one.</summary>
    Silo = 1,

    /// <summary>A client that opens a connection to a silo.</summary>
    Client = 2,

    /// <summary>A silo at its port for silos.</summary>
    SiloPort = 3,

    /// <summary>A silo at its port for clients.</summary>
    Gateway = 4,
}
