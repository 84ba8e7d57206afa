using NegotiationSim.ClusterModel.Inputs;
using NegotiationSim.Engine.Randomness;
using NegotiationSim.Scenarios;

namespace NegotiationSim.ClusterModel.Simulation;

/// <summary>
/// One client that hands blocks to the lanes of many silos, event by event: each lane plays a block, its result and its actors' answers travel and are read, finished blocks wait for their turn and are recorded, and every recorded
/// one lets another be handed out. Times to play are drawn by the number of the block (Philox), so a run repeats.
/// </summary>
internal sealed class Driver
{
    private static readonly ulong s_playing = StreamName.Hash("model.playing");
    private static readonly ulong s_phases = StreamName.Hash("model.phases");

    private readonly Agenda _agenda = new();
    private readonly Demands _block;
    private readonly Habits _habits;
    private readonly Site _site;
    private readonly Station _processors;
    private readonly Station _writer = new(1);
    private readonly Station _disk = new(1);
    private readonly Station _in = new(1);
    private readonly Station _out = new(1);
    private readonly Lane[] _lanes;
    private readonly Queue<int> _free = new();
    private readonly Queue<long> _waiting = new();
    private readonly HashSet<long> _finished = [];
    private readonly double _pulse;
    private readonly double _look;
    private readonly int _silos;
    private double _written;
    private long _handed;
    private long _recorded;
    private bool _isRecording;
    private int _mostWaiting;
    private readonly int _alive;
    private int _losses;

    /// <summary>A client with its share of the silos.</summary>
    public Driver(Workload work, Costs costs, Habits habits, Site site, int silos)
    {
        (_block, _habits, _site, _silos) = (Demands.Of(work, costs, habits), habits, site, silos);
        _processors = new Station(Math.Max(1, site.ClientProcessors - habits.Writers));
        _lanes = [.. Enumerable.Range(0, silos * site.Lanes * habits.InFlight).Select(_ => new Lane())];
        _alive = silos * site.Lanes;
        (_pulse, _look) = (costs.Link * 0.5, costs.Reader * silos);
    }

    /// <summary>Plays for some seconds, after a warm-up.</summary>
    /// <param name="seconds">Seconds; where lanes begin together and play for long they have to be many times that long, so that it does not matter where they are when it ends.</param>
    /// <param name="silences">Seconds between two silos that fall silent; 0: none does. Each comes back as soon as it is given up.</param>
    public Outcome Run(double seconds, double silences = 0)
    {
        for (var lane = 0; lane < _lanes.Length; lane++)
        {
            _free.Enqueue(lane);
        }

        for (var silo = 0; silo < _silos; silo++)
        {
            _agenda.Add(_habits.Pulse * new ReplicaDraws(1, silo).Uniform(s_phases), EventKind.Pulse, silo);
        }

        _agenda.Add(_habits.Look, EventKind.Look, 0);
        HandOut();

        // By then the window has been through twice, so that what piles up has piled up.
        var warm = (long)(2 * _habits.Window * _alive) + 8;
        while (_recorded < warm)
        {
            Happen(_agenda.Next());
        }

        if (silences > 0)
        {
            _agenda.Add(_agenda.Now + silences / 2, EventKind.Silence, 0);
        }

        var (start, first) = (_agenda.Now, _recorded);
        var (processors, writer, inwards, outwards) = (_processors.Busy, _writer.Busy, _in.Busy, _out.Busy);
        while (_agenda.Now - start < seconds)
        {
            var next = _agenda.Next();
            if (next.Kind == EventKind.Silence)
            {
                _agenda.Add(_agenda.Now + silences, EventKind.Silence, (next.Who + 1) % _silos);
            }

            Happen(next);
        }

        var took = _agenda.Now - start;
        return new Outcome(
            (_recorded - first) / took,
            (_recorded - first) / took * _block.Play / (_silos * _site.Lanes),
            (_processors.Busy - processors) / took / _processors.Servers,
            (_writer.Busy - writer) / took,
            (_in.Busy - inwards) / took,
            (_out.Busy - outwards) / took,
            _mostWaiting);
    }

