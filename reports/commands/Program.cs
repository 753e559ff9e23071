namespace Survey.Reports.Commands;

/// <summary>The program: its command line, and no more.</summary>
internal static class Program
{
    private static Task<int> Main(string[] arguments) => new CommandLine(Console.Out, Console.Error).Run(arguments);
}
