namespace Survey.Instruments;

/// <summary>Reads what waves say otherwise of a question or a row; see <see cref="InstrumentFile"/>.</summary>
internal static class WaveWordingFile
{
    private static readonly Dictionary<string, Flag> Flags = new()
    {
        ["break"] = Flag.Break,
        ["differs"] = Flag.Differs,
        ["provisional"] = Flag.Provisional,
    };

    /// <summary>What waves say otherwise of a question or a row, each wave at most once.</summary>
    public static Dictionary<string, WaveWording> Read(
        YamlMap parent,
        string question,
        QuestionKind kind,
        IReadOnlyList<string> waves,
        IReadOnlyList<Option> options
    )
    {
        var own = new Dictionary<string, WaveWording>();
        if (parent.Map("waves", $"\"waves\" of question \"{question}\"") is not { } map)
            return own;
        foreach (var key in map.Keys)
        {
            var named =
                WaveRange.Expand(key, waves)
                ?? throw map.Error(key, $"question \"{question}\" speaks of wave \"{key}\", which is none of {string.Join(", ", waves)}");
            foreach (var wave in named)
            {
                if (!own.TryAdd(wave, ReadOne(map, key, wave, question, kind, options)))
                    throw map.Error(key, $"question \"{question}\" speaks of wave \"{wave}\" twice");
            }
        }
        return own;
    }

    private static WaveWording ReadOne(
        YamlMap parent,
        string key,
        string wave,
        string question,
        QuestionKind kind,
        IReadOnlyList<Option> options
    )
    {
        var map = parent.Map(key, $"wave \"{key}\" of question \"{question}\"")!;
        var flag = map.OneOf("flag", Flags);
        var wording = new WaveWording
        {
            Text = map.Text("text"),
            Flag = flag,
            Reason = flag is null ? map.Text("reason") ?? "" : map.RequiredText("reason"),
            Labels = map.Dictionary("labels"),
            Repairs = NormalisedKeys(map, "repairs", question).ToDictionary(pair => pair.Key, pair => Label.Normalise(pair.Value)),
            Recode = NormalisedKeys(map, "recode", question),
            Blank = map.Texts("blank") is { } blank ? InstrumentFile.Normalised(blank) : null,
            Columns = ReadColumns(map, question),
            Column = map.Text("column"),
        };
        map.Done(RoutingFile.Key);
        foreach (
            var (name, ids) in new[]
            {
                ("labels", wording.Labels.Keys),
                ("recode", wording.Recode.Values),
                ("columns", wording.Columns.Values),
            }
        )
        {
            if (ids.FirstOrDefault(id => options.All(option => option.Id != id)) is { } unknown)
                throw map.Error(
                    name,
                    $"\"{name}\" of question \"{question}\" names option \"{unknown}\", "
                        + $"which is none of {string.Join(", ", options.Select(option => option.Id))}"
                );
        }
        if (wording.Recode.Values.FirstOrDefault(id => !options.First(option => option.Id == id).IsOfferedIn(wave)) is { } absent)
            throw map.Error(
                "recode",
                $"\"recode\" of question \"{question}\" counts an answer as option \"{absent}\", which wave \"{wave}\" did not offer"
            );
        if (wording.Columns.Values.FirstOrDefault(id => !options.First(option => option.Id == id).IsOfferedIn(wave)) is { } ghost)
            throw map.Error(
                "columns",
                $"\"columns\" of question \"{question}\" names option \"{ghost}\", which wave \"{wave}\" did not offer"
            );
        var meanings = Unambiguous(map, "labels", question, options, wave, wording);
        if (kind == QuestionKind.Number)
        {
            if (wording.Repairs.Values.FirstOrDefault(meant => NumberText.Parse(meant) is null) is { } text)
                throw map.Error("repairs", $"\"repairs\" of question \"{question}\" turns a text into \"{text}\", which is not a number");
        }
        else if (wording.Repairs.Values.FirstOrDefault(meant => !meanings.ContainsKey(meant)) is { } meaningless)
            throw map.Error(
                "repairs",
                $"\"repairs\" of question \"{question}\" turns a text into \"{meaningless}\", which is no wording of an option "
                    + $"that wave \"{wave}\" offered"
            );
        return wording;
    }

    private static Dictionary<int, string> ReadColumns(YamlMap map, string question)
    {
        var columns = new Dictionary<int, string>();
        foreach (var (found, option) in map.Dictionary("columns"))
        {
            if (
                !int.TryParse(
                    found,
                    System.Globalization.NumberStyles.None,
                    System.Globalization.CultureInfo.InvariantCulture,
                    out var number
                )
                || number < 1
            )
                throw map.Error(
                    "columns",
                    $"\"columns\" of question \"{question}\" names column \"{found}\"; a column's number was expected, 1 for the "
                        + "first of the file"
                );
            if (!columns.TryAdd(number, option))
                throw map.Error("columns", $"\"columns\" of question \"{question}\" names column {number} twice");
        }
        return columns;
    }

    private static Dictionary<string, string> NormalisedKeys(YamlMap map, string key, string question)
    {
        var texts = new Dictionary<string, string>();
        foreach (var (found, meant) in map.Dictionary(key))
        {
            if (!texts.TryAdd(Label.Normalise(found), meant))
                throw map.Error(
                    key,
                    $"\"{key}\" of question \"{question}\" {(key == "repairs" ? "mends" : "names")} \"{Label.Normalise(found)}\" twice"
                );
        }
        return texts;
    }

    /// <summary>No text may mean two options in one wave.</summary>
    /// <param name="own">what the wave says otherwise, or null</param>
    /// <returns>the wave's options by the texts that mean them</returns>
    public static Dictionary<string, string> Unambiguous(
        YamlMap map,
        string key,
        string question,
        IReadOnlyList<Option> options,
        string wave,
        WaveWording? own
    )
    {
        var meanings = new Dictionary<string, string>();
        foreach (var option in options.Where(option => option.IsOfferedIn(wave)))
        {
            foreach (var wording in CodebookQuestion.WordingsOf(option, own))
            {
                if (!meanings.TryAdd(wording, option.Id))
                    throw map.Error(
                        key,
                        $"in question \"{question}\" the text \"{wording}\" means both option \"{meanings[wording]}\" and option "
                            + $"\"{option.Id}\" in wave \"{wave}\""
                    );
            }
        }
        return meanings;
    }
}
