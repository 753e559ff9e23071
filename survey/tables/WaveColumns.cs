using Survey.Answers;

namespace Survey.Tables;

/// <summary>What a row says of the wave that it is of.</summary>
public static class WaveColumns
{
    public static Columns<string> Survey { get; } = new Columns<string>().Text("survey", "the survey's id", survey => survey);

    public static Columns<WaveSummary?> All { get; } =
        new Columns<WaveSummary?>()
            .Text("wave", "the wave's id", wave => wave?.Id)
            .Text("wave_label", "the wave's label", wave => wave?.Label)
            .Whole("revision", Unit.None, "the number of the revision that was counted", wave => wave?.Revision)
            .Word("provenance", "`raw`, or `reconstructed` from published percentages", wave => wave?.Provenance)
            .Text("wave_caveat", "what the wave must not be taken for; blank where there is nothing to say", wave => wave?.Caveat)
            .Whole("respondents", Unit.Respondents, "all respondents, whatever the base", wave => wave?.Respondents);
}
