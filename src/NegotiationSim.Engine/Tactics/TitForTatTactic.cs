using NegotiationSim.Engine.Agents;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Engine.Tactics;

/// <summary>
/// Concedes as the others concede. With u(k) the own utility of an opponent's k-th offer, k the last: <c>averaged</c> last target * u(k - w) / u(k)
/// over the window w (default 2); <c>relative</c> last target * u(k - 1) / u(k); <c>absolute</c> last target - (u(k) - u(k - 1)). Kept between the floor and
/// the best it may sign; the best until enough offers were heard; with several opponents the lowest of the targets.
/// Source: Faratin, Sierra and Jennings (1998), behaviour-dependent tactics.
/// </summary>
internal sealed class TitForTatTactic : BargainingTactic
{
    public static readonly TitForTatTactic Instance = new();

    public override bool RespectsLines => true;

    public override bool Listens => true;

    public override void Begin(AgentState state, int actors) => state.Remember(static (_, actors) => new Memory(actors), actors);

    public override void Hear(AgentState state, int opponent, ReadOnlySpan<ushort> offer)
    {
        var memory = (Memory)state.Memory!;
        memory.Offers[opponent].Add(state.Profile.Utility.Evaluate(offer));
        memory.IsNew[opponent] = true;
    }

    public override double Target(AgentState state)
    {
        var memory = (Memory)state.Memory!;
        var now = state.Now;
        var (_, high) = state.Settings.Aspirations(now);
        var lowest = double.PositiveInfinity;
        for (var opponent = 0; opponent < memory.Offers.Length; opponent++)
        {
            if (memory.IsNew[opponent])
            {
                memory.Targets[opponent] = Answer(state.Settings.Tactic, memory.Offers[opponent], memory.LastTarget ?? high);
                memory.IsNew[opponent] = false;
            }

            lowest = Math.Min(lowest, memory.Targets[opponent]);
        }

        var target = now.Clamp(double.IsPositiveInfinity(lowest) ? high : lowest);
        memory.LastTarget = target;
        return now.Clamp(target - state.Settings.Tolerance);
    }

    /// <summary>The target that answers one opponent's last offer; infinite until enough were heard.</summary>
    private static double Answer(Tactic tactic, List<double> offers, double last)
    {
        var k = offers.Count - 1;
        var back = tactic.Reciprocity == Reciprocity.Averaged ? tactic.Window : 1;
        if (k < back)
        {
            return double.PositiveInfinity;
        }

        if (tactic.Reciprocity == Reciprocity.Absolute)
        {
            return last - (offers[k] - offers[k - 1]);
        }

        return offers[k] == 0 ? last : last * (offers[k - back] / offers[k]);
    }

    private sealed class Memory : TacticMemory
    {
        public Memory(int actors)
        {
            Offers = new List<double>[actors];
            for (var a = 0; a < actors; a++)
            {
                Offers[a] = [];
            }

            Targets = new double[actors];
            IsNew = new bool[actors];
        }

        public List<double>[] Offers { get; }

        public double[] Targets { get; }

        public bool[] IsNew { get; }

        public double? LastTarget { get; set; }

        public override void Clear()
        {
            foreach (var offers in Offers)
            {
                offers.Clear();
            }

            Array.Fill(Targets, double.PositiveInfinity);
            Array.Clear(IsNew);
            LastTarget = null;
        }
    }
}
