namespace Survey.Instruments;

/// <summary>Reads whom questions were asked; see <see cref="InstrumentFile"/>. A filter may name a question that stands later in the file,
/// so all are read before.</summary>
/// <param name="questions">all of the instrument</param>
internal sealed class RoutingFile(IReadOnlyList<Question> questions, IReadOnlyList<string> waves)
{
    public const string Key = "asked-of";

    /// <summary>A filter, and how to complain about it where it stands.</summary>
    private sealed record Written(Filter Filter, Func<string, SurveyException> Error);

    /// <summary>An entry of the list of questions once more, with its routing. What a row says of a wave comes first, then what the entry
    /// says of it, then what it says of all.</summary>
    /// <param name="entry">the question that it is, or one for each row of a grid</param>
    public IReadOnlyList<Question> Read(YamlMap map, IReadOnlyList<Question> entry)
    {
        var (always, inWaves) = (Filters(map), InWaves(map));
        var rows = map.List("rows", "a row", InWaves, _ => []);
        return
        [
            .. entry.Select(
                (question, row) => question with { Routing = Checked(question, rows.ElementAtOrDefault(row) ?? [], inWaves, always) }
            ),
        ];
    }

    private Dictionary<string, IReadOnlyList<Filter>> Checked(
        Question question,
        Dictionary<string, IReadOnlyList<Written>> row,
        Dictionary<string, IReadOnlyList<Written>> inWaves,
        IReadOnlyList<Written>? always
    )
    {
        var routing = new Dictionary<string, IReadOnlyList<Filter>>();
        foreach (var wave in waves.Where(question.IsAskedIn))
        {
            var filters = row.GetValueOrDefault(wave) ?? inWaves.GetValueOrDefault(wave) ?? always ?? [];
            foreach (var filter in filters)
                Check(question, wave, filter);
            if (filters.Count > 0)
                routing[wave] = [.. filters.Select(filter => filter.Filter)];
        }
        return routing;
    }

    private void Check(Question question, string wave, Written written)
    {
        var filter = written.Filter;
        if (filter.Question == question.Id)
            throw Error("names the question itself");
        var asked =
            questions.FirstOrDefault(known => known.Id == filter.Question)
            ?? throw Error(
                $"names question \"{filter.Question}\", which is none of {string.Join(", ", questions.Select(known => known.Id))}"
            );
        if (!asked.IsAskedIn(wave))
            throw Error($"names question \"{asked.Id}\", which wave \"{wave}\" did not ask");
        if (!filter.SuitsKind(asked))
            throw Error(
                $"has a range of question \"{asked.Id}\", which is of kind {QuestionFile.NameOf(asked.Kind)}; a range is of a "
                    + "number or a scale"
            );
        if (filter.UnknownIn(asked) is { } unknown)
            throw Error(
                $"names \"{unknown}\", which is neither an option nor a net of question "
                    + $"\"{asked.Id}\"; there are {string.Join(", ", asked.Choices.Select(choice => choice.Id))}"
            );
        if (filter.None && !asked.Kind.HasOptions())
            throw Error($"is of nobody: who answered question \"{asked.Id}\" has \"{filter.Options[0]}\"");
        if (!filter.None && !filter.IsOfferedIn(asked, wave))
            throw Error($"names only what wave \"{wave}\" did not offer of question \"{asked.Id}\"");

        SurveyException Error(string message) => written.Error($"\"{Key}\" of question \"{question.Id}\" {message}");
    }

    /// <summary>What waves say of themselves, by wave; waves that say nothing are not there.</summary>
    private Dictionary<string, IReadOnlyList<Written>> InWaves(YamlMap parent)
    {
        var own = new Dictionary<string, IReadOnlyList<Written>>();
        if (parent.Map("waves", "\"waves\"") is not { } map)
            return own;
        foreach (var key in map.Keys)
        {
            if (Filters(map.Map(key, $"wave \"{key}\"")!) is not { } filters)
                continue;
            foreach (var wave in WaveRange.Expand(key, waves)!)
                own[wave] = filters;
        }
        return own;
    }

    /// <returns>null where the key is not there; an empty list means everybody</returns>
    private static List<Written>? Filters(YamlMap map) =>
        map.Texts(Key)?.Select((text, item) => new Written(Parse(map, item, text), message => map.Error(Key, item, message))).ToList();

    private static Filter Parse(YamlMap map, int item, string text)
    {
        try
        {
            return Filter.Parse(text);
        }
        catch (SurveyException exception)
        {
            throw map.Error(Key, item, $"\"{Key}\": {exception.Message}");
        }
    }
}
