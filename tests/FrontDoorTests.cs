using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using Xunit;

namespace Survey.Tests;

/// <summary>What <c>./run</c> says to who gets something wrong, before anything is built, loaded or written.</summary>
public sealed class FrontDoorTests
{
    [Theory]
    [InlineData("ingset", "no program and no folder \"ingset\"; did you mean ./run ingest?\n")]
    [InlineData("report", "no program and no folder \"report\"; did you mean ./run reports?\n")]
    [InlineData(
        "surveys/container",
        "no program and no folder \"surveys/container\"; there are ingest, reports, bench, and folders that hold a survey.yaml\n"
    )]
    public async Task AWordThatIsNoProgramAndNoFolderIsSaid(string word, string message)
    {
        using var data = new TemporaryFolder();

        var result = await Run(data, [word]);

        Assert.Equal((2, message, ""), (result.ExitCode, result.Errors, result.Output));
        Assert.Empty(Directory.EnumerateFileSystemEntries(data.Path));
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("-h")]
    public async Task HelpNamesEveryProgram(string option)
    {
        using var data = new TemporaryFolder();

        var result = await Run(data, [option]);

        Assert.Equal((0, ""), (result.ExitCode, result.Errors));
        foreach (var program in new[] { "./run [--once] [FOLDER ...]", "./run ingest ...", "./run reports ...", "./run bench ..." })
            Assert.Contains($"\n  {program} ", result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("PORT", "eighty", "PORT is \"eighty\"; a number of 0 to 65535 was expected\n")]
    [InlineData("PORT", "65536", "PORT is \"65536\"; a number of 0 to 65535 was expected\n")]
    [InlineData("PORT", "-1", "PORT is \"-1\"; a number of 0 to 65535 was expected\n")]
    [InlineData(
        "HOST",
        "localhots",
        "HOST is \"localhots\", which names no address of this machine; 127.0.0.1, localhost or 0.0.0.0 were expected\n"
    )]
    [InlineData(
        "SURVEY_DATA",
        "/proc/survey",
        "/proc/survey: cannot be written; SURVEY_DATA names another folder for database and reports\n"
    )]
    public async Task ASettingThatCannotWorkIsSaidInOneLine(string name, string value, string message)
    {
        using var data = new TemporaryFolder();

        var result = await Run(data, [], (name, value));

        Assert.Equal((1, message, ""), (result.ExitCode, result.Errors, result.Output));
        Assert.Empty(Directory.EnumerateFileSystemEntries(data.Path));
    }

    [Fact]
    public async Task APortThatIsTakenIsSaidBeforeAnythingIsLoaded()
    {
        using var data = new TemporaryFolder();
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;

        var result = await Run(data, [], ("PORT", $"{port}"));

        Assert.Equal(
            (1, $"cannot serve on 127.0.0.1:{port}: another program does already; PORT={port + 1} ./run uses another port\n"),
            (result.ExitCode, result.Errors)
        );
        Assert.Empty(Directory.EnumerateFileSystemEntries(data.Path));
    }

    [Fact]
    public async Task OnceNeedsNoPort()
    {
        using var data = new TemporaryFolder();
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();

        var result = await Run(data, ["--once"], ("PORT", $"{((IPEndPoint)taken.LocalEndpoint).Port}"));

        Assert.True(result.ExitCode == 0, result.Errors);
    }

    [Fact]
    public async Task AFolderThatTheDatabasesAccountCannotEnterIsSaid()
    {
        if (!Environment.IsPrivilegedProcess)
            return;
        using var data = new TemporaryFolder();
        var inside = Directory.CreateDirectory(Path.Combine(data.Path, "closed", "inside"));
        File.SetUnixFileMode(inside.Parent!.FullName, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

        var result = await Run(data, ["--once"], ("SURVEY_DATA", inside.FullName));

        Assert.Equal(
            (
                1,
                $"{inside.FullName}: the account \"postgres\", which root's private database belongs to, cannot enter it; "
                    + "SURVEY_DATA names another folder\n"
            ),
            (result.ExitCode, result.Errors)
        );
    }

    [Fact]
    public async Task OneBuildServesAllPrograms()
    {
        using var data = new TemporaryFolder();

        foreach (var program in new[] { "ingest", "reports" })
        {
            var help = await Run(data, [program, "--help"]);
            Assert.Equal(0, help.ExitCode);
            Assert.StartsWith("Description:\n", help.Output, StringComparison.Ordinal);
        }
        Assert.Equal("", (await Run(data, ["reports", "--help"])).Errors);
        var programs = Path.Combine(Repository.Root, "api", "bin", "published");
        foreach (var program in new[] { "Api", "Ingest", "Reports" })
            Assert.True(File.Exists(Path.Combine(programs, $"Survey.{program}.runtimeconfig.json")), program);
    }

    [Fact]
    public async Task OnlyNamesThatAreKnownAreAnsweredFor()
    {
        using var data = new TemporaryFolder();
        var names = new Dictionary<string, string> { ["SURVEY_HOSTS"] = "survey.example, other.example" };
        await using var survey = await RunningSurvey.Start(data.Path, names);

        foreach (var known in new[] { "localhost", "127.0.0.1", "127.0.0.7", "[::1]", "survey.example", "SURVEY.example:8080" })
            Assert.Equal((HttpStatusCode.OK, null), await AskedAs(survey, known));
        foreach (var unknown in new[] { "elsewhere.example", "localhost.elsewhere.example", "192.0.2.1", "example" })
            Assert.Equal(
                (
                    HttpStatusCode.BadRequest,
                    $"this server does not answer for \"{unknown}\"; SURVEY_HOSTS names the names that it does answer for, beside "
                        + "localhost and HOST"
                ),
                await AskedAs(survey, unknown)
            );
        // A probe comes by whatever name its machine has for this one, and learns nothing of a survey.
        foreach (var probe in new[] { "/healthz", "/readyz" })
            Assert.Equal((HttpStatusCode.OK, null), await AskedAs(survey, "elsewhere.example", probe));
    }

    [Fact]
    public async Task ADefectIsLoggedWholeAndADatabaseThatIsGoneInOneLine()
    {
        using var data = new TemporaryFolder();
        var database = new TestDatabase();
        await database.InitializeAsync();
        await using var survey = await RunningSurvey.Start(
            data.Path,
            new Dictionary<string, string> { ["SURVEY_DB"] = database.ConnectionString }
        );
        await database.Value<object>("alter table selection rename to elsewhere");

        using var defect = await survey.Client.GetAsync("/api/v1/surveys/container/questions/deploy/trend");

        Assert.Equal(HttpStatusCode.InternalServerError, defect.StatusCode);
        Assert.Equal("a defect in Survey; its log says more", await Detail(defect));
        Assert.Contains(
            "GET /api/v1/surveys/container/questions/deploy/trend failed",
            survey.Errors + survey.Output,
            StringComparison.Ordinal
        );
        Assert.Contains("relation \"selection\" does not exist", survey.Errors + survey.Output, StringComparison.Ordinal);

        var before = (survey.Errors + survey.Output).Length;
        await database.DisposeAsync();
        for (var request = 0; request < 20; request++)
        {
            using var gone = await survey.Client.GetAsync(
                $"/api/v1/surveys/container/questions/deploy/trend?waves=2016-0{1 + request % 3}"
            );
            Assert.Equal(HttpStatusCode.ServiceUnavailable, gone.StatusCode);
            Assert.Equal("the database does not answer; try again in a moment", await Detail(gone));
            Assert.Equal(TimeSpan.FromSeconds(5), gone.Headers.RetryAfter?.Delta);
        }
        var said = (survey.Errors + survey.Output)[before..];
        Assert.True(said.Split("the database does not answer: ").Length == 2 && said.Length < 1000, said);
        Assert.DoesNotContain("   at ", said, StringComparison.Ordinal);
    }

    private static async Task<(HttpStatusCode, string?)> AskedAs(RunningSurvey survey, string host, string address = "/api/v1/surveys")
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address) { Headers = { Host = host } };
        using var response = await survey.Client.SendAsync(request);
        return (response.StatusCode, response.IsSuccessStatusCode ? null : await Detail(response));
    }

    private static async Task<string?> Detail(HttpResponseMessage response) =>
        (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("detail").GetString();

    private static Task<Shell.Result> Run(TemporaryFolder data, string[] arguments, params (string Name, string Value)[] settings) =>
        Shell.Survey(data.Path, arguments, settings);
}
