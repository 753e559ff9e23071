namespace Survey.Instruments;

/// <summary>Reads the ways in which an instrument weights respondents; see <see cref="InstrumentFile"/>.</summary>
internal sealed class WeightSchemeFile(IReadOnlyList<Question> questions, IReadOnlyList<string> waves)
{
    public const string Key = "weights";

    /// <summary>What stands for no weights wherever a scheme may be named.</summary>
    private const string None = "none";

    /// <summary>Declared shares are rounded; they may miss 100 by this much.</summary>
    private const double Rounding = 0.5;

    /// <param name="parent">the instrument</param>
    public IReadOnlyList<WeightScheme> Read(YamlMap parent)
    {
        var schemes = parent.List(Key, "a weight scheme", ReadOne);
        QuestionFile.Unique(parent, Key, schemes.Select((scheme, item) => (scheme.Id, item)), "weight scheme");
        return schemes;
    }

    private WeightScheme ReadOne(YamlMap map)
    {
        var (id, label, like, trim) = (map.RequiredId(), map.RequiredText("label"), map.Text("like"), map.Number("trim"));
        var allow = map.Number("allow");
        var by = map.Known("by", [.. questions.Select(question => question.Id)], "question");
        var targets = map.Map("targets", $"\"targets\" of weight scheme \"{id}\"");
        map.Done();
        if (id == None)
            throw map.Error("id", $"\"{None}\" stands for no weights, and cannot be a weight scheme");
        if (trim is { } most && !(most > 1 && double.IsFinite(most)))
            throw map.Error(
                "trim",
                $"\"trim\" of weight scheme \"{id}\" is the largest weight where 1 is the mean; a number above 1 was expected"
            );
        if (allow is { } percent && !(percent is >= 0 and <= 100))
            throw map.Error(
                "allow",
                $"\"allow\" of weight scheme \"{id}\" is how many per cent of a wave's respondents may have weight 0; 0 to 100 was expected"
            );
        if (like is null == targets is null)
            throw map.Error(
                "targets",
                $"weight scheme \"{id}\" has "
                    + $"{(like is null ? "neither \"like\" nor \"targets\"" : "both \"like\" and \"targets\"")}; one of them was expected"
            );
        if (targets is not null)
            return by is null
                ? Scheme(Declared(targets, id))
                : throw map.Error("by", $"weight scheme \"{id}\" has \"by\" and \"targets\"; \"by\" belongs to \"like\"");
        if (!waves.Contains(like!))
            throw map.Error("like", $"weight scheme \"{id}\" is like wave \"{like}\", which is none of {string.Join(", ", waves)}");
        if (by is not { Count: > 0 })
            throw map.Error(
                "by",
                $"weight scheme \"{id}\" is like wave \"{like}\", and does not say in what; \"by\", a list of questions, was expected"
            );
        QuestionFile.Unique(
            map,
            "by",
            by.Select((question, item) => (question, item)),
            "question",
            $" in \"by\" of weight scheme \"{id}\""
        );
        for (var item = 0; item < by.Count; item++)
        {
            var position = item;
            var question = Weighable(id, by[item], message => map.Error("by", position, message));
            if (!question.IsAskedIn(like!))
                throw map.Error("by", item, $"weight scheme \"{id}\" is by question \"{question.Id}\", which wave \"{like}\" did not ask");
        }
        return Scheme([.. by.Select(question => new WeightTarget(question, null))]);

        WeightScheme Scheme(IReadOnlyList<WeightTarget> to)
        {
            var scheme = new WeightScheme(id, label, to, like, trim);
            return allow is null ? scheme : scheme with { Allow = allow.Value };
        }
    }

    private List<WeightTarget> Declared(YamlMap map, string scheme)
    {
        var targets = map
            .Keys.Select(id => new WeightTarget(id, Shares(map, scheme, Weighable(scheme, id, message => map.Error(id, message)))))
            .ToList();
        return targets.Count > 0 ? targets : throw map.Error("", $"\"targets\" of weight scheme \"{scheme}\" names no question");
    }

    /// <summary>Only of a question with one answer do the shares add up to 1.</summary>
    private Question Weighable(string scheme, string id, Func<string, SurveyException> error)
    {
        var question =
            questions.FirstOrDefault(known => known.Id == id)
            ?? throw error(
                $"weight scheme \"{scheme}\" is by question \"{id}\", "
                    + $"which is none of {string.Join(", ", questions.Select(known => known.Id))}"
            );
        return question.Kind is QuestionKind.Single or QuestionKind.Scale
            ? question
            : throw error(
                $"weight scheme \"{scheme}\" is by question \"{id}\", which is of kind {QuestionFile.NameOf(question.Kind)}; one "
                    + "of kind single or scale was expected"
            );
    }

    /// <returns>by option id, adding up to 1</returns>
    private static Dictionary<string, double> Shares(YamlMap parent, string scheme, Question question)
    {
        var what = $"\"targets\" of question \"{question.Id}\" in weight scheme \"{scheme}\"";
        var map = parent.Map(question.Id, what)!;
        var percent = new Dictionary<string, double>();
        foreach (var option in map.Keys)
        {
            if (question.Options.All(known => known.Id != option))
                throw map.Error(
                    option,
                    $"{what} names option \"{option}\", which is none of {string.Join(", ", question.Options.Select(known => known.Id))}"
                );
            percent[option] = map.Number(option)!.Value;
            if (!(percent[option] >= 0 && double.IsFinite(percent[option])))
                throw map.Error(option, $"{what} gives option \"{option}\" {map.Text(option)} per cent; 0 or more was expected");
        }
        if (question.Options.FirstOrDefault(option => !percent.ContainsKey(option.Id)) is { } left)
            throw parent.Error(question.Id, $"{what} leaves option \"{left.Id}\" out; give it a percentage, which may be 0");
        var sum = percent.Values.Sum();
        if (Math.Abs(sum - 100) > Rounding)
            throw parent.Error(question.Id, FormattableString.Invariant($"{what} add up to {sum} per cent, and not to 100"));
        return percent.ToDictionary(share => share.Key, share => share.Value / sum);
    }
}
