using Microsoft.AspNetCore.Http.HttpResults;
using Survey.Instruments;
using Survey.Storage;

namespace Survey.Api.Rest;

/// <summary>A survey that can be asked about.</summary>
/// <param name="Headline">the id of the question shown first</param>
/// <param name="Waves">ids of the waves that are loaded, in order</param>
public sealed record SurveyItem(
    string Id,
    string Title,
    Disclosure Disclosure,
    string Headline,
    string HeadlineOption,
    IReadOnlyList<string> Waves
);

/// <summary>A wave of a survey.</summary>
/// <param name="Fielded">when it was asked, in words</param>
/// <param name="Loaded">false when its raw file was not loaded yet; then there is no revision and there are no respondents</param>
public sealed record WaveItem(
    string Id,
    string Label,
    int Position,
    string Fielded,
    Provenance Provenance,
    bool RespondentsAssumed,
    string Caveat,
    bool Loaded,
    int? Revision,
    int? Respondents
);

/// <summary>A question of a survey.</summary>
/// <param name="Grid">the id of the grid that it is a row of, or null</param>
/// <param name="Waves">ids of the waves that asked it</param>
public sealed record QuestionItem(
    string Id,
    string Text,
    QuestionKind Kind,
    string? Grid,
    IReadOnlyList<string> Waves,
    IReadOnlyList<Choice> Options
);

/// <summary>What there is: surveys, their waves, their questions.</summary>
public static class Lists
{
    public static async Task<Ok<List<SurveyItem>>> Surveys(SurveyDatabase database, CancellationToken cancel) =>
        TypedResults.Ok((await LoadedSurvey.All(database, cancel)).Select(Describe).ToList());

    public static async Task<Ok<SurveyItem>> Survey(SurveyDatabase database, string survey, CancellationToken cancel) =>
        TypedResults.Ok(Describe(await LoadedSurvey.Live(database, survey, cancel)));

    public static async Task<Ok<List<WaveItem>>> Waves(SurveyDatabase database, string survey, CancellationToken cancel)
    {
        var live = await LoadedSurvey.Live(database, survey, cancel);
        return TypedResults.Ok(
            live.Instrument.Waves.Select(wave =>
                {
                    var loaded = live.Waves.GetValueOrDefault(wave.Id);
                    return new WaveItem(
                        wave.Id,
                        wave.Label,
                        wave.Position,
                        wave.Fielded,
                        wave.Provenance,
                        wave.RespondentsAssumed,
                        wave.Caveat,
                        loaded is not null,
                        loaded?.Revision,
                        loaded?.Respondents
                    );
                })
                .ToList()
        );
    }

    public static async Task<Ok<List<QuestionItem>>> Questions(SurveyDatabase database, string survey, CancellationToken cancel)
    {
        var instrument = await Storage.Surveys.Find(database, survey, cancel);
        return TypedResults.Ok(
            instrument
                .Questions.Select(question => new QuestionItem(
                    question.Id,
                    question.Text,
                    question.Kind,
                    question.Row?.Grid,
                    [.. instrument.Waves.Where(wave => question.IsAskedIn(wave.Id)).Select(wave => wave.Id)],
                    [.. question.Choices]
                ))
                .ToList()
        );
    }

    private static SurveyItem Describe(LoadedSurvey live)
    {
        var instrument = live.Instrument;
        return new SurveyItem(
            instrument.Survey,
            instrument.Title,
            instrument.Disclosure,
            instrument.Headline,
            instrument.HeadlineOption,
            [.. instrument.Waves.Select(wave => wave.Id).Where(live.Waves.ContainsKey)]
        );
    }
}
