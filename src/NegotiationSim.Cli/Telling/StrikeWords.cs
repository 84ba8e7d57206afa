using NegotiationSim.Engine;

namespace NegotiationSim.Cli.Telling;

/// <summary>What happens to an agreement in force, in words.</summary>
internal static class StrikeWords
{
    /// <summary>One incident or breach: who, against whom, and on whom it was blamed.</summary>
    public static Sentence Of(Tale tale, TranscriptEntry entry)
    {
        var detail = entry.Implementation ?? new ImplementationDetail();
        var sentence = tale.Sentence().Add("✗ ", Ink.Bad);
        sentence = detail.Doer is { } doer ? sentence.OpeningDoer(doer) : entry.Actor >= 0 ? sentence.Opening(entry.Actor) : sentence.Say("Somebody");
        sentence.Say(entry.Move != Move.Breach ? " struck" : IsOutside(tale, entry) ? " acted against the agreement" : " broke the agreement");
        sentence.Say(detail.Severity is { } severity ? $" (severity {Figures.Worth(severity)})" : "");
        for (var i = 0; i < detail.Hurts.Length; i++)
        {
            sentence.Say(i == 0 ? ", hurting " : i == detail.Hurts.Length - 1 ? " and " : ", ").Actor(detail.Hurts[i]);
        }

        for (var i = 0; i < detail.BlamedBy.Length; i++)
        {
            sentence.Say(i == 0 ? "; " : i == detail.BlamedBy.Length - 1 ? " and " : ", ").Actor(detail.BlamedBy[i].Key).Add(" blamed", Ink.Strong).Say(" ").Doer(detail.BlamedBy[i].Value);
        }

        return detail.BlamedOn switch
        {
            null when !detail.BlamedBy.IsEmpty => sentence.Say("."),
            null => sentence.Say("; nobody was blamed."),
            var blamed when blamed == detail.Doer => sentence.Say("; seen for what it was."),
            var blamed => sentence.Say("; ").Add("blamed on", Ink.Strong).Say(" ").Doer(blamed).Say("."),
        };
    }

    /// <summary>Who never consented has nothing to break.</summary>
    private static bool IsOutside(Tale tale, TranscriptEntry entry) =>
        entry.Actor >= 0 && tale.Record.Actors[entry.Actor].Consent is Consent.None or Consent.Refused;

    /// <summary>A gate that opens or lapses.</summary>
    public static Sentence Gate(Tale tale, TranscriptEntry entry)
    {
        var detail = entry.Implementation!;
        var gate = tale.Scenario.Implementation!.Gates.First(g => g.Id == detail.Gate);
        var unlocks = Figures.List([.. gate.Unlocks.Select(tale.Names.Issue)]);
        var name = Figures.Capitalised(tale.Names.Gate(gate.Id));
        return detail.GateOpened == true
            ? tale.Sentence().Add("✓ " + name, Ink.Good).Say($" is reached; now in effect: {unlocks}.")
            : tale.Sentence().Add("✗ " + name, Ink.Bad).Say($" was not reached in time; never in effect: {unlocks}.");
    }
}
