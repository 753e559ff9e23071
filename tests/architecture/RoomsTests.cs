using System.Text.RegularExpressions;
using Xunit;

namespace Survey.Tests.Architecture;

/// <summary>No arrow between rooms runs back, and SQL stands in its room only.</summary>
public sealed partial class RoomsTests
{
    [Fact]
    public void NoTypeUsesARoomThatStandsBehindItsOwn() =>
        Findings.AreNone(
            from type in CompiledTypes.All()
            from used in type.Uses
            let objection = House.Objection(type.Namespace, used.Namespace)
            where objection is not null
            let line = $"{type.Namespace}.{type.Name} uses {used.Namespace}.{used.Name}: {objection}"
            orderby line
            select line
        );

    /// <summary>Constants leave no trace in an assembly, so that the sources are asked too.</summary>
    [Fact]
    public void NoFileImportsARoomThatStandsBehindItsOwn() =>
        Findings.AreNone(
            from source in Sources()
            from Match import in Imports().Matches(source.Text)
            let objection = House.Objection(source.Namespace, import.Groups[1].Value)
            where objection is not null
            select $"{source.File} imports {import.Groups[1].Value}: {objection}"
        );

    [Fact]
    public void EveryFileHasTheNamespaceOfItsFolder() =>
        Findings.AreNone(
            from source in Sources()
            let declared = Namespace().Match(source.Text).Groups[1].Value
            where declared.Length > 0 && declared != source.Namespace
            select $"{source.File} declares namespace {declared}; {source.Namespace} was expected, as its folder is called"
        );

    [Fact]
    public void EveryRoomOfTheHouseIsThere() =>
        Findings.AreNone(
            from program in House.Programs
            from room in program.Rooms
            let name = room.Length == 0 ? program.Name : $"{program.Name}.{room}"
            where Sources().All(source => source.Namespace != name)
            select $"{name} has no file"
        );

    [Fact]
    public void AnArrowThatRunsBackIsSaidWithBothRooms()
    {
        Assert.Null(House.Objection("Survey.Answers", "Survey.Counting"));
        Assert.Null(House.Objection("Survey.Reports.Charts", "Survey.Claims"));
        Assert.Null(House.Objection("Survey.Storage", "Npgsql"));
        Assert.Equal("Counting stands before Answers", House.Objection("Survey.Counting", "Survey.Answers"));
        Assert.Equal("the root of Survey stands before Coded", House.Objection("Survey", "Survey.Coded"));
        Assert.Equal("Survey stands on no other program", House.Objection("Survey.Claims", "Survey.Ingest.Reading"));
        Assert.Equal("Survey.Reports stands on Survey", House.Objection("Survey.Reports.Words", "Survey.Ingest.Reading"));
        Assert.Equal("only Survey.Storage holds SQL", House.Objection("Survey.Api.Rest", "Npgsql.Schema"));
        Assert.Equal("Survey.Attic is no room", House.Objection("Survey.Storage", "Survey.Attic"));
    }

    /// <summary>Closures, async methods, generics, attributes and bodies of methods: all that a use can hide in.</summary>
    [Fact]
    public void UsesAreSeenWhereverTheyStand()
    {
        var types = CompiledTypes.All().ToDictionary(type => $"{type.Namespace}.{type.Name}");

        Assert.Contains(("Npgsql", "NpgsqlBinaryImporter"), types["Survey.Storage.Selections"].Uses);
        Assert.Contains(("Survey.Instruments", "Instrument"), types["Survey.Ingest.Loading.Check"].Uses);
        Assert.Contains(("Dapper", "SqlMapper"), types["Survey.Storage.LoadedSurvey"].Uses);
        Assert.Contains(("System.Text.Json.Serialization", "JsonIgnoreAttribute"), types["Survey.Instruments.CodebookQuestion"].Uses);
        Assert.All(types.Values, type => Assert.DoesNotContain('<', type.Name));
    }

    private static IEnumerable<(string File, string Namespace, string Text)> Sources() =>
        from program in House.Programs
        from path in Directory.EnumerateFiles(Path.Combine(Repository.Root, program.Folder), "*.cs", SearchOption.AllDirectories)
        let file = Path.GetRelativePath(Repository.Root, path)
        where !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal)
        select (file, House.NamespaceOf(Path.GetDirectoryName(file)!), File.ReadAllText(path));

    [GeneratedRegex(@"^using (?:static )?((?:Survey|Npgsql|Dapper)\b[\w.]*);", RegexOptions.Multiline)]
    private static partial Regex Imports();

    [GeneratedRegex(@"^namespace ([\w.]+)", RegexOptions.Multiline)]
    private static partial Regex Namespace();
}
