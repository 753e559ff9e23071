using Survey.Bench;

return await Memory.Run();
