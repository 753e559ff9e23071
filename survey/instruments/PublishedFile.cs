namespace Survey.Instruments;

/// <summary>Reads which figures of a reconstructed wave were published; see <see cref="InstrumentFile"/>. An entry is a question, or a
/// question with some of its options and nets: <c>using:currently,never</c>.</summary>
internal static class PublishedFile
{
    public const string Key = "published";

    /// <param name="map">the wave</param>
    /// <returns>by question the ids of options and nets, all where there are none; null where the wave says nothing</returns>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>>? Read(YamlMap map, IReadOnlyList<Question> questions)
    {
        if (map.Texts(Key) is not { } entries)
            return null;
        var wave = map.Text("id")!;
        if (map.Text("provenance") != "reconstructed")
            throw map.Error(Key, $"wave \"{wave}\" is raw, and has \"{Key}\", which only a reconstructed wave has");
        var published = new Dictionary<string, IReadOnlyList<string>>();
        foreach (var (item, entry) in entries.Index())
        {
            var (id, choices) = Parted(entry);
            var question =
                questions.FirstOrDefault(known => known.Id == id)
                ?? throw map.Error(
                    Key,
                    item,
                    $"\"{Key}\" of wave \"{wave}\" names question \"{id}\", which is none of "
                        + string.Join(", ", questions.Select(known => known.Id))
                );
            if (!question.IsAskedIn(wave))
                throw map.Error(Key, item, $"\"{Key}\" of wave \"{wave}\" names question \"{id}\", which the wave did not ask");
            if (choices.FirstOrDefault(choice => question.LabelIn(wave, choice) is null) is { } unknown)
                throw map.Error(
                    Key,
                    item,
                    $"\"{Key}\" of wave \"{wave}\" names \"{unknown}\" of question \"{id}\"; the wave offered "
                        + string.Join(", ", question.ChoicesIn(wave).Select(choice => choice.Id))
                );
            if (!published.TryAdd(id, choices))
                throw map.Error(Key, item, $"\"{Key}\" of wave \"{wave}\" names question \"{id}\" twice");
        }
        return published;
    }

    private static (string Question, IReadOnlyList<string> Choices) Parted(string entry)
    {
        var colon = entry.IndexOf(':', StringComparison.Ordinal);
        return colon < 0
            ? (entry, [])
            : (
                entry[..colon].Trim(),
                [.. entry[(colon + 1)..].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)]
            );
    }
}
