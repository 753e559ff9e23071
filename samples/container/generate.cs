#:property PublishAot=false

// Writes 2016-01.csv, 2016-02.csv, 2016-03.csv and 2016-06.csv beside this file:
//
//     dotnet run samples/container/generate.cs
//
// The rows are made up. Their counts are not: they give the percentages that were published (README.md has them).
// A run always writes the same bytes. How one wave is made:
//   1. everyone gets a maturity between 0 and 1, and those with the most are the ones who use containers;
//   2. of each question, the set number of users and of others answer it, the rest skip it;
//   3. each option's set number goes to the respondents who are most inclined to it.

using System.Globalization;
using System.Text;

Wave[] waves =
[
    new("2016-01", Opened: new(2016, 1, 5, 16, 0, 0), Days: 20, EndsWithNewline: true),
    new("2016-02", Opened: new(2016, 2, 2, 16, 0, 0), Days: 25, EndsWithNewline: true),
    new("2016-03", Opened: new(2016, 3, 3, 16, 0, 0), Days: 26, EndsWithNewline: false),
    new("2016-06", Opened: new(2016, 6, 7, 16, 0, 0), Days: 21, EndsWithNewline: true),
];

// ---- The counts ------------------------------------------------------------------------------------------------
// One number a wave: January, February, March, June; null where the form did not have it. The comments are the
// percentages that were published. What was not published is kept near what was, so that the rows make no news.
// Lean says how much more (or, below 0, less) often mature users choose an option.

Question usage = new(
    "I am using containers",
    Kind.Step,
    Answered: [119, 100, 111, 229],
    ByUsers: [85, 89, 89, 194],
    [
        new("Never", [5, 0, 6, 6]), // 4, 0, 5.4, 2.6
        new("Maybe", [9, 3, 5, 9]), // soon and maybe together: 24, -, -, 12.7
        new("Sometime soon", [20, 8, 11, 20]),
        new("Currently", [85, 89, 89, 194]), // 71, 89, 80, 84.7 (printed as 84.8)
    ]
);

Question usingFor = new(
    "I'm currently using containers for... (check all that apply)",
    Kind.Ticks,
    Answered: [92, 94, 95, 205],
    ByUsers: [81, 87, 85, 191],
    [
        new("Development", [74, 83, 83, 178]), // 80, 88
        new("Test", [62, 68, 71, 184], Lean: 0.5), // 67, 72, -, 90
        new("Canary/Pre-production", [38, 52, 52, 113], Lean: 1.5), // 41, 55
        new("Production", [46, 58, 57, 123], Lean: 2), // 50, 62, 60, 60
        new("Nothing", [11, 7, 10, 14], Alone: true),
        new(
            "Other",
            [5, 5, 5, 11],
            WriteIns:
            [
                "Ops dashboards",
                "CI runners",
                "Demos, workshops and talks",
                "Internal tools",
                "Batch jobs at night",
                "Classroom labs",
            ]
        ),
    ]
);

Question planningFor = new(
    "I'm planning on using containers for... (check all that apply)",
    Kind.Ticks,
    Answered: [106, 95, 99, 212],
    ByUsers: [82, 84, 86, 186],
    [
        new("Development", [62, 56, 58, 124], Lean: -0.5),
        new("Test", [64, 57, 59, 127]),
        new("Canary/Pre-production", [66, 59, 62, 132], Lean: 0.5),
        new(
            "Production",
            [77, 78, 74, 180],
            Lean: 1, // 78 of the users who answered, 82, as many as test now, 85
            OfUsers: [64, null, null, null]
        ),
        new("Nothing", [6, 5, 6, 12], Alone: true),
        new("Other", [3, 3, 3, 6], WriteIns: ["Data pipelines, mostly nightly", "Edge boxes", "Customer demos", "Load generators"]),
    ]
);

Question containers = new(
    "How many containers are you running?",
    Kind.Step,
    Answered: [null, 92, 111, 213],
    ByUsers: [null, 84, 89, 188],
    [
        new("< 10", [null, 34, 42, 79]), // this and the next: over 50 in February
        new("10-50", [null, 24, 26, 55]),
        new("51-100", [null, 13, 12, 29]),
        new("101 - 250", [null, 10, 9, 23]),
        new("> 250", [null, 11, 22, 27]), // -, 12, 19.8, 12.7
    ]
);

