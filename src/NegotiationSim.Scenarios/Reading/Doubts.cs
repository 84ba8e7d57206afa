namespace NegotiationSim.Scenarios.Reading;

/// <summary>Warns of what is legal and yet hardly meant.</summary>
internal sealed class Doubts(ReadingContext context)
{
    /// <summary>MiCRO walks down its outcomes one per round; with more outcomes per round than this it hardly concedes.</summary>
    private const int MicroOutcomesPerRound = 10;

    public void Look(Scenario scenario, MapView file)
    {
        LookAtDrivers(file);
        LookAtIssues(scenario, file);
        LookAtActors(scenario, file);
        LookAtEvents(scenario, file);
        LookAtGates(scenario, file);
    }

    private void LookAtDrivers(MapView file)
    {
        foreach (var (key, _) in file.Entries("drivers"))
        {
            if (!context.Drivers.Used.Contains(key.Text))
            {
                context.Warn(key.Position, $"the driver `{key.Text}` is never used");
            }
        }
    }

    private void LookAtIssues(Scenario scenario, MapView file)
    {
        foreach (var ((key, _), i) in file.Entries("issues").Select((entry, i) => (entry, i)))
        {
            if (scenario.Actors.All(actor => actor.Preferences?.Issues[i] is null or { Weight.Expression: Constant { Value: 0 } }))
            {
                context.Warn(key.Position, $"no actor gives the issue `{key.Text}` a weight");
            }
        }
    }

    private void LookAtActors(Scenario scenario, MapView file)
    {
        foreach (var ((key, place), index) in file.Entries("actors").Select((entry, i) => (entry, i)))
        {
            var actor = scenario.Actors[index];
            var rounds = scenario.Calendar.Rounds;
            if (actor is { Role: Role.Principal, Tactic.Kind: TacticKind.Micro } && scenario.Space.Count > (long)rounds * MicroOutcomesPerRound)
            {
                context.Warn(
                    ReadingContext.KeyOf(place, "tactic"),
                    $"`micro` goes through its outcomes one by one, and {rounds:N0} rounds are few for {scenario.Space.Count:N0} outcomes; `{key.Text}` will hardly concede");
            }

            if (actor is { Role: Role.Principal, Consults: true } && !scenario.Actors.Any(other => other.Role == Role.Ratifier && (other.Of.IsEmpty || other.Of.Contains(index))))
            {
                context.Warn(ReadingContext.KeyOf(place, "consults"), $"`{key.Text}` has no ratifier to consult");
            }

            if (actor is { Role: Role.Principal, Deadline: { } deadline } && scenario.Calendar.LastRoundBy(deadline) == 0)
            {
                context.Warn(ReadingContext.KeyOf(place, "deadline"), $"the deadline of `{key.Text}` lies before round 1; it would walk out at once");
            }
        }

        if (scenario.Protocol.Renegotiate > 0 && !scenario.Actors.Any(actor => actor.Role == Role.Ratifier))
        {
            context.Warn(file.At("protocol"), "`renegotiate` is never used: nobody ratifies");
        }
    }

    private void LookAtEvents(Scenario scenario, MapView file)
    {
        var calendar = scenario.Calendar;
        if (calendar.Start is not { } start)
        {
            return;
        }

        var lastRound = calendar.StartOf(calendar.Rounds)!.Value;
        var end = lastRound;
        if (scenario.Implementation is { } implementation)
        {
            end += implementation.StartsAfter + implementation.Period * implementation.Horizon;
        }

        foreach (var (place, happening) in file.Items("events").Zip(scenario.Events))
        {
            var (first, last) = happening.Timing switch
            {
                AtDate at => (at.Date, at.Date),
                BetweenDates between => (between.First, between.Last),
                _ => (default, default),
            };
            if (happening.Timing is WithHazard)
            {
                continue;
            }

            var close = happening.While == EventPhase.Talks || scenario.Implementation is null ? lastRound : end;
            if (first > DateOnly.FromDateTime(close))
            {
                context.Warn(place.Position, $"the event `{happening.Id}` never strikes: everything is over by {close:yyyy-MM-dd}");
            }
            else if (last < DateOnly.FromDateTime(start))
            {
                context.Warn(place.Position, $"the event `{happening.Id}` lies before round 1 and strikes at once; what has already happened belongs in the numbers or under `observed`");
            }
        }
    }

    private void LookAtGates(Scenario scenario, MapView file)
    {
        if (scenario.Implementation is not { } implementation || file.Find("implementation") is not { } section)
        {
            return;
        }

        var horizon = implementation.Period.TotalDays * implementation.Horizon;
        var places = section.Node is Yaml.MappingNode mapping && mapping.Find("gates") is { } gates ? section.Child("gates", gates).Items() : [];
        foreach (var (place, gate) in places.Zip(implementation.Gates))
        {
            if (gate.NeedsCalm > gate.Within)
            {
                context.Warn(place.Position, $"the gate `{gate.Id}` can never open: it needs {gate.NeedsCalm} days of calm within {gate.Within}");
            }
            else if (gate.NeedsCalm > horizon)
            {
                context.Warn(place.Position, $"the gate `{gate.Id}` is slower than the horizon: it needs {gate.NeedsCalm} days of calm, and {horizon} days are followed");
            }
            else if (gate.Within > horizon)
            {
                context.Warn(place.Position, $"the gate `{gate.Id}` is slower than the horizon: it lapses after {gate.Within} days, and {horizon} days are followed");
            }
        }
    }
}
