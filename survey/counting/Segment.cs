using Survey.Coded;
using Survey.Instruments;
using Survey.Storage;

namespace Survey.Counting;

/// <summary>The respondents of a wave who match filters.</summary>
internal static class Segment
{
    /// <summary>Checks what no wave can change.</summary>
    /// <exception cref="NotFoundException">a filter names a question or an option that the instrument does not have</exception>
    /// <exception cref="SurveyException">a filter is not of its question's kind</exception>
    public static void Check(Instrument instrument, IReadOnlyList<Filter> filters)
    {
        foreach (var filter in filters)
        {
            var question = instrument.Question(filter.Question);
            if (!filter.SuitsKind(question))
                throw new SurveyException(
                    $"filter {Label.Quote(filter.ToString())}: question \"{question.Id}\" is of kind "
                        + $"{question.Kind.ToString().ToLowerInvariant()}; a range was expected only of a number or a scale"
                );
            if (filter.UnknownIn(question) is { } unknown)
                question.Require(unknown);
        }
    }

    /// <summary>Why the filters cannot be used in a wave; null where they can.</summary>
    public static Reason? Problem(Instrument instrument, LoadedWave wave, IReadOnlyList<Filter> filters)
    {
        if (filters.Count == 0)
            return null;
        if (wave.Wave.Provenance == Provenance.Reconstructed)
            return Reason.Reconstructed(ReasonCode.NotComputable);
        foreach (var filter in filters)
        {
            var question = instrument.Question(filter.Question);
            if (!question.IsAskedIn(wave.Id))
                return new Reason(ReasonCode.NotComputable, $"{wave.Wave.Label} did not ask \"{question.Id}\"");
            if (!filter.IsOfferedIn(question, wave.Id))
                return new Reason(
                    ReasonCode.NotComputable,
                    $"{wave.Wave.Label} did not offer {string.Join(" or ", filter.Options.Select(id => $"\"{id}\""))} of \"{question.Id}\""
                );
        }
        return null;
    }

    /// <summary>Why nothing can be said of what an instrument took up after a revision was coded.</summary>
    public static Reason CodedWithout(LoadedWave wave, string what) => new(ReasonCode.NotComputable, wave.CodedWithout(what));

    /// <summary>The sets that <see cref="Members"/> needs.</summary>
    public static IEnumerable<SetKey> Keys(Instrument instrument, LoadedWave wave, IReadOnlyList<Filter> filters) =>
        filters.SelectMany(filter =>
            Chosen(instrument, wave, filter)
                .Select(choice => SetKey.Of(wave, filter.Question, choice))
                .Append(SetKey.Answered(wave, filter.Question))
                .Concat(IsOfNumbers(instrument, filter) ? [SetKey.Numbers(wave, filter.Question)] : [])
        );

    /// <summary>Who matches, null for everybody; or why nobody can be said to match or not.</summary>
    public static Known<Bitmap?> Members(Instrument instrument, LoadedWave wave, IReadOnlyList<Filter> filters, StoredSets sets)
    {
        if (Problem(instrument, wave, filters) is { } problem)
            return problem;
        Bitmap? members = null;
        foreach (var filter in filters)
        {
            var match = Match(instrument, wave, filter, sets);
            if (match.Why is { } why)
                return why;
            members = members?.And(match.Value) ?? match.Value;
        }
        return members;
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
                    : string.Join(filter.None ? " nor " : " or ", filter.Options.Select(id => $"“{question.Require(id).Label}”"));
                var verb = filter switch
                {
                    { None: true, Options.Count: > 1 } => "neither",
                    { None: true } => "not",
                    _ => "",
                };
                return $"{question.Text}{(char.IsPunctuation(question.Text[^1]) ? "" : ":")} {(verb.Length > 0 ? $"{verb} " : "")}{what}";
            })
        );

    private static Known<Bitmap> Match(Instrument instrument, LoadedWave wave, Filter filter, StoredSets sets)
    {
        if (sets[SetKey.Answered(wave, filter.Question)] is not { } answered)
            return CodedWithout(wave, $"\"{filter.Question}\"");
        var chosen = new Bitmap(wave.Respondents);
        if (IsOfNumbers(instrument, filter))
        {
            if (sets.Numbers(wave, filter.Question) is not { } numbers)
                return CodedWithout(wave, $"numbers of \"{filter.Question}\"");
            chosen = Within(filter.Range!.Value, numbers);
        }
        foreach (var choice in Chosen(instrument, wave, filter))
        {
            if (sets[SetKey.Of(wave, filter.Question, choice)] is not { } set)
                return CodedWithout(wave, $"\"{choice.Id}\" of \"{filter.Question}\"");
            chosen.UnionWith(set);
        }
        return filter.None ? answered.Except(chosen) : chosen;
    }

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
    private static IEnumerable<Choice> Chosen(Instrument instrument, LoadedWave wave, Filter filter)
    {
        var question = instrument.Question(filter.Question);
        var named = filter.Range is { } range
            ? question
                .Options.Where(option => option is { Value: { } value, Missing: false } && range.Contains(value))
                .Select(option => option.Id)
                .ToList()
            : filter.Options;
        return question.Choices.Where(choice => named.Contains(choice.Id) && question.LabelIn(wave.Id, choice.Id) is not null);
    }
}
