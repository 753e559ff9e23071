using System.CommandLine;
using Survey.Commands;
using Survey.Ingest.Loading;
using Survey.Instruments;
using Survey.Storage;

namespace Survey.Ingest.Commands;

/// <summary><c>ingest recode</c>: what is loaded, coded anew with a changed instrument.</summary>
internal static class RecodeCommand
{
    public static Command Of(CommandLine commands)
    {
        var survey = Invocation.SurveyArgument();
        var folder = new Option<string>("--instrument")
        {
            Description = "a folder with the survey.yaml to code with; the one that the database has when not given",
        };
        var command = new Command(
            "recode",
            "Code the live waves of a survey anew, from the raw files that were kept. What would come out the same stays as it is."
        )
        {
            survey,
            folder,
        };
        command.SetAction(
            (parsed, cancel) =>
                commands.WithDatabase(
                    async database =>
                    {
                        var instrument = await Instrument(database, parsed.GetValue(survey)!, parsed.GetValue(folder), cancel);
                        var code = Invocation.Done;
                        await foreach (var outcome in Recode.Survey(database, instrument, commands.Errors.WriteLine, cancel))
                            code = Math.Max(code, commands.Tell(outcome));
                        return code;
                    },
                    cancel
                )
        );
        return command;
    }

    private static async Task<Instrument> Instrument(SurveyDatabase database, string survey, string? folder, CancellationToken cancel)
    {
        if (folder is null)
            return await Surveys.Find(database, survey, cancel);
        var instrument = InstrumentFile.Read(folder);
        return instrument.Survey == survey
            ? instrument
            : throw new SurveyException(
                $"{Path.Combine(folder, InstrumentFile.Name)}: the instrument of survey \"{instrument.Survey}\"; that of survey "
                    + $"\"{survey}\" was expected"
            );
    }
}
