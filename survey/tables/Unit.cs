namespace Survey.Tables;

/// <summary>What the numbers of a column count or measure.</summary>
public enum Unit
{
    /// <summary>a text, a number without a unit, or one whose unit its meaning says</summary>
    None,

    /// <summary>people, unweighted unless the meaning says otherwise</summary>
    Respondents,

    /// <summary>0 to 100</summary>
    Percent,

    /// <summary>differences of percentages</summary>
    Points,

    /// <summary>what respondents gave as a number, or the values of a scale's options</summary>
    Numbers,

    /// <summary><see cref="Percent"/>; of a mean <see cref="Numbers"/></summary>
    PercentOrNumbers,

    /// <summary><see cref="Points"/>; of a mean <see cref="Numbers"/></summary>
    PointsOrNumbers,

    /// <summary>options of a question</summary>
    Options,

    /// <summary>cells of a raw file</summary>
    Cells,

    Bytes,
}
