using Survey.Answers;
using Survey.Coded;
using Survey.Instruments;
using Survey.Storage;

namespace Survey.Counting;

/// <summary>The stored sets of a question in a wave that asked it: who chose what, and who is in its base.</summary>
internal static class QuestionSets
{
    /// <summary>The options and nets that a wave offered.</summary>
    public static IEnumerable<(string Id, bool Net)> Offered(Question question, string wave) =>
        question
            .Options.Select(option => (option.Id, Net: false))
            .Concat(question.Nets.Select(net => (net.Id, Net: true)))
            .Where(option => question.LabelIn(wave, option.Id) is not null);

    /// <summary>As in "revision 1 of Wave 1 was coded without "glue""; nothing where the revision has all that the wave offered.</summary>
    public static IEnumerable<string> CodedWithout(Question question, LoadedWave wave, Func<(string Id, bool Net), bool> isThere)
    {
        var missing = Offered(question, wave.Id).Where(option => !isThere(option)).Select(option => $"\"{option.Id}\"").ToList();
        return missing.Count == 0 ? [] : [wave.CodedWithout(string.Join(", ", missing))];
    }

    /// <summary>All that are counted of a question, and those that <see cref="Base"/> needs.</summary>
    public static IEnumerable<SetKey> Keys(LoadedSurvey survey, LoadedWave wave, Question question, BaseRule rule)
    {
        if (!question.IsAskedIn(wave.Id))
            return [];
        return Offered(question, wave.Id)
            .Select(option => SetKey.Of(wave, question.Id, option.Net, option.Id))
            .Append(SetKey.Answered(wave, question.Id))
            .Append(SetKey.Valid(wave, question.Id))
            .Concat(question.Kind == QuestionKind.Number ? [SetKey.Numbers(wave, question.Id)] : [])
            .Concat(rule == BaseRule.Asked ? Segment.Keys(survey.Instrument, wave, question.Routing.GetValueOrDefault(wave.Id, [])) : []);
    }

    /// <summary>The respondents who are in the base of a question; null for everybody.</summary>
    /// <param name="problem">why nobody can be said to be in it or not, in words; empty where it can be said</param>
    public static Bitmap? Base(LoadedSurvey survey, LoadedWave wave, Question question, BaseRule rule, Sets sets, out string problem)
    {
        problem = "";
        if (rule == BaseRule.Asked)
            return Segment.Members(survey.Instrument, wave, question.Routing.GetValueOrDefault(wave.Id, []), sets, out problem);
        if (rule == BaseRule.All)
            return null;
        var set = sets[rule == BaseRule.Valid ? SetKey.Valid(wave, question.Id) : SetKey.Answered(wave, question.Id)];
        if (set is null)
            problem = Segment.CodedWithout(wave, $"\"{question.Id}\"");
        return set;
    }
}
