using System.Collections.Immutable;
using NegotiationSim.Engine.Randomness;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Engine.Agents;

/// <summary>
/// A red line that is not held in a replica is a bluff. Its owner keeps it up until a moment that is drawn for every line: until then it rejects what crosses
/// the line, names it, and offers nothing that crosses it while something at or above its target avoids it. From then on the line binds it no more. A bluff that
/// was taken back, or that an event has turned off, is over for good.
/// </summary>
internal sealed class Bluff
{
    /// <summary>Relative time from which bluffs are dropped where the scenario does not say: our choice.</summary>
    public const double Earliest = 0.5;

    /// <summary>Relative time by which they are dropped.</summary>
    public const double Latest = 0.95;

    private readonly ImmutableArray<RedLine> _lines;
    private readonly ulong[] _draws;
    private readonly Expression _default;
    private readonly string _path;

    public Bluff(Actor actor)
    {
        _lines = actor.RedLines;
        _draws = [.. _lines.Select(line => StreamName.Hash(line.Id))];
        _path = $"actors.{actor.Id}.tactic.bluffs_until";
        _default = new Distribution(DistributionKind.Uniform, [new Constant(Earliest), new Constant(Latest)], StreamName.Hash($"{_path}#0"), $"{_path}#0");
    }

    /// <summary>Whether the actor keeps a line up that it does not hold.</summary>
    /// <param name="state">The actor in a replica.</param>
    /// <param name="line">The line, by index.</param>
    /// <param name="time">Relative time.</param>
    public static bool IsKeptUp(AgentState state, int line, double time) => time < state.BluffsUntil[line] && !state.Held[line];

    /// <summary>False where the actor certainly keeps up no line that it does not hold, so that nobody has to look at each.</summary>
    public static bool MayKeepUpAny(AgentState state, double time) => time < state.LatestBluff;

    /// <summary>A bluff, or what might be one, is over.</summary>
    public static void End(AgentState state, int line) => state.BluffsUntil[line] = 0;

    /// <summary>Draws until when the actor keeps up each line that it does not hold.</summary>
    /// <param name="state">The actor in a replica.</param>
    /// <param name="tactic">The tactic that it follows from now on.</param>
    /// <param name="sampler">At the replica.</param>
    /// <param name="isNew">The replica begins; else bluffs that are over stay so.</param>
    public void Draw(AgentState state, Tactic tactic, Sampler sampler, bool isNew)
    {
        state.LatestBluff = 0;
        for (var line = 0; line < _lines.Length; line++)
        {
            if (isNew ? state.Held[line] : state.BluffsUntil[line] == 0)
            {
                state.BluffsUntil[line] = 0;
                continue;
            }

            var keeps = tactic.NamesLines && _lines[line].Costs is null;
            state.BluffsUntil[line] = Math.Max(double.Epsilon, keeps ? sampler.Share(tactic.BluffsUntil ?? _default, _draws[line], _path) : 0);
            state.LatestBluff = Math.Max(state.LatestBluff, state.BluffsUntil[line]);
        }
    }
}