Question deploy = new(
    "I deploy containers to... (check all that apply)",
    Kind.Ticks,
    Answered: [81, 92, 74, 205],
    ByUsers: [81, 84, 66, 187],
    [
        new("GKE (Google Container Engine)", [null, 15, 14, 43], Lean: 1, Service: true), // -, 16, 19, 21
        new("ECS (Amazon EC2 Container Service)", [null, 10, 9, 25], Lean: 1, Service: true), // -, 11, second to GKE
        new("ACS (Microsoft Azure Container Service)", [null, 1, 1, 3], Lean: 1, Service: true), // -, 1, 1.4
        new("Docker Cloud or UCP", [null, 5, 5, 14]),
        new("Google App Engine", [null, 7, 6, 16]),
        new("Amazon Elastic Beanstalk", [null, 6, 5, 13]),
        new("CoreOS Tectonic", [null, 3, 3, 8], Lean: 0.5),
        new("VMs on Google Compute Engine", [null, 9, 7, 19], Lean: 0.5), // -, 10
        new("VMs on Amazon EC2", [null, 28, 22, 61], Lean: 0.5), // -, 30
        new("VMs on Microsoft Azure", [null, 2, 2, 5], Lean: 0.5), // -, 2
        new("VMs on OpenStack", [null, 10, 8, 22], Lean: 0.5),
        new("VMs on my laptop/workstation", [null, 24, 19, 53], Lean: -0.5),
        new("Physical machines", [27, 44, 26, 72], Lean: 0.5), // 33, 48, 35
        new("My laptop/workstation", [43, 49, 39, 108], Lean: -0.5), // 53, 53
        new("Nowhere", [null, 8, 8, 18], Alone: true),
        new("My own VMs", [36, null, null, null]), // 44
        new("Public cloud VMs", [25, null, null, null], Lean: 0.5), // 31
    ],
    AnyService: [null, 25, 23, 67]
); // -, -, -, 32.7

Question manage = new(
    "I manage containers with... (check all that apply)",
    Kind.Ticks,
    Answered: [76, 86, 78, 180],
    ByUsers: [76, 86, 78, 180],
    [
        new("CAPS (Chef/Ansible/Puppet/Salt/Terraform)", [19, 22, 20, 45]), // 25
        new(
            "IaaS Configuration Management (Cloud Formation, Azure Resource Manager, Google Deployment Manager, OpenStack Heat, etc)",
            [5, 6, 5, 12],
            Lean: 0.5
        ),
        new("PaaS (OpenShift, Deis, App Engine, etc)", [7, 8, 7, 17]),
        new("Shell Scripts", [34, 39, 35, 81], Lean: -0.5), // 45, holding steady, second
        new("Docker Swarm", [10, 11, 10, 24]), // about 13
        new("Kubernetes", [41, 49, 44, 102], Lean: 1), // 54, 57, first
        new("Mesos", [10, 11, 10, 23], Lean: 1), // about 13
        new("Hashicorp Nomad", [2, 2, 2, 5]),
        new(
            "Other",
            [10, 11, 10, 24], // about 13
            WriteIns:
            [
                "Rancher",
                "Fleet",
                "systemd units",
                "Docker Compose",
                "Makefiles",
                "Cloud Foundry",
                "By hand, \"for now\"",
                "Home-grown scheduler, written in Go",
            ]
        ),
    ]
);

Question machines = new(
    "How many machines do you have running containers?",
    Kind.Step,
    Answered: [null, 90, 100, 208],
    ByUsers: [null, 83, 84, 186],
    [
        new("< 5", [null, 40, 42, 88]), // this and the next: over 50 in February
        new("6 - 10", [null, 20, 20, 42]),
        new("11 - 25", [null, 13, 12, 25]),
        new("26 - 50", [null, 8, 8, 16]),
        new("50 - 100", [null, 5, 10, 20]), // this and the next: -, 10, 18
        new("> 100", [null, 4, 8, 17]),
    ]
);

Question challenges = new("What are the challenges of using containers?", Kind.Text, Answered: [], ByUsers: [], []);

Question[] januaryColumns = [usage, usingFor, planningFor, manage, deploy, challenges];
Question[] laterColumns = [usage, usingFor, planningFor, containers, deploy, manage, machines, challenges];

// ---- The files -------------------------------------------------------------------------------------------------
var folder = (string)AppContext.GetData("EntryPointFileDirectoryPath")!;

for (var w = 0; w < waves.Length; w++)
{
    var columns = w == 0 ? januaryColumns : laterColumns;
    var respondents = Answer(columns, w, new Dice((ulong)(2016 + w)));
    var records = respondents
        .Select(r => Record([r.Timestamp, .. columns.Select(question => r.Cells[question])]))
        .Prepend(Record(["Timestamp", .. columns.Select(question => question.Text)]));
    var text = string.Join("\r\n", records) + (waves[w].EndsWithNewline ? "\r\n" : "");
    File.WriteAllBytes(Path.Combine(folder, waves[w].Id + ".csv"), Encoding.UTF8.GetBytes(text));
    Console.WriteLine($"{waves[w].Id}.csv: {respondents.Count} respondents");
}

