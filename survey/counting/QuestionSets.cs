using Survey.Coded;
using Survey.Instruments;
using Survey.Storage;

namespace Survey.Counting;

/// <summary>The stored sets of a question in a wave that asked it: who chose what, and who is in its base.</summary>
internal static class QuestionSets
{
    /// <summary>As in "revision 1 of Wave 1 was coded without "glue""; nothing where the revision has all that the wave offered.</summary>
    public static IEnumerable<Reason> CodedWithout(Question question, LoadedWave wave, Func<Choice, bool> isThere)
    {
        var missing = question.ChoicesIn(wave.Id).Where(choice => !isThere(choice)).Select(choice => $"\"{choice.Id}\"").ToList();
        return missing.Count == 0 ? [] : [new Reason(ReasonCode.CodedWithout, wave.CodedWithout(string.Join(", ", missing)))];
    }

    /// <summary>All that are counted of a question, and those that <see cref="Base"/> needs.</summary>
    public static IEnumerable<SetKey> Keys(LoadedSurvey survey, LoadedWave wave, Question question, BaseRule rule)
    {
        if (!question.IsAskedIn(wave.Id))
            return [];
        return question
            .ChoicesIn(wave.Id)
            .Select(choice => SetKey.Of(wave, question.Id, choice))
            .Append(SetKey.Answered(wave, question.Id))
            .Append(SetKey.Valid(wave, question.Id))
            .Concat(question.Kind == QuestionKind.Number ? [SetKey.Numbers(wave, question.Id)] : [])
            .Concat(rule == BaseRule.Asked ? Segment.Keys(survey.Instrument, wave, question.Routing.GetValueOrDefault(wave.Id, [])) : []);
    }

    /// <summary>The respondents who are in the base of a question, null for everybody; or why nobody can be said to be in it or
    /// not.</summary>
    public static Known<Bitmap?> Base(LoadedSurvey survey, LoadedWave wave, Question question, BaseRule rule, StoredSets sets)
    {
        if (rule == BaseRule.Asked)
            return Segment.Members(survey.Instrument, wave, question.Routing.GetValueOrDefault(wave.Id, []), sets);
        if (rule == BaseRule.All)
            return (Bitmap?)null;
        return sets[rule == BaseRule.Valid ? SetKey.Valid(wave, question.Id) : SetKey.Answered(wave, question.Id)] is { } set
            ? set
            : Segment.CodedWithout(wave, $"\"{question.Id}\"");
    }
}
