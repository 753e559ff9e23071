using System.CommandLine;
using Spectre.Console;

namespace Survey.Reports;

/// <summary>The command line: reports, charts and tables of surveys that are loaded.</summary>
public sealed class Commands(TextWriter output, TextWriter errors)
{
    private const int Done = 0;
    private const int NotMade = 1;
    private const int Usage = 2;

    /// <returns>0: the file is written; 1: it could not be made; 2: the command was not understood</returns>
    public async Task<int> Run(string[] arguments, CancellationToken cancel = default)
    {
        var root = new RootCommand("Makes reports and charts of surveys that are loaded.") { BuildCommand(), ChartCommand(), ChangesCommand(), MixShiftCommand() };
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
        var (where, rule, weight, adjust) = Among();
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

    private Command ChangesCommand()
    {
        var survey = new Argument<string>("survey") { Description = "the survey's id" };
        var from = new Option<string>("--from") { Description = "the earlier wave's id; the last one loaded before the later wave when not given" };
        var to = new Option<string>("--to") { Description = "the later wave's id; the newest that is loaded when not given" };
        var (where, rule, weight, adjust) = Among();
        var file = Output("the CSV to write, with all changes, in place of the table", required: false, ".csv");
        var command = new Command("changes", "Show every change between two waves, the surest first.") { survey, from, to, where, rule, weight, adjust, file };
        command.SetAction((parsed, cancel) =>
        {
            return parsed.GetValue(file) is { } path
                ? Try(async database => System.Text.Encoding.UTF8.GetBytes(ChangesCsv.Of(await Changed(database))), path, cancel)
                : Try(
                    async database => ChangesTable.Write(AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) }), await Changed(database)),
                    cancel);

            Task<Changes> Changed(SurveyDatabase database) => Changes.Of(
                database, parsed.GetValue(survey)!, parsed.GetValue(from), parsed.GetValue(to),
                Query.Parse(null, parsed.GetValue(where), parsed.GetValue(rule), parsed.GetValue(weight), parsed.GetValue(adjust)), cancel);
        });
        return command;
    }

    /// <summary>The options that say among whom, of which base, how weighted and how adjusted.</summary>
    private static (Option<string[]> Where, Option<string> Base, Option<string> Weight, Option<string> Adjust) Among()
    {
        var where = new Option<string[]>("--where") { Description = "only respondents who match: question:option,option, question:!option or question:1..10; several times for all of them" };
        var rule = new Option<string>("--base") { Description = "whom percentages are of: answered (default), valid, all or asked" };
        var weight = new Option<string>("--weight") { Description = "the id of a weight scheme of the instrument" };
        var adjust = new Option<string>("--adjust") { Description = "how p-values are adjusted: holm (default), bh or none" };
        rule.AcceptOnlyFromAmong("answered", "valid", "all", "asked");
        adjust.AcceptOnlyFromAmong("holm", "bh", "none");
        return (where, rule, weight, adjust);
    }

    private Command MixShiftCommand()
    {
        var survey = new Argument<string>("survey") { Description = "the survey's id" };
        var question = new Argument<string>("question") { Description = "the question's id" };
        var option = new Argument<string>("option") { Description = "the id of an option or net of it" };
        var by = new Option<string>("--by") { Description = "the id of the question whose options are the groups, of kind single or scale", Required = true };
        var from = new Option<string>("--from") { Description = "the earlier wave's id", Required = true };
        var to = new Option<string>("--to") { Description = "the later wave's id", Required = true };
        var (where, rule, weight, _) = Among();
        var file = Output("a picture to write too, a .png or .svg", required: false, ".png", ".svg");
        var command = new Command("mix-shift", "Say how much of a change comes from who answered, and how much from how groups answered.") { survey, question, option, by, from, to, where, rule, weight, file };
        command.SetAction((parsed, cancel) => Try(
            async database =>
            {
                var query = Query.Parse(null, parsed.GetValue(where), parsed.GetValue(rule), parsed.GetValue(weight));
                var shift = await MixShift.Of(
                    database, parsed.GetValue(survey)!, parsed.GetValue(question)!, parsed.GetValue(option)!, parsed.GetValue(by)!, parsed.GetValue(from)!, parsed.GetValue(to)!, query, cancel);
                MixTable.Write(AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) }), shift);
                if (parsed.GetValue(file) is not { } path)
                    return;
                await OutputFile.Write(path, IsNamed(path, ".svg") ? System.Text.Encoding.UTF8.GetBytes(MixChart.Svg(shift)) : MixChart.Png(shift), cancel);
                await output.WriteLineAsync(path);
            },
            cancel));
        return command;
    }

    private static Option<string> Output(string description, params string[] endings) => Output(description, required: true, endings);

    private static Option<string> Output(string description, bool required, params string[] endings)
    {
        var file = new Option<string>("--output", "-o") { Description = description, Required = required };
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

    private async Task<int> Try(Func<SurveyDatabase, Task> act, CancellationToken cancel)
    {
        try
        {
            await using var session = await DatabaseSession.Open(errors.WriteLine, cancel);
            await act(session.Database);
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
