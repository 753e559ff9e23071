namespace Survey.Tables;

/// <summary>What stands beside figures of most tables.</summary>
public static class FigureColumns
{
    public static Columns<double?> EffectiveBase { get; } =
        new Columns<double?>().Number(
            "effective_base",
            Unit.Respondents,
            "Kish's effective base; blank where respondents are not weighted",
            effective => effective
        );

    public static Columns<IReadOnlyList<string>?> Flags { get; } =
        new Columns<IReadOnlyList<string>?>().Codes(
            "flags",
            "flags of the question: `break`, `differs`, `provisional`, `low`",
            flags => flags
        );
}
