using Xunit;

namespace Survey.Tests;

/// <summary>
/// The folder of real survey exports. Where it is absent, tests that need it are skipped, and say so;
/// with <c>SURVEY_REAL_DATA</c> set, they fail instead.
/// </summary>
public static class RealData
{
    private static readonly string? Named = Environment.GetEnvironmentVariable("SURVEY_REAL_DATA") is { Length: > 0 } folder
        ? folder
        : null;

    private static string Folder => Named ?? Path.Combine(Repository.Root, "..", "shared", "data");

    /// <summary>Why tests are skipped, or null.</summary>
    public static string? Absence =>
        Named is not null || Directory.Exists(Folder)
            ? null
            : $"the real survey exports are not in {Path.GetFullPath(Folder)}; SURVEY_REAL_DATA names their folder";

    public static string File(string name) => Path.Combine(Folder, name);
}

/// <summary>A test that needs the real survey exports.</summary>
public sealed class RealDataFactAttribute : FactAttribute
{
    public RealDataFactAttribute() => Skip = RealData.Absence;
}

/// <summary>A theory that needs the real survey exports.</summary>
public sealed class RealDataTheoryAttribute : TheoryAttribute
{
    public RealDataTheoryAttribute() => Skip = RealData.Absence;
}
