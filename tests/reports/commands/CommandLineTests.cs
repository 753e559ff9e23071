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
}
