namespace Survey.Tests;

/// <summary>The checkout that the tests run in.</summary>
public static class Repository
{
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    public static string Sample(string survey) => Path.Combine(Root, "samples", survey);

    private static string Find(string folder) =>
        File.Exists(Path.Combine(folder, "Survey.sln"))
            ? folder
            : Find(Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("no Survey.sln above the tests"));
}
