using Survey.Reports.Commands;
using Xunit;

namespace Survey.Tests.Reports.Commands;

public sealed class CommandLineTests
{
    [Theory]
    [InlineData("build")]
    [InlineData("build", "container", "2016-06")]
    [InlineData("chart", "container", "using", "-o", "using.gif")]
    [InlineData("chart", "container", "using", "-o", "using.png", "--base", "some")]
    [InlineData("changes")]
    [InlineData("changes", "container", "-o", "sheet.xlsx")]
    [InlineData("mix-shift", "container", "using", "currently", "--by", "deploy", "--from", "2016-01")]
    [InlineData("mix-shift", "container", "using", "currently", "--by", "deploy", "--from", "2016-01", "--to", "2016-06", "-o", "mix.gif")]
    [InlineData("claims")]
    [InlineData("claims", "container", "-o", "claims.pdf")]
    [InlineData("draw")]
    public async Task WhatIsNotUnderstoodIsAUsageError(params string[] arguments)
    {
        using var errors = new StringWriter();

        Assert.Equal(2, await new CommandLine(TextWriter.Null, errors).Run(arguments));
        Assert.NotEmpty(errors.ToString());
    }

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
