using Survey.Ingest;

return await new Commands(Console.Out, Console.Error).Run(args);
