using System.CommandLine;
using System.Globalization;
using Survey;
using Survey.Bench;

CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;
var respondents = new Option<int>("--respondents")
{
    Description = "in all waves of the generated survey",
    DefaultValueFactory = _ => 1_000_000,
    Recursive = true,
};
respondents.Validators.Add(result =>
{
    if (result.GetValueOrDefault<int>() is < 10_000 or > 20_000_000)
        result.AddError("--respondents is from 10000 to 20000000");
});
var root = new RootCommand(
    "Measures Survey beside the tools that a user would reach for, and writes the tables of bench/README.md. Without a verb: "
        + "load, query, render and serve."
)
{
    respondents,
};
(string Name, string Description, Func<int, Task> Run)[] verbs =
[
    ("load", "raw files into a database", LoadBench.Run),
    ("query", "answers, beside DuckDB and a typed table in PostgreSQL", QueryBench.Run),
    ("render", "charts and reports", RenderBench.Run),
    ("serve", "the API, over HTTP", ServeBench.Run),
];
(string Name, string Description, Func<int, Task> Run)[] alone =
[
    ("grow", "what is slow first as surveys and respondents grow, for docs/scale.md", ScaleBench.Run),
];
foreach (var (name, description, run) in verbs.Concat(alone))
{
    var verb = new Command(name, description);
    verb.SetAction(parsed => Try(() => run(parsed.GetValue(respondents))));
    root.Add(verb);
}
root.SetAction(parsed =>
    Try(async () =>
    {
        foreach (var verb in verbs)
            await verb.Run(parsed.GetValue(respondents));
    })
);

// What runs in a process of its own, so that its memory can be told from this one's.
var (folder, questions, file) = (new Argument<string>("folder"), new Argument<int>("questions"), new Argument<string>("file"));
var duckdb = new Command(DuckDb.LoadCommand, "load generated data into a DuckDB file") { folder, questions, file };
duckdb.Hidden = true;
duckdb.SetAction(parsed =>
    DuckDb.Load(new Generated(parsed.GetValue(folder)!, 0, GeneratedQuestion.All(parsed.GetValue(questions))), parsed.GetValue(file)!)
);
root.Add(duckdb);
var (kind, count) = (new Argument<string>("kind"), new Argument<int>("count"));
var drawn = new Command(RenderBench.DrawCommand, "draw as many at once, of the database that SURVEY_DB names") { kind, count };
drawn.Hidden = true;
drawn.SetAction(parsed => Try(() => RenderBench.Draw(parsed.GetValue(kind)!, parsed.GetValue(count))));
root.Add(drawn);
var served = new Command(BenchApp.Command, "serve the database that SURVEY_DB names, and an empty endpoint beside it");
served.Hidden = true;
served.SetAction((_, cancel) => Try(() => BenchApp.Serve(cancel)));
root.Add(served);
var inner = new Command("inner", "inner loops, with BenchmarkDotNet: coding a cell, AND and popcount, Wilson's interval");
inner.SetAction(_ => Try(InnerBench.Run));
root.Add(inner);
return await root.Parse(args).InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });

static async Task<int> Try(Func<Task> work)
{
    try
    {
        await work();
        return 0;
    }
    catch (SurveyException exception)
    {
        await Console.Error.WriteLineAsync(exception.Message);
        return 1;
    }
}
