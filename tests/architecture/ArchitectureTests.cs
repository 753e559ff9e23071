using System.Text.RegularExpressions;
using System.Xml.Linq;
using Xunit;

namespace Survey.Tests.Architecture;

/// <summary>The rules of ARCHITECTURE.md that a compiler does not keep.</summary>
public sealed class ArchitectureTests
{
    [Theory]
    [InlineData("survey", "")]
    [InlineData("ingest", "survey")]
    [InlineData("reports", "survey")]
    [InlineData("api", "ingest reports survey")]
    public void DependenciesPointOneWay(string folder, string allowed)
    {
        var project = XDocument.Load(Directory.GetFiles(Path.Combine(Repository.Root, folder), "*.csproj").Single());
        var references = project
            .Descendants("ProjectReference")
            .Select(reference => reference.Attribute("Include")!.Value.Split('/')[1])
            .Order();

        Assert.Equal(allowed.Split(' ', StringSplitOptions.RemoveEmptyEntries), references);
    }

    [Theory]
    [InlineData(@"\busing CsvHelper\b", "ingest/reading/RawFile.cs")]
    [InlineData(@"\busing ExcelDataReader\b", "ingest/reading/Workbook.cs")]
    [InlineData(@"NpgsqlDataSource\.Create|new NpgsqlConnection\(", "survey/storage/Administrator.cs survey/storage/SurveyDatabase.cs")]
    [InlineData(@"StatusCodes\.Status5|: IExceptionHandler", "api/serving/ChartLimit.cs api/serving/Problems.cs")]
    [InlineData(@"SKPngEncoder|SKEncodedImageFormat", "reports/drawing/PngFile.cs")]
    [InlineData(@"\.Wilson\(\)", "survey/answers/Figure.cs survey/statistics/Difference.cs")]
    public void SomeThingsHaveOnePlace(string pattern, string places) =>
        Assert.Equal(
            places.Split(' '),
            Sources().Where(source => Regex.IsMatch(source.Text, pattern)).Select(source => source.Name).Order(StringComparer.Ordinal)
        );

    [Theory]
    [InlineData("survey", @"using (Microsoft\.AspNetCore|ScottPlot|SkiaSharp|CsvHelper|Spectre)")]
    [InlineData("reports", @"\bselect\b.*\n?.*\bfrom\b (?!question|option|point)|using Dapper")]
    [InlineData("", @"DateTime\.Now|DateTimeOffset\.Now|DateTime\.Today|CultureInfo\.CurrentCulture")]
    [InlineData("", @"select \*")]
    public void SomeThingsAreNowhere(string folder, string pattern) =>
        Assert.Empty(
            Sources()
                .Where(source => source.Name.StartsWith(folder, StringComparison.Ordinal) && Regex.IsMatch(source.Text, pattern))
                .Select(source => source.Name)
        );

    /// <summary>The programs' sources, by path from the root.</summary>
    private static IEnumerable<(string Name, string Text)> Sources() =>
        from folder in new[] { "survey", "ingest", "reports", "api" }
        from file in Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), "*.cs", SearchOption.AllDirectories)
        let name = Path.GetRelativePath(Repository.Root, file)
        where !name.Contains("/obj/", StringComparison.Ordinal) && !name.Contains("/bin/", StringComparison.Ordinal)
        select (name, File.ReadAllText(file));
}
