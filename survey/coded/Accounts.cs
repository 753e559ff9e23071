namespace Survey.Coded;

/// <summary>What became of a raw file's rows and cells, counted while it is read. Nothing is dropped silently: both sums must
/// hold.</summary>
public sealed record Accounts
{
    /// <summary>Data rows, the header rows not among them.</summary>
    public long Rows { get; set; }

    public int Respondents { get; set; }

    public long BlankRows { get; set; }

    public long RejectedRows { get; set; }

    /// <summary>Rows that the instrument keeps out, with "keep" and "drop".</summary>
    public long LeftOutRows { get; set; }

    /// <summary>Of the data rows that were neither rejected nor left out.</summary>
    public long NonBlankCells { get; set; }

    public long Coded { get; set; }

    public long RejectedCells { get; set; }

    /// <summary>Cells of columns that the instrument declares as metadata or ignored, and those that say "no answer".</summary>
    public long Ignored { get; set; }

    /// <exception cref="InvalidOperationException">an identity is broken: a defect of ours, never of the file</exception>
    public void Check()
    {
        if (Rows != Respondents + BlankRows + RejectedRows + LeftOutRows || NonBlankCells != Coded + RejectedCells + Ignored)
            throw new InvalidOperationException($"the accounts of this load do not add up: {this}");
    }
}
