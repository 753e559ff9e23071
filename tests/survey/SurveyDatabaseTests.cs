using Npgsql;
using Xunit;

namespace Survey.Tests.Core;

public sealed class SurveyDatabaseTests(TestDatabase postgres) : IClassFixture<TestDatabase>
{
    [Fact]
    public async Task MigratingAgainChangesNothing()
    {
        var before = await postgres.Value<string>("select string_agg(name || applied_at, ',' order by name) from migration");

        await postgres.Database.Migrate();

        Assert.Equal(before, await postgres.Value<string>("select string_agg(name || applied_at, ',' order by name) from migration"));
    }

    [Fact]
    public async Task ProgramsThatStartTogetherDoNotBothMigrate()
    {
        var name = $"survey_{Guid.NewGuid():N}";
        await postgres.Value<int>($"create database {name}");
        var programs = Enumerable.Range(0, 4).Select(_ => new SurveyDatabase(new NpgsqlConnectionStringBuilder(postgres.ConnectionString) { Database = name, MaxPoolSize = 2 }.ConnectionString)).ToList();

        await Task.WhenAll(programs.Select(program => program.Migrate()));

        Assert.Empty(await Surveys.All(programs[0]));
        foreach (var program in programs)
            await program.DisposeAsync();
        await postgres.Value<int>($"drop database {name} with (force)");
    }

    [Fact]
    public async Task ADatabaseOfANewerVersionIsRefused()
    {
        var newer = new TestDatabase();
        await newer.InitializeAsync();
        await newer.Value<int>("insert into migration (name) values ('9998-later.sql'), ('9999-last.sql')");

        var exception = await Assert.ThrowsAsync<SurveyException>(() => newer.Database.Migrate());

        Assert.Equal("the database was migrated by a newer version of Survey, which knows \"9998-later.sql\"; update this one", exception.Message);
        await newer.DisposeAsync();
    }

    [Fact]
    public async Task EverythingLivesInTheSchemaSurvey() => Assert.Equal(
        "blanked claims instrument migration number reject respondent_key revision selection source survey verbatim warning wave",
        await postgres.Value<string>("select string_agg(tablename, ' ' order by tablename) from pg_tables where schemaname not in ('pg_catalog', 'information_schema') and schemaname = 'survey'"));

    [Fact]
    public void AConnectionStringThatCannotBeReadIsRefused() => Assert.Equal(
        "the database's connection string cannot be read: Couldn't set hots (Parameter 'hots')",
        Assert.Throws<SurveyException>(() => new SurveyDatabase("hots=localhost")).Message);

    [Fact]
    public async Task AServerThatIsNotThereIsSaidToBe()
    {
        await using var nowhere = new SurveyDatabase("Host=/nonexistent;Username=survey;Database=postgres");

        var exception = await Assert.ThrowsAsync<SurveyException>(() => nowhere.Migrate());

        Assert.StartsWith("the database cannot be used: Failed to connect to /nonexistent", exception.Message, StringComparison.Ordinal);
    }
}
