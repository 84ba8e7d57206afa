namespace NegotiationSim.Cli.Help;

/// <summary>Command lines to start from, by command; the empty name is the program itself.</summary>
internal static class Examples
{
    public static IReadOnlyList<(string Does, string CommandLine)> Of(string command) => command switch
    {
        "" =>
        [
            ("How the talks on Syria of 2016 might have gone", "negsim run scenarios/kerry-lavrov-2016.yaml"),
            ("Another course of the same talks", "negsim run scenarios/kerry-lavrov-2016.yaml --seed 7"),
            ("How likely each ending is", "negsim montecarlo scenarios/kerry-lavrov-2016.yaml --runs 10000"),
            ("What could be agreed there at all, and what blocks it", "negsim analyze scenarios/kerry-lavrov-2016.yaml"),
            ("A scenario of my own to start from", "negsim new my-scenario.yaml"),
            ("Is my file right?", "negsim validate my-scenario.yaml"),
        ],
        "run" =>
        [
            ("One negotiation, told", "negsim run scenarios/truce-for-aid.yaml"),
            ("The fourth negotiation of seed 7, every round of it", "negsim run scenarios/truce-for-aid.yaml --seed 7 --replica 3 --verbose"),
            ("The first negotiation whose agreement holds", "negsim run scenarios/truce-for-aid.yaml --ending held"),
            ("The first of those from replica 100 on", "negsim run scenarios/truce-for-aid.yaml --ending held --replica 100"),
            ("What if the table closed after six rounds?", "negsim run scenarios/truce-for-aid.yaml --set calendar.rounds=6"),
            ("For a program to read", "negsim run scenarios/truce-for-aid.yaml --json"),
        ],
        "analyze" =>
        [
            ("What could be agreed, with every uncertain number at its mean", "negsim analyze scenarios/truce-for-aid.yaml"),
            ("The same as one negotiation drew it: the fourth of seed 7", "negsim analyze scenarios/truce-for-aid.yaml --seed 7 --replica 3"),
            ("How often there is anything to agree on, over 10,000 draws", "negsim analyze scenarios/kerry-lavrov-2016.yaml --runs 10000"),
            ("The frontier, and who accepts what, as a picture", "negsim analyze scenarios/kerry-lavrov-2016.yaml --plot syria.svg"),
            ("What if the client gave up its red line?", "negsim analyze scenarios/truce-for-aid.yaml --set actors.client.red_lines.aid-ceiling.held_with=0"),
        ],
        _ => OfFiles(command),
    };

    /// <summary>Commands about files of which nothing is played.</summary>
    private static IReadOnlyList<(string Does, string CommandLine)> OfFiles(string command) => command switch
    {
        "validate" =>
        [
            ("One file", "negsim validate my-scenario.yaml"),
            ("All of a folder", "negsim validate scenarios/*.yaml"),
        ],
        "import" =>
        [
            ("A domain of Genius, the whole folder", "negsim import laptop/ --from genius --out laptop.yaml"),
            ("Two parties of it", "negsim import domain.xml buyer.xml seller.xml --from genius --out laptop.yaml"),
        ],
        "export" => [("For Genius", "negsim export scenarios/truce-for-aid.yaml --to genius --out truce")],
        "new" => [("A first scenario", "negsim new my-scenario.yaml")],
        "schema" => [("For an editor", "negsim schema > negotiation-scenario.schema.json")],
        _ => OfMany(command),
    };

