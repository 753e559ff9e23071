using Dapper;
using Survey.Storage;
using Xunit;

namespace Survey.Tests.Storage;

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
        var empty = await TestDatabase.Empty();
        var programs = Enumerable.Range(0, 4).Select(_ => new SurveyDatabase(empty)).ToList();

        await Task.WhenAll(programs.Select(program => program.Migrate()));

        Assert.Empty(await LoadedSurvey.All(programs[0]));
        foreach (var program in programs)
            await program.DisposeAsync();
    }

    [Fact]
    public async Task TextsThatAnOlderVersionStoredAreKept()
    {
        var older = new TestDatabase();
        await older.InitializeAsync();
        await older.Value<int>(
            """
            drop view verbatim;
            drop table verbatim_chunk;
            alter table number drop column counts;
            alter table revision drop column kept_is_rewritten;
            delete from migration where name >= '007';
            create table verbatim (
              survey_id text not null,
              wave_id text not null,
              revision int not null,
              question_id text not null,
              respondent int not null,
              text text not null,
              primary key (survey_id, wave_id, revision, question_id, respondent)
            );
            insert into verbatim
            select 's', 'w', revision, question, respondent, format('%s %s %s', revision, question, respondent)
            from unnest(array[1, 2]) as revision, unnest(array['p', 'q']) as question, generate_series(9999, 0, -3) as respondent
            union all
            select 's', 'w', 1, 'long', respondent, repeat('x', 700000) || respondent from unnest(array[7, 5, 6]) as respondent;
            """
        );
        const string Texts =
            "select md5(string_agg(concat_ws('|', verbatim.*), ' ' order by survey_id, wave_id, revision, question_id, "
            + "respondent)) || count(*) from verbatim";
        var before = await older.Value<string>(Texts);

        await older.Database.Migrate();

        Assert.Equal(before, await older.Value<string>(Texts));
        Assert.Equal(
            "long 0 5 6, long 1 7, p 0 0 3, q 0 0 3",
            await older.Value<string>(
                "select string_agg(concat_ws(' ', question_id, chunk, respondents[1], respondents[2]), ', ' order by "
                    + "question_id, chunk) from verbatim_chunk where revision = 1"
            )
        );
        await older.DisposeAsync();
    }

    /// <summary>Who may only read, as on a replica, finds it migrated all the same.</summary>
    [Fact]
    public async Task AMigratedDatabaseIsOnlyRead()
    {
        await using var reading = new SurveyDatabase($"{postgres.ConnectionString};Options=-c default_transaction_read_only=on");

        await reading.Migrate();

        Assert.False(await reading.Ready());
        Assert.True(await postgres.Database.Ready());
    }

    [Theory]
    [InlineData("", "force_generic_plan")]
    [InlineData(";Max Auto Prepare=0", "auto")]
    [InlineData(";Options=-c work_mem=8MB", "force_generic_plan")]
    public async Task PlansAreKeptUnlessTheConnectionStringSaysHowStatementsArePrepared(string settings, string mode)
    {
        await using var database = new SurveyDatabase(postgres.ConnectionString + settings);
        await using var connection = await database.Open();

        Assert.Equal(mode, await connection.ExecuteScalarAsync<string>("show plan_cache_mode"));
        Assert.Equal(
            settings.Contains("8MB", StringComparison.Ordinal) ? "8MB" : "4MB",
            await connection.ExecuteScalarAsync<string>("show work_mem")
        );
    }

    /// <summary>An answer is several statements, and one server may not have yet what another one has.</summary>
    [Theory]
    [InlineData("Host=a,b")]
    [InlineData("Host=a,b;Target Session Attributes=prefer-standby")]
    [InlineData("Host=a,b;Target Session Attributes=any")]
    public void SeveralHostsOfWhichOneMayBeBehindAreRefused(string connectionString) =>
        Assert.Equal(
            "the database's connection string names several hosts, of which one may be behind another, and an answer is read in several "
                + "statements; it must say Target Session Attributes=primary, or name one host",
            Assert.Throws<SurveyException>(() => new SurveyDatabase(connectionString)).Message
        );

    [Theory]
    [InlineData("Host=a,b;Target Session Attributes=primary")]
    [InlineData("Host=a,b;Target Session Attributes=read-write")]
    [InlineData("Host=a;Target Session Attributes=standby")]
    public async Task SeveralHostsOfWhichOneIsThePrimaryAreTaken(string connectionString) =>
        await new SurveyDatabase(connectionString).DisposeAsync();

    [Fact]
    public async Task ADatabaseOfANewerVersionIsRefused()
    {
        var newer = new TestDatabase();
        await newer.InitializeAsync();
        await newer.Value<int>("insert into migration (name) values ('9998-later.sql'), ('9999-last.sql')");

        var exception = await Assert.ThrowsAsync<SurveyException>(() => newer.Database.Migrate());

        Assert.Equal(
            "the database was migrated by a newer version of Survey, which knows \"9998-later.sql\"; update this one",
            exception.Message
        );
        await newer.DisposeAsync();
    }

    [Fact]
    public async Task EverythingLivesInTheSchemaSurvey() =>
        Assert.Equal(
            "blanked claims instrument migration number reject respondent_key revision selection source survey verbatim_chunk warning wave",
            await postgres.Value<string>(
                "select string_agg(tablename, ' ' order by tablename) from pg_tables where schemaname not in ('pg_catalog', "
                    + "'information_schema') and schemaname = 'survey'"
            )
        );

    [Fact]
    public void AConnectionStringThatCannotBeReadIsRefused() =>
        Assert.Equal(
            "the database's connection string cannot be read: Couldn't set hots (Parameter 'hots')",
            Assert.Throws<SurveyException>(() => new SurveyDatabase("hots=localhost")).Message
        );

    [Fact]
    public async Task AServerThatIsNotThereIsSaidToBe()
    {
        await using var nowhere = new SurveyDatabase("Host=/nonexistent;Username=survey;Database=postgres");

        var exception = await Assert.ThrowsAsync<SurveyException>(() => nowhere.Migrate());

        Assert.StartsWith("the database cannot be used: Failed to connect to /nonexistent", exception.Message, StringComparison.Ordinal);
    }
}
