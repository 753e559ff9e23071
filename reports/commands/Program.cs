using Survey.Reports.Commands;

return await new CommandLine(Console.Out, Console.Error).Run(args);
