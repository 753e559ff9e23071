using Survey.Reports;

return await new Commands(Console.Out, Console.Error).Run(args);
