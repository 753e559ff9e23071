using Xunit;

namespace Survey.Tests.Architecture;

/// <summary>What breaks a rule of the architecture, a line each: all of them are said, not only the first.</summary>
internal static class Findings
{
    public static void AreNone(IEnumerable<string> lines)
    {
        var all = lines.ToList();
        Assert.True(all.Count == 0, $"{all.Count} found:\n{string.Join('\n', all)}");
    }
}
