using System.Collections.Immutable;
using NegotiationSim.Engine.Agents;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Engine.Blocks;

/// <summary>What is drawn for an actor, without playing anything.</summary>
public static class ActorInputs
{
    /// <summary>The names of an actor's draws, in the order of <see cref="CloseReply.DrawNames"/>; none for a mediator, which has no views.</summary>
    public static ImmutableArray<string> Names(Actor actor) =>
        actor.Preferences is null
            ? []
            :
            [
                .. UncertainInputs.Named(actor).Select(input => input.Name),
                .. actor.RedLines.Where(line => line.HeldWith is not { Expression: Constant { Value: >= 1 } }).Select(line => $"red_lines.{line.Id}.held"),
            ];
}
