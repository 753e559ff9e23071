using Survey.Instruments;

namespace Survey.Claims;

/// <summary>Whether the instrument has what a claim asks for; see <see cref="ClaimFile"/>.</summary>
internal static class ClaimQuery
{
    /// <summary>Every id must be there, and in every wave of the claim.</summary>
    /// <exception cref="SurveyException">with file and line</exception>
    public static void Check(YamlMap map, Claim claim, Instrument instrument)
    {
        var question = QuestionOf(map, "question", null, claim.Question, claim, instrument);
        CheckOption(map, "option", null, claim.Option, question, claim);
        for (var item = 0; item < claim.Where.Count; item++)
        {
            var filter = claim.Where[item];
            var asked = QuestionOf(map, "where", item, filter.Question, claim, instrument);
            foreach (var option in filter.Options)
                CheckOption(map, "where", item, option, asked, claim);
            if (!filter.SuitsKind(asked))
                throw map.Error(
                    "where",
                    item,
                    $"claim \"{claim.Id}\" asks for a range of question \"{asked.Id}\", whose answers are no numbers"
                );
        }
        if (claim.Base is { } of && !BaseRules.ByName.ContainsKey(of))
            throw map.Error(
                "base",
                $"\"base\" of claim \"{claim.Id}\" is \"{of}\", and not one of {string.Join(", ", BaseRules.ByName.Keys)}"
            );
        if (claim.Weight is { } weight && instrument.Weights.All(scheme => scheme.Id != weight))
        {
            var known = instrument.Weights.Select(scheme => scheme.Id).ToList();
            throw map.Error(
                "weight",
                $"claim \"{claim.Id}\" names weight scheme \"{weight}\"; "
                    + (known.Count == 0 ? "the instrument has none" : $"there are {string.Join(", ", known)}")
            );
        }
        if (claim.Rank is not null)
            CheckRank(map, claim, question);
    }

    private static void CheckRank(YamlMap map, Claim claim, Question question)
    {
        for (var item = 0; item < claim.Among.Count; item++)
            CheckOption(map, "among", item, claim.Among[item], question, claim);
        var among =
            claim.Among.Count > 0
                ? claim.Among
                : [.. question.Options.Where(option => option.IsOfferedIn(claim.Waves[0])).Select(option => option.Id)];
        if (!among.Contains(claim.Option))
            throw map.Error(
                "option",
                $"claim \"{claim.Id}\" ranks \"{claim.Option}\" among {string.Join(", ", among)}; it was expected to be one of them"
            );
        if (claim.Rank > among.Distinct().Count())
            throw map.Error("rank", $"claim \"{claim.Id}\" ranks \"{claim.Option}\" number {claim.Rank} of {among.Distinct().Count()}");
    }

    private static Question QuestionOf(YamlMap map, string key, int? item, string id, Claim claim, Instrument instrument)
    {
        var question =
            instrument.Questions.FirstOrDefault(question => question.Id == id)
            ?? throw Error(
                map,
                key,
                item,
                $"claim \"{claim.Id}\" names question \"{id}\", which "
                    + $"is none of {string.Join(", ", instrument.Questions.Select(question => question.Id))}"
            );
        return claim.Waves.FirstOrDefault(wave => !question.IsAskedIn(wave)) is { } wave
            ? throw Error(map, key, item, $"claim \"{claim.Id}\" names question \"{id}\", which wave \"{wave}\" did not ask")
            : question;
    }

    private static void CheckOption(YamlMap map, string key, int? item, string id, Question question, Claim claim)
    {
        if (!question.Choices.Any(choice => choice.Id == id))
            throw Error(
                map,
                key,
                item,
                $"claim \"{claim.Id}\" names option \"{id}\" of question \"{question.Id}\", which is none of "
                    + string.Join(", ", question.Choices.Select(choice => choice.Id))
            );
        if (claim.Waves.FirstOrDefault(wave => question.LabelIn(wave, id) is null) is { } wave)
            throw Error(
                map,
                key,
                item,
                $"claim \"{claim.Id}\" names option \"{id}\" of question \"{question.Id}\", which wave \"{wave}\" did not offer"
            );
    }

    private static SurveyException Error(YamlMap map, string key, int? item, string message) =>
        item is { } entry ? map.Error(key, entry, message) : map.Error(key, message);
}
