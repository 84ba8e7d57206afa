using NegotiationSim.Engine.Blocks;
using NegotiationSim.Engine.Implementing;
using NegotiationSim.Engine.Kernels;
using NegotiationSim.Engine.OpponentModels;
using NegotiationSim.Engine.Randomness;
using NegotiationSim.Engine.Tactics;
using NegotiationSim.Engine.Telling;
using NegotiationSim.Scenarios;
using NegotiationSim.Search;

namespace NegotiationSim.Engine.Minds;

/// <summary>
/// One actor, bargaining in a block of replicas at once. It owns the actor's preferences, red lines and beliefs; what leaves it is what the actor
/// says, and after the block its diary, for the driver. Calls must not overlap. A block begins with <see cref="Begin"/>; all memory is kept
/// for the next block. Replicas in which nothing out of the ordinary has happened go through arrays (<see cref="PlainTurns"/>); all others have a
/// <see cref="Seat"/> each, with the same result.
/// </summary>
public sealed partial class ActorMind
{
    private readonly Scenario _brief;
    private readonly int _self;
    private readonly Actor _actor;
    private readonly Sampler _sampler;
    private readonly StanceLibrary _stances;
    private readonly Pressure _pressure;
    private readonly TacticSettings? _sharedSettings;
    private readonly DrawnInputs _inputs;
    private readonly Input _discount;
    private readonly Input _spread;
    private readonly Input _revenge;
    private readonly int _lastRound;
    private readonly PlainTurns? _plain;
    private readonly (string Name, Quantity Value)[] _uncertain;
    private readonly ulong _referendumStream;
    private readonly ulong _breachStream;
    private readonly int _components;
    private readonly List<DiaryEntry> _diary = [];
    private Seat?[] _seats = [];
    private int[] _satIn = [];
    private int _blocks;
    private Utterances _said;
    private BlockSpec _block = new(0, 0, 0, false);
    private int _announced;
    private int _refusedTexts;

    /// <summary>The mind of an actor that knows the world as its brief describes it.</summary>
    /// <param name="brief">The scenario as far as the actor knows it: all that is public, and of what is private its own.</param>
    /// <param name="self">The actor's index.</param>
    public ActorMind(Scenario brief, int self)
    {
        _brief = brief;
        _self = self;
        _actor = brief.Actors[self];
        _sampler = new Sampler(brief);
        _inputs = new DrawnInputs(brief, _actor);
        _discount = _inputs.Of(_actor.Discount);
        _spread = _inputs.Of(_actor.Spread);
        _revenge = brief.Implementation?.Revenge is { } revenge ? _inputs.Of(revenge) : new Input(ImplementationDefaults.Revenge, -1);
        _lastRound = _actor.Deadline is { } deadline ? brief.Calendar.LastRoundBy(deadline) : brief.Calendar.Rounds;
        _stances = new StanceLibrary(brief, _actor, _inputs);
        _pressure = new Pressure(brief, self);
        _sharedSettings = TacticSettings.IsConstant(_actor.Tactic) ? new TacticSettings().Draw(_actor.Tactic, _sampler) : null;
        _uncertain = [.. UncertainInputs.Named(_actor)];
        _drawNames = [.. _uncertain.Select(u => u.Name), .. _inputs.UncertainLines.Select(k => $"red_lines.{_actor.RedLines[k].Id}.held")];
        _breachStream = StreamName.Hash(StreamName.Breach(_actor.Id));
        _inForce = new ushort[brief.Space.Components.Length];
        _referendumStream = StreamName.Hash(StreamName.Ratification(_actor.Id));
        _components = brief.Space.Components.Length;
        _said = new Utterances(0, _components);
        Counsellors = _actor.Consults && _actor.Role == Role.Principal
            ? [.. Enumerable.Range(0, brief.Actors.Length).Where(a => IsOwnBlockingRatifier(brief.Actors[a]))]
            : [];
        _plain = PlainTurns.For(brief, self, _inputs, _sampler, SeatAt);
    }

    /// <summary>The ratifiers that the actor asks before it offers or accepts, by actor index; empty when it does not consult.</summary>
    public IReadOnlyList<int> Counsellors { get; }

    /// <summary>A block begins: the actor makes up its mind in every replica.</summary>
    public void Begin(BlockSpec block)
    {
        _block = block;
        _announced = 0;
        _refusedTexts = 0;
        _diary.Clear();
        _blocks++;
        if (_seats.Length < block.Count)
        {
            Array.Resize(ref _seats, block.Count);
            Array.Resize(ref _satIn, block.Count);
        }

        if (_said.Said.Length < block.Count)
        {
            _said = new Utterances(block.Count, _components);
        }

        _said.Clear();
        _inputs.Begin(block);
        _plain?.Begin(block);
    }

