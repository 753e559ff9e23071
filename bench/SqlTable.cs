using Survey.Instruments;

namespace Survey.Bench;

/// <summary>How the generated survey stands in a table, and what its questions are called in SQL.</summary>
/// <param name="From">what to select from, for one wave (from 0) or for all (null)</param>
/// <param name="Wave">the condition that a row is of a wave</param>
/// <param name="Chose">the condition that a respondent chose an option (from 0)</param>
/// <param name="Answered">the condition that a respondent answered</param>
/// <param name="Order">an expression by which the options of a single stand in their order</param>
internal sealed record SqlTable(
    Func<int?, string> From,
    Func<int, string> Wave,
    Func<GeneratedQuestion, int, string> Chose,
    Func<GeneratedQuestion, string> Answered,
    Func<GeneratedQuestion, string> Order
)
{
    /// <summary>
    /// One row a respondent, everything of its own type: <c>wave</c> a small number, singles and scales the option's position,
    /// multi-selects a boolean an option (all of them null where the question was not answered), numbers as such. The same in PostgreSQL
    /// and in DuckDB.
    /// </summary>
    /// <param name="table">its name</param>
    public static SqlTable Typed(string table) =>
        new(
            _ => table,
            wave => $"wave = {wave}",
            (question, option) => question.Kind == QuestionKind.Multiple ? $"{question.Id}_{option}" : $"{question.Id} = {option}",
            question => question.Kind == QuestionKind.Multiple ? $"{question.Id}_0 is not null" : $"{question.Id} is not null",
            question => question.Id
        );

    /// <summary>The raw files as DuckDB reads them: texts, several answers joined; numbers and the points of scales are numbers.</summary>
    public static SqlTable Texts(Func<int?, string> from) =>
        new(
            from,
            wave => $"wave = '{Generated.Waves[wave]}'",
            (question, option) =>
                question.Kind switch
                {
                    QuestionKind.Multiple => $"contains({question.Id}, '{question.Labels[option]}')",
                    QuestionKind.Scale => $"{question.Id} = {question.Labels[option]}",
                    _ => $"{question.Id} = '{question.Labels[option]}'",
                },
            question => $"{question.Id} is not null",
            question => $"list_position([{string.Join(", ", question.Labels.Select(label => $"'{label}'"))}], {question.Id})"
        );

    /// <summary>Of each wave: who answered, and who chose each option.</summary>
    /// <param name="where">only of these respondents; null for all</param>
    public string Trend(GeneratedQuestion question, string? where = null) =>
        $"select wave, {Count(Answered(question))}, {Options(question)} from "
        + $"{From(null)}{(where is null ? "" : $" where {where}")} group by wave order by wave";

    /// <summary>Of each option of a single: all who chose it and answered the other question, and those of them who chose each option of
    /// that.</summary>
    public string Crosstab(GeneratedQuestion single, GeneratedQuestion multiple, int wave) =>
        $"select {Order(single)} as position, count(*), {Options(multiple)} from {From(wave)} where {Wave(wave)} and "
        + $"{Answered(single)} and {Answered(multiple)} group by position order by position";

    /// <summary>Of each wave: who answered, and who chose each two options.</summary>
    /// <param name="wave">null for all</param>
    public string Overlap(GeneratedQuestion question, int? wave)
    {
        var pairs =
            from first in Enumerable.Range(0, question.Labels.Count)
            from second in Enumerable.Range(first + 1, question.Labels.Count - first - 1)
            select Count($"{Chose(question, first)} and {Chose(question, second)}");
        return "select wave, "
            + $"{Count(Answered(question))}, {string.Join(", ", pairs)} from {From(wave)}"
            + $"{(wave is { } one ? $" where {Wave(one)}" : "")} group by wave order by wave";
    }

    /// <summary>Of each wave: of all questions, who answered and who chose each option.</summary>
    public string Toplines(IReadOnlyList<GeneratedQuestion> questions, int wave) =>
        $"select wave, {All(questions)} from {From(wave)} where {Wave(wave)} group by wave";

    /// <summary>Toplines of two waves that follow each other.</summary>
    public string Changes(IReadOnlyList<GeneratedQuestion> questions, int wave) =>
        $"select wave, {All(questions)} from {From(null)} where {Wave(wave - 1)} or {Wave(wave)} group by wave order by wave";

    private string All(IReadOnlyList<GeneratedQuestion> questions) =>
        string.Join(
            ", ",
            questions.Select(question =>
                question.Labels.Count == 0 ? Count(Answered(question)) : $"{Count(Answered(question))}, {Options(question)}"
            )
        );

    private string Options(GeneratedQuestion question) =>
        string.Join(", ", question.Labels.Select((_, option) => Count(Chose(question, option))));

    private static string Count(string condition) => $"count(*) filter (where {condition})";
}
