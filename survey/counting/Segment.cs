using Survey.Coded;
using Survey.Instruments;
using Survey.Storage;

namespace Survey.Counting;

/// <summary>The respondents of a wave who match filters.</summary>
internal static class Segment
{
    /// <summary>Why nothing but published counts can be said of a reconstructed wave.</summary>
    public const string Reconstructed = "not computable: rows are reconstructed from published percentages";

    /// <summary>Checks what no wave can change.</summary>
    /// <exception cref="NotFoundException">a filter names a question or an option that the instrument does not have</exception>
    /// <exception cref="SurveyException">a filter is not of its question's kind</exception>
    public static void Check(Instrument instrument, IReadOnlyList<Filter> filters)
    {
        foreach (var filter in filters)
        {
            var question = instrument.Question(filter.Question);
            if (filter.Range is not null)
            {
                if (question.Kind is not (QuestionKind.Scale or QuestionKind.Number))
                    throw new SurveyException(
                        $"filter {Label.Quote(filter.ToString())}: question \"{question.Id}\" is of kind "
                            + $"{question.Kind.ToString().ToLowerInvariant()}; a range was expected only of a number or a scale"
                    );
                continue;
            }
            foreach (var id in filter.Options)
                question.Require(id);
        }
    }

    /// <summary>Why the filters cannot be used in a wave; empty where they can.</summary>
    public static string Problem(Instrument instrument, LoadedWave wave, IReadOnlyList<Filter> filters)
    {
        if (filters.Count == 0)
            return "";
        if (wave.Wave.Provenance == Provenance.Reconstructed)
            return Reconstructed;
        foreach (var filter in filters)
        {
            var question = instrument.Question(filter.Question);
            if (!question.IsAskedIn(wave.Id))
                return $"not computable: {wave.Wave.Label} did not ask \"{question.Id}\"";
            if (filter.Range is null && !filter.Options.Any(id => question.LabelIn(wave.Id, id) is not null))
                return $"not computable: {wave.Wave.Label} did not "
                    + $"offer {string.Join(" or ", filter.Options.Select(id => $"\"{id}\""))} of \"{question.Id}\"";
        }
        return "";
    }

    /// <summary>Why nothing can be said of what an instrument took up after a revision was coded.</summary>
    public static string CodedWithout(LoadedWave wave, string what) => $"not computable: {wave.CodedWithout(what)}";

    /// <summary>The sets that <see cref="Members"/> needs.</summary>
    public static IEnumerable<SetKey> Keys(Instrument instrument, LoadedWave wave, IReadOnlyList<Filter> filters) =>
        filters.SelectMany(filter =>
            Chosen(instrument, wave, filter)
                .Select(option => SetKey.Of(wave, filter.Question, option.Net, option.Id))
                .Append(SetKey.Answered(wave, filter.Question))
                .Concat(IsOfNumbers(instrument, filter) ? [SetKey.Numbers(wave, filter.Question)] : [])
        );

    /// <summary>Who matches; null for everybody.</summary>
    /// <param name="problem">why nobody can be said to match or not; empty where it can be said</param>
    public static Bitmap? Members(Instrument instrument, LoadedWave wave, IReadOnlyList<Filter> filters, Sets sets, out string problem)
    {
        problem = Problem(instrument, wave, filters);
        Bitmap? members = null;
        foreach (var filter in problem.Length == 0 ? filters : [])
        {
            if (sets[SetKey.Answered(wave, filter.Question)] is not { } answered)
            {
                problem = CodedWithout(wave, $"\"{filter.Question}\"");
                return null;
            }
            var chosen = new Bitmap(wave.Respondents);
            if (IsOfNumbers(instrument, filter) && sets.Numbers(wave, filter.Question) is { } numbers)
                chosen = Within(filter.Range!.Value, numbers);
            else if (IsOfNumbers(instrument, filter))
                problem = CodedWithout(wave, $"numbers of \"{filter.Question}\"");
            foreach (var (id, net) in Chosen(instrument, wave, filter))
            {
                if (sets[SetKey.Of(wave, filter.Question, net, id)] is { } set)
                    chosen.UnionWith(set);
                else
                    problem = CodedWithout(wave, $"\"{id}\" of \"{filter.Question}\"");
            }
            var match = filter.None ? answered.Except(chosen) : chosen;
            members = members?.And(match) ?? match;
        }
        return problem.Length == 0 ? members : null;
    }

    /// <summary>As in "Where do you live? “Europe” or “Asia”; I am using containers: not “Never”".</summary>
    public static string InWords(Instrument instrument, IReadOnlyList<Filter> filters) =>
        string.Join(
            "; ",
            filters.Select(filter =>
            {
                var question = instrument.Question(filter.Question);
                var what = filter.Range is { } range
                    ? range.InWords()
                    : string.Join(filter.None ? " nor " : " or ", filter.Options.Select(id => $"“{question.Require(id)}”"));
                var verb = filter switch
                {
                    { None: true, Options.Count: > 1 } => "neither",
                    { None: true } => "not",
                    _ => "",
                };
                return $"{question.Text}{(char.IsPunctuation(question.Text[^1]) ? "" : ":")} {(verb.Length > 0 ? $"{verb} " : "")}{what}";
            })
        );

    private static bool IsOfNumbers(Instrument instrument, Filter filter) =>
        filter.Range is not null && instrument.Question(filter.Question).Kind == QuestionKind.Number;

    private static Bitmap Within(NumberRange range, double[] numbers)
    {
        var within = new Bitmap(numbers.Length);
        for (var respondent = 0; respondent < numbers.Length; respondent++)
        {
            if (range.Contains(numbers[respondent]))
                within[respondent] = true;
        }
        return within;
    }

    /// <summary>The options and nets that a filter is about, of those that the wave offered.</summary>
    private static IEnumerable<(string Id, bool Net)> Chosen(Instrument instrument, LoadedWave wave, Filter filter)
    {
        var question = instrument.Question(filter.Question);
        return filter.Range is { } range
            ? question
                .Options.Where(option =>
                    option is { Value: { } value, Missing: false } && range.Contains(value) && option.IsOfferedIn(wave.Id)
                )
                .Select(option => (option.Id, false))
            : filter.Options.Where(id => question.LabelIn(wave.Id, id) is not null).Select(id => (id, question.IsNet(id)));
    }
}