    private static bool Listens(Seat seat) =>
        seat.Settings.Rule.Listens || seat.Settings.Tactic.OpponentModel != OpponentModel.None || seat.Settings.Tactic.Accept.Kind == AcceptanceKind.Combined;

    private bool IsOwnBlockingRatifier(Actor other) =>
        other.Role == Role.Ratifier && other.IfRefused == IfRefused.Blocks && (other.Of.IsEmpty || other.Of.Contains(_self));

    /// <summary>The actor in one replica, seated when it is first asked for in a block: much of a block is plain and needs none.</summary>
    private Seat SeatAt(int slot)
    {
        var seat = _seats[slot] ??= new Seat(_brief, _self, _inputs);
        if (_satIn[slot] != _blocks)
        {
            _satIn[slot] = _blocks;
            Sit(seat, slot);
        }

        return seat;
    }

    /// <summary>Takes what was drawn for the actor in one replica and forgets the last one.</summary>
    private void Sit(Seat seat, int slot)
    {
        Abandonment.Look();
        seat.Slot = slot;
        seat.Draws = new ReplicaDraws(_block.Seed, _block.FirstReplica + slot);
        _sampler.MoveTo(seat.Draws);
        _inputs.Lines(slot, seat.Held);
        seat.Changes.Clear();
        seat.EnforcementShift = 0;
        Array.Clear(seat.WordsShift);
        seat.Reservation.Draw(slot);
        seat.Discount = _inputs.Value(_discount, slot);
        seat.Spread = _inputs.Value(_spread, slot);
        seat.LastRound = _lastRound;
        seat.WalkOutEvent = -1;
        seat.IsInForceKnown = false;
        seat.DaysBetterOff = 0;
        seat.BreachFactor = 1;
        seat.Revenge = _inputs.Value(_revenge, slot);
        seat.Excluded.Clear();
        seat.RatificationsAsked = 0;
        seat.HeardUtilities.Clear();
        Array.Clear(seat.HeardRound);
        if (_actor.Preferences is not null)
        {
            _stances.Settle(seat, _sampler);
        }

        if (_actor.Role == Role.Principal)
        {
            seat.Settings = _sharedSettings ?? (seat.OwnSettings ??= new TacticSettings()).Draw(_actor.Tactic, _sampler);
            seat.Settings.Rule.Begin(seat, _brief.Actors.Length);
            foreach (var model in seat.Models)
            {
                model?.Clear();
            }
        }
    }

    /// <summary>Takes in what the table has announced since the last call.</summary>
    private void Listen(Announcements announcements)
    {
        for (; _announced < announcements.Count; _announced++)
        {
            ref readonly var strike = ref announcements[_announced];
            if (_plain is not null && _plain.Goes(strike.Slot) && !_plain.IsTouchedBy(strike.Event))
            {
                continue;
            }

            var seat = Unsettle(strike.Slot);
            _sampler.MoveTo(seat.Draws);
            Effects.Apply(_brief, _self, seat, _sampler, strike);
        }
    }

    /// <summary>The seat of a replica whose turns are plain no longer.</summary>
    private Seat Unsettle(int slot)
    {
        var seat = SeatAt(slot);
        _plain?.HandOver(slot, seat);
        return seat;
    }

    /// <summary>Works the stance out anew where events have changed it.</summary>
    private void Refresh(Seat seat)
    {
        if (seat.StanceIsStale)
        {
            _sampler.MoveTo(seat.Draws);
            _stances.Settle(seat, _sampler);
            seat.IsInForceKnown = false;
            if (_actor.Role == Role.Principal)
            {
                seat.Settings.Rule.StanceChanged(seat);
            }
        }
    }

    /// <summary>Hears what the others have offered since the last turn.</summary>
    private void Hear(Seat seat, int slot, TurnRequest request)
    {
        for (var other = 0; other < request.Board.Length; other++)
        {
            if (other == _self || request.Board[other] is not { } said || said.Round[slot] <= seat.HeardRound[other])
            {
                continue;
            }

            seat.HeardRound[other] = said.Round[slot];
            if (said.Said[slot] != Said.Offer)
            {
                continue;
            }

            var text = said.Text(slot);
            seat.Settings.Rule.Hear(seat, other, text);
            if (seat.Settings.Tactic.Accept.Kind == AcceptanceKind.Combined)
            {
                seat.HeardUtilities.Add((said.Round[slot], seat.Stance.Utility.Evaluate(text)));
            }

            if (seat.Settings.Tactic.OpponentModel != OpponentModel.None)
            {
                if (seat.Models.Length == 0)
                {
                    seat.Models = new FrequencyModel?[_brief.Actors.Length];
                }

                (seat.Models[other] ??= new FrequencyModel(_brief.Space)).Hear(text);
            }
        }
    }
}
