using Survey.Api.Serving;

return await CommandLine.Run(args);
