using Npgsql;

namespace Survey.Bench;

/// <summary>The raw files as they are, in one table of texts: <c>psql \copy</c>.</summary>
internal static class PsqlCopy
{
    /// <summary>The newest one installed; Debian's own command would first look which, in Perl.</summary>
    private static string Psql =>
        Directory
            .GetDirectories("/usr/lib/postgresql")
            .OrderByDescending(folder =>
                double.TryParse(Path.GetFileName(folder), System.Globalization.CultureInfo.InvariantCulture, out var version) ? version : 0
            )
            .Select(folder => Path.Combine(folder, "bin", "psql"))
            .FirstOrDefault(File.Exists, "psql");

    public static async Task<Child> Load(Generated data, string connectionString)
    {
        var script = Path.Combine(Path.GetTempPath(), $"survey-bench-{Guid.NewGuid():N}.sql");
        var columns = string.Join(", ", data.Questions.Select(question => $"{question.Id} text"));
        var copies = Generated.Waves.Select(wave => $"\\copy response from '{data.FileOf(wave)}' with (format csv, header)");
        try
        {
            await File.WriteAllTextAsync(script, $"create table response (at text, {columns});\n{string.Join('\n', copies)}\n");
            var settings = new NpgsqlConnectionStringBuilder(connectionString);
            return (
                await Child.Run([
                    Psql,
                    "-X",
                    "-q",
                    "-v",
                    "ON_ERROR_STOP=1",
                    "-h",
                    settings.Host!,
                    "-U",
                    settings.Username!,
                    "-d",
                    settings.Database!,
                    "-f",
                    script,
                ])
            ).Good("psql \\copy");
        }
        finally
        {
            File.Delete(script);
        }
    }
}
