namespace NegotiationSim.Browser.Tests;

/// <summary>A scenario whose titles a page must neither obey nor break on.</summary>
internal static class NastyScenario
{
    public const string Text = """
        schema: negotiation-sim/1
        name: nasty
        title: "</title></style></script><script>alert('title')</script><img src=x onerror=alert('image')>"
        summary: "<b>not bold</b> \u202E turned &amp; \" onmouseover=\"alert(1)"
        calendar: {start: 2016-08-01, round: 7d, rounds: 12}
        issues:
          truce: {title: "عنوان طويل جدا عن وقف إطلاق النار", options: {none: {title: "和平谈判与停火协议的政治过渡安排"}, two_days: {title: "</svg></text><script>alert('svg')</script>"}, a_week: {title: "Donaudampfschifffahrtsgesellschaftskapitänskajütenschlüsselbundverlustanzeigeformularausfüllhilfe Donaudampfschifffahrtsgesellschaftskapitänskajütenschlüsselbundverlustanzeigeformularausfüllhilfe zwo"}}}
          aid: {title: "Aid ${convoys} {{a}} week (%)", range: {from: 0, to: 20, step: 5}}
        actors:
          north:
            title: "]]> <!-- <script>alert('north')</script> -->"
            role: principal
            preferences: {truce: {weight: 40, values: {none: 0, two_days: 0.4, a_week: 1}}, aid: {weight: 60, ideal: 20, accepts: {at_least: 5}}}
            no_deal: uniform(0.3, 0.5)      # <script>alert('remark')</script>
          south:
            title: "الجنوب و الشمال"
            role: principal
            preferences: {truce: {weight: 55, values: {none: 0, two_days: 1, a_week: 0.7}}, aid: {weight: 45, ideal: 0}}
            no_deal: 0.4
          client:
            title: "南方的委托人"
            role: ratifier
            of: south
            preferences: {aid: {weight: 1, ideal: 0}}
            no_deal: 0.2
            red_lines: [{id: ceiling, never: {aid: {above: 10}}, held_with: 0.8, yields: true}]
        implementation:
          horizon: 90
          spoilers: [{id: hardliners, title: "<u>hard</u>liners", rate: 0.9, hurts: [north], blamed_on: client}]
        """;
}
