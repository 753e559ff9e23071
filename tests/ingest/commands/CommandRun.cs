using Survey.Ingest.Commands;
using Xunit;

namespace Survey.Tests.Ingest.Commands;

/// <summary>Runs <c>ingest</c> as a user would, in this process.</summary>
internal static class CommandRun
{
    public static async Task<(int Code, string Output, string Errors)> Run(this TestDatabase database, params string[] arguments)
    {
        await using var output = new StringWriter();
        await using var errors = new StringWriter();
        var code = await new CommandLine(output, errors, database.ConnectionString).Run(arguments);
        return (code, output.ToString(), errors.ToString());
    }

    /// <summary>Runs a command that does what it was asked to, and says exactly this.</summary>
    public static async Task Says(this TestDatabase database, string[] arguments, string output)
    {
        var actual = await database.Run(arguments);
        Assert.Equal(output, actual.Output);
        Assert.Equal((0, ""), (actual.Code, actual.Errors));
    }

    /// <summary>Runs a command that fails, with exactly these errors and nothing else.</summary>
    public static async Task Fails(this TestDatabase database, string[] arguments, string errors) =>
        Assert.Equal((1, "", errors), await database.Run(arguments));

    /// <summary>Runs a command that fails, with exactly these errors, after it has said exactly this.</summary>
    public static async Task FailsAfter(this TestDatabase database, string[] arguments, string output, string errors) =>
        Assert.Equal((1, output, errors), await database.Run(arguments));

    /// <summary>All that is stored: two equal texts are an unchanged database.</summary>
    public static Task<string?> Everything(this TestDatabase database) =>
        database.Value<string>(
            """
            select md5(concat_ws('|',
              (select string_agg(survey::text, ' ' order by survey::text) from survey),
              (select string_agg(instrument::text, ' ' order by instrument::text) from instrument),
              (select string_agg(wave::text, ' ' order by wave::text) from wave),
              (select string_agg(revision::text, ' ' order by revision::text) from revision),
              (select string_agg(selection::text, ' ' order by selection::text) from selection),
              (select string_agg(verbatim::text, ' ' order by verbatim::text) from verbatim),
              (select string_agg(reject::text, ' ' order by reject::text) from reject),
              (select string_agg(source::text, ' ' order by source::text) from source),
              (select string_agg(claims::text, ' ' order by claims::text) from claims)))
            """
        );
}
