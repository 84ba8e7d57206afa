using NegotiationSim.Engine.Blocks;
using NegotiationSim.Engine.Implementing;
using NegotiationSim.Engine.OpponentModels;
using NegotiationSim.Engine.Randomness;
using NegotiationSim.Engine.Tactics;
using NegotiationSim.Engine.Telling;
using NegotiationSim.Scenarios;

namespace NegotiationSim.Engine.Minds;

/// <summary>
/// One actor, bargaining in a block of replicas at once. It owns the actor's preferences, red lines and beliefs; what leaves it is what the actor
/// says, and after the block its diary, for the driver. Calls must not overlap. A block begins with <see cref="Begin"/>; all memory is kept
/// for the next block.
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
    private readonly ulong[] _lineStreams;
    private readonly (string Name, Quantity Value)[] _uncertain;
    private readonly ulong _referendumStream;
    private readonly ulong _breachStream;
    private readonly int _components;
    private readonly List<DiaryEntry> _diary = [];
    private readonly List<Seat> _seats = [];
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
        _stances = new StanceLibrary(brief, _actor);
        _pressure = new Pressure(brief, self);
        _sharedSettings = TacticSettings.IsConstant(_actor.Tactic) ? TacticSettings.Draw(_actor.Tactic, _sampler) : null;
        _lineStreams = [.. _actor.RedLines.Select(line => StreamName.Hash(StreamName.RedLine(_actor.Id, line.Id)))];
        _uncertain = [.. UncertainInputs.OfActor(_actor)];
        _breachStream = StreamName.Hash(StreamName.Breach(_actor.Id));
        _inForce = new ushort[brief.Space.Components.Length];
        _referendumStream = StreamName.Hash(StreamName.Ratification(_actor.Id));
        _components = brief.Space.Components.Length;
        _said = new Utterances(0, _components);
        Counsellors = _actor.Consults && _actor.Role == Role.Principal
            ? [.. Enumerable.Range(0, brief.Actors.Length).Where(a => IsOwnBlockingRatifier(brief.Actors[a]))]
            : [];
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
        while (_seats.Count < block.Count)
        {
            _seats.Add(new Seat(_brief, _self) { HeardRound = new int[_brief.Actors.Length] });
        }

        if (_said.Said.Length < block.Count)
        {
            _said = new Utterances(block.Count, _components);
        }

        _said.Clear();
        for (var slot = 0; slot < block.Count; slot++)
        {
            Sit(_seats[slot], slot);
        }
    }

    private static bool Listens(Seat seat) =>
        seat.Settings.Rule.Listens || seat.Settings.Tactic.OpponentModel != OpponentModel.None || seat.Settings.Tactic.Accept.Kind == AcceptanceKind.Combined;

    private bool IsOwnBlockingRatifier(Actor other) =>
        other.Role == Role.Ratifier && other.IfRefused == IfRefused.Blocks && (other.Of.IsEmpty || other.Of.Contains(_self));

    /// <summary>Draws what is uncertain about the actor in one replica and forgets the last one.</summary>
    private void Sit(Seat seat, int slot)
    {
        seat.Draws = new ReplicaDraws(_block.Seed, _block.FirstReplica + slot);
        _sampler.MoveTo(seat.Draws);
        for (var k = 0; k < seat.Held.Length; k++)
        {
            seat.Held[k] = seat.Draws.Happens(_sampler.Value(_actor.RedLines[k].HeldWith), _lineStreams[k]);
        }

        seat.Changes.Clear();
        seat.EnforcementShift = 0;
        Array.Clear(seat.WordsShift);
        seat.Reservation.Draw(_sampler);
        seat.Discount = _sampler.Value(_actor.Discount);
        seat.Spread = _sampler.Value(_actor.Spread);
        seat.LastRound = _actor.Deadline is { } deadline ? _brief.Calendar.LastRoundBy(deadline) : _brief.Calendar.Rounds;
        seat.WalkOutEvent = -1;
        seat.IsInForceKnown = false;
        seat.DaysBetterOff = 0;
        seat.BreachFactor = 1;
        seat.Revenge = _brief.Implementation?.Revenge is { } revenge ? _sampler.Value(revenge) : ImplementationDefaults.Revenge;
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
            seat.Settings = _sharedSettings ?? TacticSettings.Draw(_actor.Tactic, _sampler);
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
            var seat = _seats[strike.Slot];
            _sampler.MoveTo(seat.Draws);
            Effects.Apply(_brief, _self, seat, _sampler, strike);
        }
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
