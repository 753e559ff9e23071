using System.CommandLine;
using Survey.Counting;
using Survey.Instruments;

namespace Survey.Reports.Commands;

/// <summary>The options by which a command is told whom it is about: among whom, of which base, how weighted, how adjusted.</summary>
internal sealed class QueryOptions
{
    private readonly Option<string[]> where = new("--where")
    {
        Description =
            "only respondents who match: question:option,option, question:!option or question:1..10; several times for all of them",
    };
    private readonly Option<string> rule = new("--base")
    {
        Description = "whom percentages are of: answered (default), valid, all or asked",
    };
    private readonly Option<string> weight = new("--weight") { Description = "the id of a weight scheme of the instrument" };
    private readonly Option<string> adjust = new("--adjust") { Description = "how p-values are adjusted: holm (default), bh or none" };

    /// <param name="adjusted">whether the command shows p-values that are adjusted</param>
    public QueryOptions(Command command, bool adjusted = true)
    {
        rule.AcceptOnlyFromAmong([.. BaseRules.ByName.Keys]);
        adjust.AcceptOnlyFromAmong([.. Query.Adjustments.Keys]);
        command.Add(where);
        command.Add(rule);
        command.Add(weight);
        if (adjusted)
            command.Add(adjust);
    }

    /// <param name="waves">as they were named, or null</param>
    public Query Of(ParseResult parsed, string? waves = null) =>
        Query.Parse(
            waves,
            parsed.GetValue(where),
            parsed.GetValue(rule),
            parsed.GetValue(weight),
            parsed.CommandResult.Command.Options.Contains(adjust) ? parsed.GetValue(adjust) : null
        );
}
