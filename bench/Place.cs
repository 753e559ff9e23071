namespace Survey.Bench;

/// <summary>Where benchmarks keep and put things.</summary>
internal static class Place
{
    /// <summary>Generated data, kept between runs.</summary>
    public static string Kept =>
        Environment.GetEnvironmentVariable("SURVEY_DATA") is { Length: > 0 } folder
            ? Path.Combine(folder, "bench")
            : Path.Combine(Path.GetTempPath(), "survey-bench");

    /// <summary>The file with the tables.</summary>
    public static string ReadMe => Path.Combine(Root, "bench", "README.md");

    /// <summary>A survey that loads.</summary>
    public static string Sample => Path.Combine(Root, "samples", "container");

    public static string Document(string name) => Path.Combine(Root, "docs", name);

    private static string Root
    {
        get
        {
            var folder = new DirectoryInfo(AppContext.BaseDirectory);
            while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Survey.sln")))
                folder = folder.Parent;
            return folder?.FullName
                ?? throw new SurveyException(
                    $"{AppContext.BaseDirectory} is in no folder with Survey.sln; the benchmarks run from the repository"
                );
        }
    }

    /// <summary>One of the programs, as <c>./run</c> builds it for users: all are in the folder of the API.</summary>
    /// <param name="folder">as in "ingest"</param>
    public static string Program(string folder) =>
        Path.Combine(
            Root,
            folder == "bench" ? folder : "api",
            "bin",
            "published",
            $"Survey.{char.ToUpperInvariant(folder[0])}{folder[1..]}.dll"
        );

    /// <summary>A folder that the database's account can reach, thrown away in the end.</summary>
    public static DirectoryInfo Temporary()
    {
        var folder = Directory.CreateTempSubdirectory("survey-bench-");
        File.SetUnixFileMode(folder.FullName, (UnixFileMode)0b111_101_101);
        return folder;
    }
}
