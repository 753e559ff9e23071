using System.CommandLine;
using Spectre.Console;

namespace Survey.Reports;

/// <summary>The command line: <c>reports build</c>, <c>reports chart</c> and <c>reports claims</c>.</summary>
/// <param name="named">the connection string of the database; as the environment says when not given</param>
public sealed class Commands(TextWriter output, TextWriter errors, string? named = null)
{
    private const int Done = 0;
    private const int NotMade = 1;
    private const int Usage = 2;

    /// <returns>0: the file is written; 1: it could not be made; 2: the command was not understood</returns>
    public async Task<int> Run(string[] arguments, CancellationToken cancel = default)
    {
        var root = new RootCommand("Makes reports and charts of surveys that are loaded.") { BuildCommand(), ChartCommand(), ClaimsCommand() };
        var parsed = root.Parse(arguments);
        var code = await parsed.InvokeAsync(new InvocationConfiguration { Output = output, Error = errors, EnableDefaultExceptionHandler = false }, cancel);
        return parsed.Errors.Count > 0 ? Usage : code;
    }

    private Command BuildCommand()
    {
        var survey = new Argument<string>("survey") { Description = "the survey's id" };
        var wave = new Argument<string>("wave") { Description = "the wave's id" };
        var file = Output("the PDF to write", ".pdf");
        var command = new Command("build", "Write the report of one wave.") { survey, wave, file };
        command.SetAction((parsed, cancel) => Try(
            database => Report.Pdf(database, parsed.GetValue(survey)!, parsed.GetValue(wave)!, errors.WriteLine, cancel), parsed.GetValue(file)!, cancel));
        return command;
    }

    private Command ChartCommand()
    {
        var survey = new Argument<string>("survey") { Description = "the survey's id" };
        var question = new Argument<string>("question") { Description = "the question's id" };
        var file = Output("the picture to write, a .png or .svg", ".png", ".svg");
        var waves = new Option<string>("--waves") { Description = "ids of waves, with commas between them; all that are loaded when not given" };
        var where = new Option<string[]>("--where") { Description = "only respondents who match: question:option,option, question:!option or question:1..10; several times for all of them" };
        var rule = new Option<string>("--base") { Description = "whom percentages are of: answered (default), valid, all or asked" };
        var weight = new Option<string>("--weight") { Description = "the id of a weight scheme of the instrument" };
        var adjust = new Option<string>("--adjust") { Description = "how p-values are adjusted: holm (default), bh or none" };
        rule.AcceptOnlyFromAmong("answered", "valid", "all", "asked");
        adjust.AcceptOnlyFromAmong("holm", "bh", "none");
        var command = new Command("chart", "Draw the trend of one question.") { survey, question, file, waves, where, rule, weight, adjust };
        command.SetAction((parsed, cancel) => Try(
            async database =>
            {
                var query = Query.Parse(parsed.GetValue(waves), parsed.GetValue(where), parsed.GetValue(rule), parsed.GetValue(weight), parsed.GetValue(adjust));
                var trend = await Trend.Of(database, parsed.GetValue(survey)!, parsed.GetValue(question)!, query, cancel);
                var height = TrendChart.Height(trend, TrendChart.UsualWidth);
                return IsNamed(parsed.GetValue(file)!, ".svg")
                    ? System.Text.Encoding.UTF8.GetBytes(TrendChart.Svg(trend, TrendChart.UsualWidth, height))
                    : TrendChart.Png(trend, TrendChart.UsualWidth, height);
            },
            parsed.GetValue(file)!,
            cancel));
        return command;
    }

    private Command ClaimsCommand()
    {
        var survey = new Argument<string>("survey") { Description = "the survey's id" };
        var moved = new Option<bool>("--moved") { Description = "only claims that come out otherwise than in the revisions before the live ones" };
        var file = Output("a CSV to write, in place of the table", ".csv");
        file.Required = false;
        var command = new Command("claims", "Check what was published against what is loaded.") { survey, moved, file };
        command.SetAction((parsed, cancel) => Try(
            async database =>
            {
                var claims = await CheckedClaims.Of(database, parsed.GetValue(survey)!, cancel);
                if (parsed.GetValue(moved))
                    claims = claims.OnlyMoved();
                if (parsed.GetValue(file) is not { } path)
                {
                    ClaimsTable.Write(AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) }), claims);
                    return;
                }
                await OutputFile.Write(path, System.Text.Encoding.UTF8.GetBytes(ClaimsCsv.Text(claims)), cancel);
                await output.WriteLineAsync(path);
            },
            cancel));
        return command;
    }

    private static Option<string> Output(string description, params string[] endings)
    {
        var file = new Option<string>("--output", "-o") { Description = description, Required = true };
        file.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string>() is { } path && !endings.Any(ending => IsNamed(path, ending)))
                result.AddError($"\"{path}\" does not end in {string.Join(" or ", endings)}");
        });
        return file;
    }

    private static bool IsNamed(string path, string ending) => path.EndsWith(ending, StringComparison.OrdinalIgnoreCase);

    private Task<int> Try(Func<SurveyDatabase, Task<byte[]>> make, string path, CancellationToken cancel) => Try(
        async database =>
        {
            await OutputFile.Write(path, await make(database), cancel);
            await output.WriteLineAsync(path);
        },
        cancel);

    private async Task<int> Try(Func<SurveyDatabase, Task> work, CancellationToken cancel)
    {
        try
        {
            await using var session = named is null ? await DatabaseSession.Open(errors.WriteLine, cancel) : await DatabaseSession.Open(named, errors.WriteLine, cancel);
            await work(session.Database);
            return Done;
        }
        catch (SurveyException exception)
        {
            await errors.WriteLineAsync(exception.Message);
            return NotMade;
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            await errors.WriteLineAsync("stopped");
            return NotMade;
        }
    }
}
