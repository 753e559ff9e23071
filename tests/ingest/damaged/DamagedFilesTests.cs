using Survey.Tests.Ingest.Commands;
using Survey.Tests.Ingest.Wild;
using Xunit;

namespace Survey.Tests.Ingest.Damaged;

/// <summary>Real exports of every shape, damaged as files are on their way: it is found, every time, and by its name.</summary>
public sealed class DamagedFilesTests(TestDatabase postgres) : IClassFixture<TestDatabase>
{
    public static TheoryData<string> Files =>
        RealData.Absence is not null
            ? [""]
            :
            [
                .. Directory
                    .GetFiles(RealData.File("wild/expected"))
                    .Select(file => Directory.GetFiles(RealData.File("wild"), Path.GetFileNameWithoutExtension(file) + ".*").Single())
                    .Concat(Directory.GetFiles(RealData.File("cncf"), "*.csv"))
                    .Select(file => Path.GetRelativePath(RealData.File(""), file))
                    .Order(),
            ];

    [RealDataTheory]
    [MemberData(nameof(Files))]
    public async Task EachDamageIsFoundByItsNameAndNotWhereItIsNot(string name)
    {
        var (missed, found) = (new List<string>(), new List<string>());
        using var folder = new TemporaryFolder();
        var whole = await Whole(name);
        var before = (await Inspect(folder, name, whole))
            .Findings.Select(finding => (finding.Code, finding.Where, finding.Seen))
            .ToHashSet();
        foreach (var (what, damage) in Damage.All)
        {
            var table = whole.Copy();
            if (!damage.Do(table))
                continue;
            using var drafted = await Inspect(folder, name, table);
            var codes = drafted
                .Findings.Where(finding => finding.Doubts && !before.Contains((finding.Code, finding.Where, finding.Seen)))
                .Select(finding => finding.Code)
                .Distinct()
                .ToList();
            var isKnown = KnownMisses.All.Contains($"{name}: {what}");
            if (codes.Intersect(damage.Codes).Any())
            {
                if (isKnown)
                    found.Add($"\"{name}: {what}\" is found now, and leaves the list of known misses");
            }
            else if (!isKnown)
                missed.Add($"{name}: {what}: no {string.Join(" or ", damage.Codes)}, but {string.Join(", ", codes)} {drafted.Problem}");
        }
        Assert.True(missed.Count + found.Count == 0, string.Join('\n', missed.Concat(found)));
    }

    [RealDataTheory]
    [MemberData(nameof(Files))]
    public async Task AColumnThatWasRenamedIsNamedByTheLoad(string name)
    {
        using var folder = new TemporaryFolder();
        var table = await Whole(name);
        if (table.AnswerColumn is not { } column)
            return;
        using var drafted = await Inspect(folder, name, table);
        Assert.Null(drafted.Problem);
        drafted.Decide();
        foreach (var header in table.Headers.Where(header => header[column].Length > 0))
            header[column] = "Renamed";
        await File.WriteAllBytesAsync(Path.Combine(drafted.Folder, FileOf(name)), table.Written(IsWorkbook(name)));

        var loaded = await postgres.Run("load", drafted.Folder);

        Assert.Equal(1, loaded.Code);
        Assert.Contains("Renamed", loaded.Errors, StringComparison.Ordinal);
    }

    /// <summary>The beginning of a real file.</summary>
    private static async Task<Table> Whole(string name)
    {
        using var drafted = await Drafted.Of(RealData.File(name));
        return await Table.Of(RealData.File(name), drafted.HeaderRows);
    }

    /// <summary>Drafts a table as a file of the same kind as it was.</summary>
    private static async Task<Drafted> Inspect(TemporaryFolder folder, string name, Table table)
    {
        var file = Path.Combine(folder.Path, FileOf(name));
        await File.WriteAllBytesAsync(file, table.Written(IsWorkbook(name)));
        return await Drafted.Of(file);
    }

    private static string FileOf(string name) => Path.GetFileNameWithoutExtension(name) + (IsWorkbook(name) ? ".xlsx" : ".csv");

    private static bool IsWorkbook(string name) => Path.GetExtension(name) == ".xlsx";
}
