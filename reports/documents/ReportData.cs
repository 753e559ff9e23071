using Survey.Answers;
using Survey.Counting;
using Survey.Instruments;
using Survey.Storage;

namespace Survey.Reports.Documents;

/// <summary>A question as its wave's report shows it.</summary>
/// <param name="Row">the grid row that it is, or null</param>
/// <param name="Trend">up to and including the report's wave</param>
internal sealed record ReportQuestion(Topline Topline, GridRow? Row, Trend Trend);

/// <summary>Everything that the report of one wave says, gathered before any of it is laid out.</summary>
/// <param name="Fielded">when the wave was asked, in words; may be empty</param>
/// <param name="Headline">the id of the question that the report opens with; null where the wave did not ask it</param>
/// <param name="HeadlineOption">the option or net that its first sentence is about</param>
internal sealed record ReportData(
    string Survey,
    string Title,
    WaveSummary Wave,
    string Fielded,
    string? Headline,
    string HeadlineOption,
    string Caveat,
    IReadOnlyList<ReportQuestion> Questions
)
{
    /// <summary>Respondents that a base must have to be tested.</summary>
    public required int MinimumBase { get; init; }

    /// <summary>From the last wave that was loaded before this one; null where there is none, and of protected surveys.</summary>
    public Changes? Changes { get; init; }

    public static async Task<ReportData> Gather(SurveyDatabase database, string survey, string wave, CancellationToken cancel)
    {
        // All of a report is of the same revisions.
        var loaded = await LoadedSurvey.Live(database, survey, cancel);
        var instrument = loaded.Instrument;
        var toplines = await WaveToplines.Of(database, loaded, wave, cancel: cancel);
        var declared = instrument.Wave(wave);
        // Later waves are left out before anything is tested: they would count among the comparisons.
        var waves = loaded.Named(null).Where(one => one.Wave.Position <= declared.Position).Select(one => one.Id).ToList();
        var questions = new List<ReportQuestion>();
        foreach (var topline in toplines.Questions.Where(topline => topline.Problem is null))
            questions.Add(
                new ReportQuestion(
                    topline,
                    instrument.Question(topline.Id).Row,
                    await Trend.Of(database, loaded, topline.Id, new Query { Waves = waves }, cancel)
                )
            );
        var headline = questions.Exists(question => question.Topline.Id == instrument.Headline) ? instrument.Headline : null;
        var changes =
            instrument.Disclosure == Disclosure.Open && questions.Count > 0 && waves.Count > 1
                ? await Changes.Of(database, loaded, waves[^2], wave, cancel: cancel)
                : null;
        return new ReportData(
            survey,
            instrument.Title,
            toplines.Wave,
            declared.Fielded,
            headline,
            instrument.HeadlineOption,
            toplines.Caveat,
            questions
        )
        {
            MinimumBase = instrument.MinimumBase,
            Changes = changes,
        };
    }
}