    /// <summary>Of commands that play many negotiations, or are about such batches.</summary>
    private static IReadOnlyList<(string Does, string CommandLine)> OfMany(string command) => command switch
    {
        "montecarlo" =>
        [
            ("How likely each ending is", "negsim montecarlo scenarios/truce-for-aid.yaml --runs 10000"),
            ("To a percent and no further", "negsim montecarlo scenarios/kerry-lavrov-2016.yaml --runs 100000 --precision 0.01"),
            ("And how often a deal was possible at all, signed or missed", "negsim montecarlo scenarios/kerry-lavrov-2016.yaml --runs 10000 --zone 1000"),
            ("Every replica kept, to look into", "negsim montecarlo scenarios/truce-for-aid.yaml --runs 100000 --out truce"),
            ("And a page of it, to read and to send", "negsim montecarlo scenarios/truce-for-aid.yaml --runs 100000 --out truce --report"),
            ("And as a picture, for a page and for a letter", "negsim montecarlo scenarios/truce-for-aid.yaml --runs 10000 --plot truce.svg --plot truce.png"),
            ("What if the table closed after six rounds?", "negsim montecarlo scenarios/truce-for-aid.yaml --runs 10000 --set calendar.rounds=6"),
        ],
        "resume" => [("After an interruption", "negsim resume truce")],
        "silo" =>
        [
            ("On this machine, with Redis beside it", "negsim silo --cluster redis://127.0.0.1:6379 --cluster-id study"),
            ("A secret for a cluster of several machines", "negsim silo --new-secret study.secret"),
            ("Reached from other machines", "negsim silo --cluster redis://10.0.0.1:6379 --cluster-id study --bind 10.0.0.2 --secret-file study.secret --tls-certificate silo.pem --tls-ca study-ca.pem"),
            ("The tables in PostgreSQL, once", "negsim silo --prepare --cluster postgres://owner@127.0.0.1/negsim"),
        ],
        "status" =>
        [
            ("The silos of a cluster, and what is played there", "negsim status --cluster redis://127.0.0.1:6379 --cluster-id study"),
            ("For a program to read", "negsim status --cluster redis://127.0.0.1:6379 --cluster-id study --json"),
        ],
        "report" =>
        [
            ("A page of a batch, in its folder", "negsim report truce"),
            ("The same elsewhere", "negsim report truce --out truce.html"),
            ("The batch and its page in one go", "negsim montecarlo scenarios/truce-for-aid.yaml --runs 10000 --zone 1000 --out truce --report"),
            ("The numbers of the page for a program", "negsim report truce --json"),
        ],
        "compare" =>
        [
            ("What if the client had no red line on aid?", "negsim compare scenarios/truce-for-aid.yaml --runs 10000 --what-if actors.client.red_lines.aid-ceiling.held_with=0"),
            ("What if nobody bluffed?", "negsim compare scenarios/kerry-lavrov-2016.yaml --runs 2000 --what-if \"actors.*.red_lines.*.held_with=1, actors.*.preferences.*.held_with=1\""),
            ("The differences as a picture", "negsim compare scenarios/truce-for-aid.yaml --runs 10000 --what-if calendar.rounds=6 --plot six-rounds.svg"),
            ("Two questions, the first of them with two changes", "negsim compare scenarios/kerry-lavrov-2016.yaml --runs 2000 --what-if \"events.election.branches.trump.probability=0,events.clinton-certain.probability=1\" --what-if events.deir-ez-zor.probability=0"),
        ],
        "sweep" =>
        [
            ("How much of the client's red line must be bluff?", "negsim sweep scenarios/truce-for-aid.yaml --runs 5000 --vary actors.client.red_lines.aid-ceiling.held_with=0:1:10"),
            ("How long must the table stay open?", "negsim sweep scenarios/truce-for-aid.yaml --runs 5000 --vary calendar.rounds=2:20:9 --plot rounds.svg --csv rounds.csv"),
            ("Patience against pressure, kept to go on with", "negsim sweep scenarios/truce-for-aid.yaml --runs 2000 --vary ties.0.words=0:1:5 --vary calendar.rounds=4,8,12,16 --out pressure"),
            ("Does it matter how they bargain?", "negsim sweep scenarios/truce-for-aid.yaml --runs 5000 --vary \"actors.*.tactic.kind=boulware,linear,conceder\""),
        ],
        "sensitivity" =>
        [
            ("What drives the ending", "negsim sensitivity scenarios/truce-for-aid.yaml --runs 10000"),
            ("Of a batch that is there, without playing anything", "negsim sensitivity truce"),
            ("And how it ends without each red line, event and tie", "negsim sensitivity scenarios/truce-for-aid.yaml --runs 10000 --tornado 2000"),
            ("The ranking as a picture", "negsim sensitivity truce --plot drivers.svg"),
        ],
        _ => [],
    };
}
