using Survey.Api;

return await Commands.Run(args);
