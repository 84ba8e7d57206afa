using NegotiationSim.Scenarios;

namespace NegotiationSim.Engine.Implementing;

/// <summary>
/// Every constant of what follows the signature, and of pressure, with where it comes from; most of them a scenario may set. Rates and hazards are per 7
/// days, half-lives in days, severities and tensions in the same unit (an average incident has 0.5).
/// </summary>
public static class ImplementationDefaults
{
    /// <summary>Tension that an actor bears before it leaves. Our choice: six average grievances at once.</summary>
    public const double Patience = 3;

    /// <summary>Mean severity of an incident or breach, exponentially distributed. Our choice: the unit of tension.</summary>
    public const double MeanSeverity = 0.5;

    /// <summary>Days after which half of a tension has faded. Our choice: three weeks.</summary>
    public const double HalfLife = 21;

    /// <summary>
    /// Variance of the frailty that multiplies all rates of an agreement (mean 1, gamma). With it the hazard of an agreement falls with time as
    /// measured: 2.3% of 176 agreements with a ceasefire provision ended within 7 days, 26.7% within 365 (UCDP Peace Agreements 22.1, Kaplan-Meier);
    /// frailty after Vaupel, Manton and Stallard (1979).
    /// </summary>
    public const double FrailtyVariance = 6;

    /// <summary>
    /// Breaches per 7 days of a party that is neither better nor worse off (c = 0), before monitoring deters any. Calibrated together with <see cref="Revenge"/> on the
    /// survival of the 176 agreements; the calibration test holds it.
    /// </summary>
    public const double Breach = 12;

    /// <summary>
    /// Utility that one unit of tension adds to the wish to breach. Calibrated together with <see cref="Breach"/>; the 176 agreements bear anything from 0 to 0.05, so it is small but not nothing.
    /// </summary>
    public const double Revenge = 0.02;

    /// <summary>By how much one unit of the largest tension raises the rate of incidents. Our choice: a tense truce draws spoilers in.</summary>
    public const double Contagion = 0.1;

    /// <summary>Utility that a crossed line of its own adds to a party's wish to breach, per line.</summary>
    public const double PerCrossedLine = 0.05;

    /// <summary>The most that crossed lines add together.</summary>
    public const double MostForCrossedLines = 0.1;

    /// <summary>Utility that multiplies the hazard of breaching by e.</summary>
    public const double Scale = 0.1;

    /// <summary>The hazard of breaching never falls below exp(-6) of its base.</summary>
    public const double LeastExponent = -6;

    /// <summary>The hazard of breaching never rises above exp(3) of its base.</summary>
    public const double MostExponent = 3;

    /// <summary>Enforcement never prevents everything.</summary>
    public const double MostEnforcement = 0.95;

    /// <summary>
    /// Full monitoring multiplies the hazard of breaching by exp(-0.55) = 0.58: the hazard ratio of war with peacekeepers present, 95% interval [0.35, 0.97], from the data
    /// of Fortna (2003), 157 ends of fighting, analysed anew.
    /// </summary>
    public const double Deterrence = 0.55;

    /// <summary>Utility by which an agreement must be worth less than no deal for the hazard of leaving it to be 1 per 7 days.</summary>
    public const double LeavingScale = 0.1;

    /// <summary>
    /// Utility by which a text must be worth less to a client than no deal for pressure on it to succeed e times less often. Our choice: a patron that moves its client
    /// nine times in ten where that costs nothing moves it four times in ten where it costs 0.12.
    /// </summary>
    public const double PressureScale = 0.15;

    /// <summary>What is blamed on a ratifier, client or spoiler of a camp counts this much against the camp's principal.</summary>
    public const double CampShare = 0.5;

    /// <summary>The severity of a breach where the scenario gives none.</summary>
    public static Expression BreachSeverity { get; } = Exponential("implementation.breach_severity#0");

    /// <summary>The severity of a spoiler's incidents where the scenario gives none.</summary>
    public static Expression Severity(string spoiler) => Exponential($"implementation.spoilers.{spoiler}.severity#0");

    /// <summary>The frailty where the scenario gives none: gamma with mean 1.</summary>
    public static Quantity Frailty { get; } = new(
        new Distribution(
            DistributionKind.Gamma, [new Constant(1), new Constant(FrailtyVariance)], StreamName.Hash("implementation.frailty#0"), "implementation.frailty#0"),
        "implementation.frailty",
        0);

    private static Distribution Exponential(string stream) =>
        new(DistributionKind.Exponential, [new Constant(MeanSeverity)], StreamName.Hash(stream), stream);
}
