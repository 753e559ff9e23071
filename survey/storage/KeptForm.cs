namespace Survey.Storage;

/// <summary>What of a raw file is kept beside a revision.</summary>
public enum KeptForm
{
    /// <summary>the file as it came in</summary>
    File,

    /// <summary>the file without its personal data, byte by byte the same otherwise</summary>
    Blanked,

    /// <summary>its table written anew as UTF-8 CSV, without its personal data</summary>
    Rewritten,
}
