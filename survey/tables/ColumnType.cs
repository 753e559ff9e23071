namespace Survey.Tables;

/// <summary>What the values of a column are, each of one .NET type; any of them may be missing.</summary>
public enum ColumnType
{
    /// <summary>a <see cref="string"/></summary>
    Text,

    /// <summary>a <see cref="long"/></summary>
    Whole,

    /// <summary>a <see cref="double"/>, at full precision</summary>
    Number,

    /// <summary>a <see cref="bool"/></summary>
    Truth,

    /// <summary>a <see cref="DateTime"/> in UTC</summary>
    Time,
}
