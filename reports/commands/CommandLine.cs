using System.CommandLine;
using System.Data.Common;
using System.Text;
using Spectre.Console;
using Survey.Storage;

namespace Survey.Reports.Commands;

/// <summary>The command line <c>reports</c>: what all its commands share. Each command stands in a file of its own.</summary>
/// <param name="server">the connection string of the database to work on; null for the one that the environment names</param>
public sealed class CommandLine(TextWriter output, TextWriter errors, string? server = null)
{
    private const int Done = 0;
    private const int NotMade = 1;
    private const int Usage = 2;

    internal TextWriter Errors { get; } = errors;

    /// <summary>A terminal, or whatever the output is, as wide as it is.</summary>
    internal IAnsiConsole Console => AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) });

    /// <returns>0: it is written; 1: it could not be made; 2: the command was not understood</returns>
    public async Task<int> Run(string[] arguments, CancellationToken cancel = default)
    {
        var root = new RootCommand("Makes reports, charts and tables of surveys that are loaded.")
        {
            BuildCommand.Of(this),
            ChartCommand.Of(this),
            ChangesCommand.Of(this),
            MixShiftCommand.Of(this),
            ClaimsCommand.Of(this),
        };
        var parsed = root.Parse(arguments);
        var code = await parsed.InvokeAsync(
            new InvocationConfiguration
            {
                Output = output,
                Error = Errors,
                EnableDefaultExceptionHandler = false,
            },
            cancel
        );
        return parsed.Errors.Count > 0 ? Usage : code;
    }

    internal static Argument<string> SurveyArgument() => new("survey") { Description = "the survey's id" };

    internal static Argument<string> QuestionArgument() => new("question") { Description = "the question's id" };

    /// <param name="endings">of the files that can be written: ".png"</param>
    internal static Option<string> OutputOption(string description, bool required, params string[] endings)
    {
        var file = new Option<string>("--output", "-o") { Description = description, Required = required };
        file.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string>() is { } path && !endings.Any(ending => IsNamed(path, ending)))
                result.AddError($"\"{path}\" does not end in {string.Join(" or ", endings)}");
        });
        return file;
    }

    internal static bool IsNamed(string path, string ending) => path.EndsWith(ending, StringComparison.OrdinalIgnoreCase);

    /// <summary>Writes a file, and says where it is.</summary>
    internal async Task Write(string path, byte[] bytes, CancellationToken cancel)
    {
        await OutputFile.Write(path, bytes, cancel);
        await output.WriteLineAsync(path);
    }

    internal Task Write(string path, string text, CancellationToken cancel) => Write(path, Encoding.UTF8.GetBytes(text), cancel);

    /// <summary>Works on the database; what the user can mend is said in one line.</summary>
    internal async Task<int> WithDatabase(Func<SurveyDatabase, Task> work, CancellationToken cancel)
    {
        try
        {
            await using var session = await (
                server is null ? DatabaseSession.Open(Errors.WriteLine, cancel) : DatabaseSession.Open(server, Errors.WriteLine, cancel)
            );
            await work(session.Database);
            return Done;
        }
        catch (SurveyException exception)
        {
            await Errors.WriteLineAsync(exception.Message);
            return NotMade;
        }
        catch (DbException exception)
        {
            await Errors.WriteLineAsync(DatabaseSession.Failed(exception));
            return NotMade;
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            await Errors.WriteLineAsync("stopped");
            return NotMade;
        }
    }
}