static string Record(IEnumerable<string> cells) =>
    string.Join(",", cells.Select(cell => cell.AsSpan().IndexOfAny(",\"\n") < 0 ? cell : $"\"{cell.Replace("\"", "\"\"")}\""));

// ---- The answers -----------------------------------------------------------------------------------------------
List<Respondent> Answer(Question[] columns, int w, Dice dice)
{
    var everyone = Enumerable.Range(0, usage.Answered[w]!.Value).Select(_ => new Respondent(dice)).ToList();
    var users = everyone.OrderByDescending(r => r.Maturity).Take(usage.ByUsers[w]!.Value).ToHashSet();

    foreach (var question in columns.Where(question => question.Kind != Kind.Text))
    {
        // Who uses containers in production deploys them somewhere, so they come first in the queue for that question.
        var production = usingFor.Options.Single(option => option.Label == "Production");
        var queue = everyone.OrderByDescending(r => question == deploy && r.Has(usingFor, production)).ThenBy(_ => dice.Roll()).ToList();
        var answering = queue.Where(users.Contains).Take(question.ByUsers[w]!.Value).ToList();
        answering.AddRange(queue.Where(r => !users.Contains(r)).Take(question.Answered[w]!.Value - answering.Count));

        if (question.Kind == Kind.Step)
            Climb(question, answering);
        else
            Tick(question, answering);

        foreach (var r in everyone)
            r.Cells[question] = Cell(question, r);
    }

    var written = new HashSet<string>();
    foreach (var r in everyone)
        r.Cells[challenges] = dice.Roll() < 0.5 ? Challenge(written) : "";

    // Squared: many answer early.
    var times = everyone.Select(_ => dice.Roll()).Select(x => x * x * waves[w].Days * 86_400).Order().ToList();
    for (var i = 0; i < everyone.Count; i++)
        everyone[i].Timestamp = waves[w].Opened.AddSeconds((int)times[i]).ToString("M/d/yyyy H:mm:ss", CultureInfo.InvariantCulture);
    return everyone;

    // One option each, from the lowest to the highest. Containers and machines follow the same size, so that they fit together.
    void Climb(Question question, List<Respondent> group)
    {
        var climbing = new Queue<Respondent>(group.OrderBy(r => question == usage ? r.Maturity : r.Size + 0.1 * dice.Roll()));
        foreach (var option in question.Options)
            for (var left = option.Counts[w]!.Value; left > 0; left--)
                climbing.Dequeue().Take(question, option);
    }

    // Any number of options each, but at least one. "Nothing" and "Nowhere" stand alone and go to the least mature.
    void Tick(Question question, List<Respondent> group)
    {
        var offered = question.Options.Where(option => option.Counts[w] is not null).ToList();
        foreach (var option in offered.Where(option => option.Alone))
        {
            var alone = group.OrderBy(r => r.Maturity).Take(option.Counts[w]!.Value).ToList();
            foreach (var r in alone)
                r.Take(question, option);
            group = group.Except(alone).ToList();
        }
        offered.RemoveAll(option => option.Alone);

        if (question.AnyService?[w] is int size) // how many people have one of the services or more
        {
            var members = group.OrderByDescending(r => r.Maturity + dice.Roll()).Take(size).ToList();
            HandOut(question, members, offered.Where(option => option.Service).ToList());
            offered.RemoveAll(option => option.Service);
        }
        HandOut(question, group, offered);
    }

    void HandOut(Question question, List<Respondent> group, List<Option> options)
    {
        foreach (var option in options)
        {
            var inclined = group.OrderByDescending(r => option.Lean * r.Maturity + dice.Roll()).ToList();
            var takers = option.OfUsers?[w] is int ofUsers
                ? inclined
                    .Where(users.Contains)
                    .Take(ofUsers)
                    .Concat(inclined.Where(r => !users.Contains(r)).Take(option.Counts[w]!.Value - ofUsers))
                : inclined.Take(option.Counts[w]!.Value);
            foreach (var r in takers)
                r.Take(question, option);
        }

        // Whoever is left with nothing gets a tick of whoever has the most, so that no count changes.
        var movable = options.Where(option => option.OfUsers is null).ToList();
        foreach (var empty in group.Where(r => r.Ticks(question).Count == 0))
        {
            var giver = group.Where(r => r.Ticks(question).Any(movable.Contains)).MaxBy(r => r.Ticks(question).Count)!;
            var tick = giver.Ticks(question).Where(movable.Contains).MaxBy(option => option.Counts[w])!;
            giver.Ticks(question).Remove(tick);
            empty.Take(question, tick);
        }
    }

    // Labels in the form's order, joined without regard for the commas in them; the text of "Other" stands last.
    string Cell(Question question, Respondent r) =>
        string.Join(
            ", ",
            question
                .Options.Where(option => r.Has(question, option))
                .Select(option => option.WriteIns is null ? option.Label : dice.Pick(option.WriteIns))
        );

    string Challenge(HashSet<string> written)
    {
        while (true)
        {
            var text = dice.Pick(Texts.Challenges);
            if (text.EndsWith('.'))
                text = $"{text} {dice.Pick(Texts.Asides)}".Trim();
            if (written.Add(text))
                return text;
        }
    }
}

