using System.CommandLine;
using System.Text;
using Spectre.Console;
using Survey.Commands;
using Survey.Reports.Documents;
using Survey.Storage;

namespace Survey.Reports.Commands;

/// <summary>The command line <c>reports</c>: what all its commands share. Each command stands in a file of its own.</summary>
/// <param name="server">the connection string of the database to work on; null for the one that the environment names</param>
public sealed class CommandLine(TextWriter output, TextWriter errors, string? server = null)
{
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
        return await Invocation.Of(root, arguments, output, Errors, cancel);
    }

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
    internal Task<int> WithDatabase(Func<SurveyDatabase, Task> work, CancellationToken cancel) =>
        Invocation.WithDatabase(
            server,
            Errors,
            async database =>
            {
                await work(database);
                return Invocation.Done;
            },
            cancel
        );
}
