namespace Survey.Ingest.Reading;

/// <summary>What a file is by its first bytes, whatever its name says.</summary>
internal enum FileKind
{
    Text,
    Gzip,
    Zip,
    Other,
}

/// <summary>Tells kinds of files apart.</summary>
internal static class FileKinds
{
    /// <summary>How many bytes decide.</summary>
    public const int Beginning = 512;

    public static (FileKind Kind, string Name) Of(ReadOnlySpan<byte> beginning)
    {
        if (beginning.StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B]))
            return (FileKind.Gzip, "a gzip file");
        if (beginning.StartsWith("PK\x03\x04"u8) || beginning.StartsWith("PK\x05\x06"u8))
            return (FileKind.Zip, "a ZIP archive that is no XLSX");
        if (beginning.StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]))
            return (FileKind.Other, "an Excel workbook of the old kind (.xls), or one with a password");
        if (beginning.StartsWith("%PDF-"u8))
            return (FileKind.Other, "a PDF");
        if (beginning.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G']))
            return (FileKind.Other, "a PNG picture");
        return IsHtml(beginning) ? (FileKind.Other, "an HTML page") : (FileKind.Text, "a text");
    }

    /// <summary>What is refused, in words.</summary>
    public static SurveyException Unexpected(string file, string name) =>
        new($"{file}: this is {name}; a CSV, TSV or XLSX file was expected");

    /// <summary>A page that asks to sign in is often saved in place of an export.</summary>
    private static bool IsHtml(ReadOnlySpan<byte> beginning)
    {
        var text = beginning.TrimStart(" \t\r\n\xEF\xBB\xBF"u8);
        return StartsWith(text, "<!doctype html") || StartsWith(text, "<html");
    }

    private static bool StartsWith(ReadOnlySpan<byte> text, string lowerCase) =>
        text.Length >= lowerCase.Length && System.Text.Ascii.EqualsIgnoreCase(text[..lowerCase.Length], lowerCase);
}