// ---- The words -------------------------------------------------------------------------------------------------
internal static class Texts
{
    public static readonly string[] Challenges =
    [
        // complexity of development
        "Getting the whole team onto one workflow takes longer than planned.",
        "Builds on my machine and builds on the cluster never quite agree.",
        "Debugging inside a container is awkward, and logs end up all over the place.",
        "Images grow and grow; every build pulls half the internet.",
        "Explaining volumes, ports and links to newcomers – again and again.",
        "Our pipeline was not made for \"one image, many environments\".",
        "Slow feedback while developing",
        "Too many Dockerfiles, all copied from one another",
        // security
        "Handing passwords and keys to containers without baking them into the image.",
        "Isolation is weaker than with VMs, or so our auditors say.",
        "Nobody can tell us what is inside the base images we pull.",
        "Patching: forty images to rebuild for one library.",
        "Running as root is still the default nearly everywhere.",
        "Security, security, security",
        // immaturity
        "Tools change every few weeks, the documentation a few weeks later.",
        "Too many young projects, too few that will still be here in two years.",
        "Monitoring feels like an afterthought.",
        "Upgrades break things, so we stay on an old version.",
        "Half of what we need is \"coming soon\".",
        "Everything is beta",
        // complexity
        "Networking between hosts is hard to set up, and harder to understand once it fails.",
        "Too many moving parts for a team of our size.",
        "Service discovery, load balancing, DNS:\nthree answers to every question.",
        "Looking after the cluster is a job in itself.",
        "Choosing a scheduler feels like placing a bet.",
        "Overlay networks",
        // data
        "Keeping data, above all for databases.",
        "A volume does not follow its container to another machine.",
        "Databases",
        "Backups of stateful services are still done by hand.",
        "The cliché is true: stateless is easy, state is not.",
        "The naïve way – data inside the container – bit us twice.",
        "Shared file systems:\n- slow\n- fragile",
    ];

    public static readonly string[] Asides =
    [
        "",
        "",
        "We are getting there, slowly.",
        "Training helped a little.",
        "It is the first thing our managers ask about.",
        "That is why production has to wait.",
        "Small team, many hats.",
        "Otherwise we are happy.",
    ];
}

// ---- The parts -------------------------------------------------------------------------------------------------
internal enum Kind
{
    Step,
    Ticks,
    Text,
} // one option in order, any number of options, free text

internal sealed record Wave(string Id, DateTime Opened, int Days, bool EndsWithNewline);

internal sealed record Option(
    string Label,
    int?[] Counts,
    double Lean = 0,
    bool Alone = false,
    bool Service = false,
    int?[]? OfUsers = null,
    string[]? WriteIns = null
);

internal sealed record Question(string Text, Kind Kind, int?[] Answered, int?[] ByUsers, Option[] Options, int?[]? AnyService = null);

internal sealed class Respondent(Dice dice)
{
    private readonly Dictionary<Question, List<Option>> ticks = [];
    private readonly double luck = 0.5 * dice.Roll();

    public double Maturity { get; } = dice.Roll();
    public double Size => Maturity + luck; // how much they run: more when mature, but not always
    public string Timestamp { get; set; } = "";
    public Dictionary<Question, string> Cells { get; } = [];

    public List<Option> Ticks(Question question) => ticks.TryGetValue(question, out var list) ? list : ticks[question] = [];

    public bool Has(Question question, Option option) => Ticks(question).Contains(option);

    public void Take(Question question, Option option) => Ticks(question).Add(option);
}

// SplitMix64: a few lines that give the same numbers on every machine and every version of .NET.
internal sealed class Dice(ulong seed)
{
    public double Roll()
    {
        seed += 0x9E3779B97F4A7C15;
        var z = (seed ^ (seed >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return ((z ^ (z >> 31)) >> 11) * (1.0 / (1UL << 53));
    }

    public T Pick<T>(T[] from) => from[(int)(Roll() * from.Length)];
}
