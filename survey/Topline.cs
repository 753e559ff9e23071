namespace Survey;

/// <summary>One option or net of a topline.</summary>
/// <param name="Label">in the wave's own wording</param>
/// <param name="Percent">of the base, 0 to 100; null with base 0, and for an option that is not part of the base</param>
public sealed record ToplineOption(string Id, string Label, bool Net, int Count, double? Percent, double? Low, double? High);

/// <summary>Counts and percentages of one question in one wave.</summary>
/// <param name="Text">in the wave's own wording</param>
/// <param name="Flags">codes: break, differs, provisional, low</param>
/// <param name="Notes">the flags' reasons</param>
/// <param name="Base">respondents that the percentages are of</param>
public sealed record Topline(
    string Id, string Text, QuestionKind Kind, IReadOnlyList<string> Flags, IReadOnlyList<string> Notes, int Answered, int Base, IReadOnlyList<ToplineOption> Options);

/// <summary>The toplines of all questions of one wave.</summary>
public sealed record WaveToplines(string Survey, WaveSummary Wave, BaseRule BaseRule, string Caveat, IReadOnlyList<Topline> Questions)
{
    /// <exception cref="NotFoundException">no such survey or wave, or the wave was not loaded yet</exception>
    public static async Task<WaveToplines> Of(SurveyDatabase database, string survey, string wave, BaseRule rule = BaseRule.Answered, CancellationToken cancel = default)
    {
        var instrument = await Surveys.Find(database, survey, cancel);
        var declared = instrument.Wave(wave);
        var live = await Tally.Read(database, survey, wave, null, cancel);
        if (!live.TryGetValue(wave, out var loaded))
            throw NotLoaded(survey, wave);
        var questions = instrument.At(declared).Questions
            .Where(question => loaded.Questions.ContainsKey(question.Id))
            .Select(question => Of(instrument.Question(question.Id), question, loaded.Questions[question.Id], declared, rule));
        return new WaveToplines(survey, WaveSummary.Of(declared, loaded), rule, Figure.Caveat, [.. questions]);
    }

    internal static NotFoundException NotLoaded(string survey, string wave) =>
        new($"wave \"{wave}\" of survey \"{survey}\" has not been loaded yet; load its raw file with: ingest load FILE --survey {survey} --wave {wave}");

    private static Topline Of(Question question, CodebookQuestion inWave, Tally tally, Wave wave, BaseRule rule)
    {
        var options = inWave.Options.Select(option => (option.Id, option.Label, Net: false, InBase: rule != BaseRule.Valid || !option.Missing))
            .Concat(inWave.Nets.Select(net => (net.Id, net.Label, Net: true, InBase: true)))
            .Select(option => (option, count: tally.Count(option.Net, option.Id)))
            .Where(pair => pair.count is not null)
            .Select(pair =>
            {
                var (option, count) = (pair.option, pair.count!.Value);
                var figure = option.InBase ? Figure.Of(new Proportion(count, tally.Base(rule)), wave.RespondentsAssumed) : null;
                return new ToplineOption(option.Id, option.Label, option.Net, count, figure?.Percent, figure?.Low, figure?.High);
            });
        var flags = QuestionFlags.Of(question, wave, tally.Base(rule));
        return new Topline(question.Id, inWave.Text, question.Kind, flags.Codes, flags.Notes, tally.Answered, tally.Base(rule), [.. options]);
    }
}
