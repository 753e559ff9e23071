namespace Survey.Tests;

/// <summary>The checkout that the tests run in.</summary>
public static class Repository
{
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    public static string Sample(string survey) => Path.Combine(Root, "samples", survey);

    /// <summary>The files of the checkout, without what was built or loaded: "survey/Label.cs", in order.</summary>
    public static IEnumerable<string> Files() => Files(Root).Select(file => Path.GetRelativePath(Root, file)).Order(StringComparer.Ordinal);

    private static IEnumerable<string> Files(string folder) =>
        Directory
            .EnumerateFiles(folder)
            .Concat(
                Directory
                    .EnumerateDirectories(folder)
                    .Where(inner => Path.GetFileName(inner) is not (".git" or ".data" or "bin" or "obj"))
                    .SelectMany(Files)
            );

    private static string Find(string folder) =>
        File.Exists(Path.Combine(folder, "Survey.sln"))
            ? folder
            : Find(Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("no Survey.sln above the tests"));
}