    private void Happen(Event now)
    {
        if (now.Kind <= EventKind.Finished)
        {
            // What a lane was doing when its silo fell silent comes to nothing.
            if (_lanes[now.Who].Epoch == now.Epoch)
            {
                Move(now);
            }

            return;
        }

        switch (now.Kind)
        {
            case EventKind.Recorded:
                _isRecording = false;
                _recorded++;
                HandOut();
                Record();
                break;
            case EventKind.Pulse:
                _processors.Enter(_agenda.Now, _pulse);
                _agenda.Add(_agenda.Now + _habits.Pulse, EventKind.Pulse, now.Who);
                break;
            case EventKind.Look:
                _processors.Enter(_agenda.Now, _look);
                _agenda.Add(_agenda.Now + _habits.Look, EventKind.Look, 0);
                break;
            case EventKind.Silence:
                ForLanesOf(now.Who, lane => (_lanes[lane].Epoch, _lanes[lane].IsSilent) = (_lanes[lane].Epoch + 1, true));
                _losses++;
                _agenda.Add(_agenda.Now + _habits.Silence, EventKind.Loss, now.Who);
                break;
            case EventKind.Loss:
                // Its blocks wait for a lane again, behind those that wait already, and the silo comes back.
                ForLanesOf(now.Who, lane =>
                {
                    _lanes[lane].IsSilent = false;
                    if (_lanes[lane].Block is { } block)
                    {
                        _waiting.Enqueue(block);
                        _lanes[lane].Block = null;
                        _free.Enqueue(lane);
                    }
                });
                Begin();
                break;
        }
    }

    /// <summary>The course of a block.</summary>
    private void Move(Event now)
    {
        var (time, lane) = (_agenda.Now, now.Who);
        switch (now.Kind)
        {
            case EventKind.Played:
                Then(_in.Enter(time, _block.Bytes.Down / 2 / _site.Bandwidth) + _site.Latency, EventKind.ResultArrived);
                break;
            case EventKind.ResultArrived:
                Then(_processors.Enter(time, _block.Receive / 2), EventKind.ResultRead);
                break;
            case EventKind.ResultRead:
                Then(_out.Enter(time, _block.Bytes.Up / _site.Bandwidth) + 2 * _site.Latency * (_block.Rounds - 1) - (_block.Rounds > 1 ? _site.Latency : 0) + _block.AtSilo / 2, EventKind.ActorsAnswered);
                break;
            case EventKind.ActorsAnswered:
                Then(_in.Enter(time, _block.Bytes.Down / 2 / _site.Bandwidth) + (_block.Rounds > 1 ? _site.Latency : 0), EventKind.AnswersArrived);
                break;
            case EventKind.AnswersArrived:
                Then(_processors.Enter(time, _block.Receive / 2), EventKind.Finished);
                break;
            default:
                _finished.Add(_lanes[lane].Block!.Value);
                _mostWaiting = Math.Max(_mostWaiting, _finished.Count);
                _lanes[lane].Block = null;
                _free.Enqueue(lane);
                Record();
                Begin();
                break;
        }

        void Then(double when, EventKind kind) => _agenda.Add(when, kind, lane, _lanes[lane].Epoch);
    }

    /// <summary>Hands out what the window allows.</summary>
    private void HandOut()
    {
        while (_handed - _recorded < _habits.Window * _alive * _habits.InFlight)
        {
            _waiting.Enqueue(_handed++);
        }

        Begin();
    }

    private void Begin()
    {
        while (_waiting.Count > 0 && _free.TryDequeue(out var number))
        {
            var lane = _lanes[number];
            var block = _waiting.Dequeue();
            var u = new ReplicaDraws(1, block).Uniform(s_playing, (ulong)_losses);
            var play = InverseCdf.Value(DistributionKind.Lognormal, u, [_block.Play * Math.Exp(-_block.Spread * _block.Spread / 2), _block.Spread]);
            lane.Block = block;
            lane.Epoch++;
            if (lane.IsSilent)
            {
                // Nobody knows yet that it will not be played.
                continue;
            }

            // A second block of a lane waits at the silo until the first is played.
            var begins = Math.Max(_agenda.Now + _site.Latency, _lanes[number - number % _habits.InFlight].Until);
            _lanes[number - number % _habits.InFlight].Until = begins + play + _block.AtSilo;
            _agenda.Add(begins + play + _block.AtSilo / 2, EventKind.Played, number, lane.Epoch);
        }
    }

    private void Record()
    {
        if (!_isRecording && _finished.Remove(_recorded))
        {
            _isRecording = true;

            // The disk takes what was written before while the next block is recorded, and holds the writer up only where it is slower.
            _agenda.Add(Math.Max(_writer.Enter(_agenda.Now, _block.Record), _written), EventKind.Recorded, 0);
            _written = _disk.Enter(_agenda.Now, _block.Written / _site.Disk);
        }
    }

    private void ForLanesOf(int silo, Action<int> act)
    {
        var each = _site.Lanes * _habits.InFlight;
        for (var lane = silo * each; lane < (silo + 1) * each; lane++)
        {
            act(lane);
        }
    }

    private sealed class Lane
    {
        /// <summary>The block that it has; null: it is free.</summary>
        public long? Block { get; set; }

        /// <summary>Counts its blocks, and the silences of its silo.</summary>
        public int Epoch { get; set; }

        /// <summary>Whether its silo has fallen silent, and the client does not know yet.</summary>
        public bool IsSilent { get; set; }

        /// <summary>When the silo is done with what was handed to it.</summary>
        public double Until { get; set; }
    }
}
