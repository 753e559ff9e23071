namespace Survey.Instruments;

/// <summary>Reads what an instrument says of comparisons; see <see cref="InstrumentFile"/>.</summary>
internal static class ComparisonFile
{
    public const string Mask = "mask";

    public const string Key = "key";

    private const string Least = "minimum-base";

    private const int UsualMinimum = 30;

    public static int MinimumBase(YamlMap map)
    {
        var minimum = map.Number(Least) ?? UsualMinimum;
        return minimum is >= 1 and <= int.MaxValue && minimum % 1 == 0
            ? (int)minimum
            : throw map.Error(Least, $"\"{Least}\" is {map.Text(Least)}; a whole number of respondents was expected, 1 or more");
    }

    /// <returns>ids; none where the instrument names none</returns>
    public static IReadOnlyList<string> KeyQuestions(YamlMap map, IReadOnlyList<Question> questions)
    {
        var key = map.Known(Key, [.. questions.Select(question => question.Id)], "question") ?? [];
        QuestionFile.Unique(map, Key, key.Select((question, item) => (question, item)), "question", $" in \"{Key}\"");
        for (var item = 0; item < key.Count; item++)
        {
            if (questions.First(question => question.Id == key[item]).Kind == QuestionKind.Text)
                throw map.Error(Key, item, $"\"{Key}\" names question \"{key[item]}\", which is of kind text and has no changes");
        }
        return key;
    }
}
