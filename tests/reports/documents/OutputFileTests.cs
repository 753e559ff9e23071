using Survey.Reports.Documents;
using Xunit;

namespace Survey.Tests.Reports.Documents;

public sealed class OutputFileTests
{
    [Fact]
    public async Task TheOutputIsWrittenAsAWholeIntoAFolderOfItsOwn()
    {
        var folder = Directory.CreateTempSubdirectory("survey").FullName;
        try
        {
            var path = Path.Combine(folder, "new", "chart.png");
            await OutputFile.Write(path, [1, 2, 3], default);
            await OutputFile.Write(path, [4, 5], default);

            Assert.Equal([4, 5], await File.ReadAllBytesAsync(path));
            Assert.Equal([path], Directory.GetFiles(Path.GetDirectoryName(path)!));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task AnOutputThatCannotBeWrittenIsSaid()
    {
        var folder = Directory.CreateTempSubdirectory("survey").FullName;
        try
        {
            var error = await Assert.ThrowsAsync<SurveyException>(() => OutputFile.Write(folder, [1], default));

            Assert.StartsWith($"{folder} cannot be written: ", error.Message, StringComparison.Ordinal);
            Assert.Empty(Directory.GetFiles(Path.GetDirectoryName(folder)!, Path.GetFileName(folder) + ".*"));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
