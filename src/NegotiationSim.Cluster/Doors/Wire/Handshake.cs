using System.IO.Pipelines;
using System.Security.Cryptography;

namespace NegotiationSim.Cluster.Doors.Wire;

/// <summary>
/// The handshake. The initiator, which opened the connection, greets; the responder, at its port, greets; the initiator introduces itself and proves that it knows the secret; the responder introduces itself, proves the same, and says
/// whether the initiator may come in. The initiator proves first: whoever only connects to a port gets nothing of which the secret could be guessed.
/// </summary>
/// <param name="keys">Makes the proofs.</param>
/// <param name="self">What this side tells of itself.</param>
/// <param name="role">Who is at this end.</param>
internal sealed class Handshake(DoorKeys keys, Introduction self, DoorRole role)
{
    /// <summary>The side that opened the connection. Returns once the responder has proved itself and let this side in.</summary>
    /// <param name="pipe">The connection; not a byte beyond the handshake is taken from it.</param>
    /// <param name="binding">Stands for the TLS connection.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="TurnedAwayException">Either side refused.</exception>
    public async Task InitiateAsync(IDuplexPipe pipe, byte[] binding, CancellationToken cancellation)
    {
        var greeting = Greeting.New(role);
        await greeting.Frame.WriteAsync(pipe.Output, cancellation).ConfigureAwait(false);
        var other = Greeting.Of(await Frame.ReadAsync(pipe.Input, alone: true, cancellation).ConfigureAwait(false));
        if (other.Role is not (DoorRole.SiloPort or DoorRole.Gateway))
        {
            throw new TurnedAwayException(DoorReason.Unintelligible);
        }

        var introduction = self.ToBytes();
        var said = new DoorKeys.Conversation(greeting, other, binding, introduction);
        var proof = keys.OfInitiator(said);
        await Frame.Of(FrameKind.Proof, [.. introduction, .. proof]).WriteAsync(pipe.Output, cancellation).ConfigureAwait(false);

        // What follows the verdict is for Orleans.
        var verdict = await Frame.ReadAsync(pipe.Input, alone: false, cancellation).ConfigureAwait(false);
        Judge(verdict, said, proof);
    }

    /// <summary>The side that was called. Returns once the initiator has proved itself and was let in.</summary>
    /// <inheritdoc cref="InitiateAsync"/>
    public async Task RespondAsync(IDuplexPipe pipe, byte[] binding, CancellationToken cancellation)
    {
        var other = Greeting.Of(await Frame.ReadAsync(pipe.Input, alone: true, cancellation).ConfigureAwait(false));
        if (other.Role is not (DoorRole.Silo or DoorRole.Client))
        {
            throw new TurnedAwayException(DoorReason.Unintelligible);
        }

        var greeting = Greeting.New(role);
        await greeting.Frame.WriteAsync(pipe.Output, cancellation).ConfigureAwait(false);
        var frame = await Frame.ReadAsync(pipe.Input, alone: true, cancellation).ConfigureAwait(false);
        Refusal.ThrowIfOne(frame);
        if (frame.Kind != FrameKind.Proof || frame.Payload.Length < DoorKeys.ProofLength)
        {
            throw new TurnedAwayException(DoorReason.Unintelligible);
        }

        var (told, proof) = (frame.Payload[..^DoorKeys.ProofLength].ToArray(), frame.Payload[^DoorKeys.ProofLength..].ToArray());
        var said = new DoorKeys.Conversation(other, greeting, binding, told);
        if (!CryptographicOperations.FixedTimeEquals(proof, keys.OfInitiator(said)))
        {
            throw new TurnedAwayException(DoorReason.WrongSecret);
        }

        var difference = Compare(other.Role, role, Introduction.Of(told) ?? throw new TurnedAwayException(DoorReason.Unintelligible));
        var (code, introduction) = ((byte)(difference?.Reason ?? 0), self.ToBytes());
        await Frame.Of(FrameKind.Verdict, [code, .. introduction, .. keys.OfResponder(said, proof, code, introduction)]).WriteAsync(pipe.Output, cancellation).ConfigureAwait(false);
        if (difference is { } found)
        {
            throw new TurnedAwayException(found.Reason, found.Other) { IsTold = true };
        }
    }

    /// <exception cref="TurnedAwayException">The responder refused, or this side has to.</exception>
    private void Judge(Frame verdict, DoorKeys.Conversation said, byte[] proof)
    {
        Refusal.ThrowIfOne(verdict);
        if (verdict.Kind != FrameKind.Verdict || verdict.Payload.Length < 1 + DoorKeys.ProofLength)
        {
            throw new TurnedAwayException(DoorReason.Unintelligible);
        }

        var code = verdict.Payload[0];
        var told = verdict.Payload[1..^DoorKeys.ProofLength];
        if (!CryptographicOperations.FixedTimeEquals(verdict.Payload[^DoorKeys.ProofLength..], keys.OfResponder(said, proof, code, told)))
        {
            throw new TurnedAwayException(DoorReason.WrongSecret);
        }

        // Both sides compare the same, so a responder that finds a difference finds the one that is found here.
        var other = Introduction.Of(told) ?? throw new TurnedAwayException(DoorReason.Unintelligible);
        if (Compare(role, said.Responder.Role, other) is { } difference)
        {
            throw new TurnedAwayException(difference.Reason, difference.Other) { ByOther = code != 0 };
        }

        if (code != 0)
        {
            throw new TurnedAwayException(Enum.IsDefined((DoorReason)code) ? (DoorReason)code : DoorReason.Protocol) { ByOther = true };
        }
    }

    private (DoorReason Reason, string? Other)? Compare(DoorRole initiator, DoorRole responder, Introduction other) =>
        (initiator, responder) is (DoorRole.Silo, DoorRole.SiloPort) or (DoorRole.Client, DoorRole.Gateway) ? self.Difference(other) : (DoorReason.Role, null);
}
