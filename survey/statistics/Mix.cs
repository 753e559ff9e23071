namespace Survey.Statistics;

/// <summary>One group of two waves: its share of each wave, and how many of it chose the option.</summary>
/// <param name="Share1">of the first wave's base, 0 to 1; those of all groups add up to 1</param>
/// <param name="Rate1">of the group in the first wave, 0 to 1; null where nobody is in it there</param>
internal readonly record struct MixCell(double Share1, double? Rate1, double Share2, double? Rate2)
{
    /// <summary>What a group adds to the change because it grew or shrank: (s2 - s1)(r1 + r2) / 2. A group that is in one wave only has its
    /// rate of that wave in both.</summary>
    public double Composition => (Share2 - Share1) * (First + Second) / 2;

    /// <summary>What a group adds because it answered otherwise: (r2 - r1)(s1 + s2) / 2; 0 for a group that is in one wave only.</summary>
    public double Behaviour => (Second - First) * (Share1 + Share2) / 2;

    private double First => Rate1 ?? Rate2 ?? 0;

    private double Second => Rate2 ?? Rate1 ?? 0;

    /// <summary>
    /// Composition with rates counted from a reference: (s2 - s1)((r1 + r2) / 2 - reference). Because shares add up to 1 in both waves, the
    /// total of all groups is the same with any reference.
    /// </summary>
    public double CompositionFrom(double reference) => (Share2 - Share1) * ((First + Second) / 2 - reference);
}

/// <summary>
/// A change of a share in two parts that add up to it (Kitagawa 1955), as shares of -1 to 1: composition, that groups grew or shrank, and
/// behaviour, that groups answered otherwise. Each part is weighed by the mean of both waves, so that the waves can be swapped and no
/// interaction is left over.
/// </summary>
internal readonly record struct Mix(double Composition, double Behaviour)
{
    public static Mix Of(ReadOnlySpan<MixCell> groups)
    {
        var (composition, behaviour) = (0.0, 0.0);
        foreach (var group in groups)
            (composition, behaviour) = (composition + group.Composition, behaviour + group.Behaviour);
        return new Mix(composition, behaviour);
    }
}
