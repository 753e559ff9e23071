using Survey.Ingest.Commands;

return await new CommandLine(Console.Out, Console.Error).Run(args);
