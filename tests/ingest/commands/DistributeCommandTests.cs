using Xunit;

namespace Survey.Tests.Ingest.Commands;

public sealed class DistributeCommandTests(TestDatabase postgres) : IClassFixture<TestDatabase>
{
    [Fact]
    public async Task WhereCitusIsNotThereOneLineSaysSoAndNothingChanges()
    {
        await postgres.Run("load", Repository.Sample("container"));
        var before = await postgres.Everything();

        await postgres.Fails(
            ["distribute"],
            "nothing was distributed: this database has no extension \"citus\"; docs/scale.md says when it is worth having, and how the "
                + "server's administrator makes it\n"
        );

        Assert.Equal(before, await postgres.Everything());
    }
}
