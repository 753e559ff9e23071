using System.Globalization;
using Survey.Instruments;

namespace Survey.Claims;

/// <summary>Reads one claim; see <see cref="ClaimsFile"/>.</summary>
internal static class ClaimFile
{
    /// <summary>The key that makes a claim what it is, with the keys that must and that may stand beside it; id, text and source always
    /// do.</summary>
    private static readonly Dictionary<string, (string[] Needs, string[] Takes)> Forms = new()
    {
        ["stated"] = (["question", "option", "waves"], ["where", "base", "weight"]),
        ["respondents"] = (["waves"], []),
        ["rank"] = (["question", "option", "waves"], ["among", "where", "base", "weight"]),
        ["not-computable"] = ([], ["waves"]),
    };

    public static Claim Read(YamlMap map, Instrument instrument)
    {
        var id = map.RequiredId();
        var (text, source) = (map.RequiredText("text"), map.RequiredText("source"));
        var (question, option) = (map.Text("question") ?? "", map.Text("option") ?? "");
        var waves = map.Known("waves", [.. instrument.Waves.Select(wave => wave.Id)], "wave") ?? [];
        var (stated, where) = (map.TextOrTexts("stated") ?? [], map.Texts("where") ?? []);
        var (of, weight) = (map.Text("base"), map.Text("weight"));
        var (respondents, rank) = (Whole(map, "respondents"), Whole(map, "rank"));
        var (among, reason) = (map.Texts("among") ?? [], map.Text("not-computable") ?? "");
        map.Done();

        var form = FormOf(map, id);
        CheckWaves(map, id, form, waves, instrument);
        var claim = new Claim(id, text, source, KindOf(form, waves), waves)
        {
            Question = question,
            Option = option,
            Stated =
            [
                .. stated.Select(
                    (figure, item) =>
                        ClaimedNumber.Parse(figure)
                        ?? throw map.Error(
                            "stated",
                            item,
                            $"\"stated\" of claim \"{id}\" is {Label.Quote(figure)}; a percentage such as 71, 84.8, > 10, < 50 or "
                                + "66.7 ± 1 was expected"
                        )
                ),
            ],
            Where = [.. where.Select((filter, item) => FilterOf(map, filter, item))],
            Base = of,
            Weight = weight,
            Respondents = respondents,
            Rank = rank,
            Among = among,
            NotComputable = reason,
        };
        if (form == "stated" && claim.Stated.Count != waves.Count)
            throw map.Error(
                "stated",
                $"\"stated\" of claim \"{id}\" has {claim.Stated.Count}, and \"waves\" {waves.Count}; one percentage for each "
                    + "wave was expected"
            );
        if (form == "not-computable" && reason.Length == 0)
            throw map.Error(form, $"\"not-computable\" of claim \"{id}\" gives no reason");
        if (claim.Kind is ClaimKind.Share or ClaimKind.Change or ClaimKind.Rank)
            ClaimQuery.Check(map, claim, instrument);
        return claim;
    }

    /// <summary>The one key of <see cref="Forms"/> that the claim has, with all that it needs and nothing that does not go with
    /// it.</summary>
    private static string FormOf(YamlMap map, string id)
    {
        var keys = map.Keys.ToHashSet();
        var forms = Forms.Keys.Where(keys.Contains).ToList();
        if (forms.Count == 0)
            throw map.Error("id", $"claim \"{id}\" has nothing to check; one of {string.Join(", ", Forms.Keys)} was expected");
        var form = forms[0];
        if (forms.Count > 1)
            throw map.Error(forms[1], $"claim \"{id}\" has \"{form}\" and \"{forms[1]}\"; one of them was expected");
        var (needs, takes) = Forms[form];
        if (needs.FirstOrDefault(key => !keys.Contains(key)) is { } missing)
            throw map.Error(form, $"claim \"{id}\" has \"{form}\", and no \"{missing}\"");
        if (
            map.Keys.FirstOrDefault(key =>
                key != form && key is not ("id" or "text" or "source") && !needs.Contains(key) && !takes.Contains(key)
            ) is
            { } surplus
        )
            throw map.Error(surplus, $"claim \"{id}\" has \"{surplus}\", which does not go with \"{form}\"");
        return form;
    }

    private static ClaimKind KindOf(string form, IReadOnlyList<string> waves) =>
        form switch
        {
            "stated" => waves.Count == 1 ? ClaimKind.Share : ClaimKind.Change,
            "respondents" => ClaimKind.Respondents,
            "rank" => ClaimKind.Rank,
            _ => ClaimKind.NotComputable,
        };

    private static void CheckWaves(YamlMap map, string id, string form, IReadOnlyList<string> waves, Instrument instrument)
    {
        var most = form switch
        {
            "stated" => 2,
            "not-computable" => int.MaxValue,
            _ => 1,
        };
        if ((waves.Count == 0 && form != "not-computable") || waves.Count > most)
            throw map.Error(
                "waves",
                $"\"waves\" of claim \"{id}\" names {waves.Count}; {(most == 1 ? "one was" : "one, or two for a change, were")} expected"
            );
        for (var item = 1; item < waves.Count; item++)
        {
            if (instrument.Wave(waves[item]).Position <= instrument.Wave(waves[item - 1]).Position)
                throw map.Error(
                    "waves",
                    item,
                    $"\"waves\" of claim \"{id}\" names {waves[item - 1]} before {waves[item]}; the order of time was expected"
                );
        }
    }

    private static Filter FilterOf(YamlMap map, string text, int item)
    {
        try
        {
            return Filter.Parse(text);
        }
        catch (SurveyException exception)
        {
            throw map.Error("where", item, exception.Message);
        }
    }

    private static int? Whole(YamlMap map, string key)
    {
        if (map.Text(key) is not { } text)
            return null;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
            ? number
            : throw map.Error(key, $"\"{key}\" is \"{text}\"; a whole number from 1 was expected");
    }
}
