using Dapper;
using Npgsql;
using Survey.Instruments;

namespace Survey.Bench;

/// <summary>One row a respondent, everything of its own type, in PostgreSQL: see <see cref="SqlTable.Typed"/>. Filled from what was
/// generated, not from the raw files.</summary>
internal static class TypedTable
{
    public const string Name = "typed";

    public static async Task Fill(Generated data, NpgsqlConnection connection)
    {
        var columns = data.Questions.SelectMany(question =>
            question.Kind switch
            {
                QuestionKind.Multiple => question.Labels.Select((_, option) => $"{question.Id}_{option} boolean"),
                QuestionKind.Single or QuestionKind.Scale => [$"{question.Id} smallint"],
                QuestionKind.Number => [$"{question.Id} float8"],
                _ => [$"{question.Id} text"],
            }
        );
        await connection.ExecuteAsync($"create table {Name} (wave smallint not null, {string.Join(", ", columns)})");
        await using (var import = await connection.BeginBinaryImportAsync($"copy {Name} from stdin (format binary)"))
        {
            for (var wave = 0; wave < Generated.WaveCount; wave++)
            {
                foreach (var row in data.Rows(wave))
                {
                    await import.StartRowAsync();
                    import.Write((short)wave);
                    for (var question = 0; question < data.Questions.Count; question++)
                        Write(import, data.Questions[question], row.Answers[question], row.Texts[question]);
                }
            }
            await import.CompleteAsync();
        }
        await connection.ExecuteAsync($"create index on {Name} (wave)");
        await connection.ExecuteAsync($"vacuum (analyze) {Name}", commandTimeout: 300);
    }

    private static void Write(NpgsqlBinaryImporter import, GeneratedQuestion question, int answer, string? text)
    {
        for (var option = 0; question.Kind == QuestionKind.Multiple && option < question.Labels.Count; option++)
        {
            if (answer == 0)
                import.WriteNull();
            else
                import.Write((answer >> option & 1) != 0);
        }
        if (question.Kind == QuestionKind.Multiple)
            return;
        if (question.Kind == QuestionKind.Text ? text is null : answer < 0)
            import.WriteNull();
        else if (question.Kind == QuestionKind.Text)
            import.Write(text!);
        else if (question.Kind == QuestionKind.Number)
            import.Write((double)answer);
        else
            import.Write((short)answer);
    }
}
