using System.Text;
using Survey.Instruments;

namespace Survey.Ingest.Reading;

/// <summary>What parts the fields of a row, as the beginning of a file shows it.</summary>
/// <param name="Character">comma, semicolon or tab</param>
/// <param name="SaysSo">the first line is <c>sep=</c>, and no row</param>
internal sealed record Delimiter(char Character, bool SaysSo)
{
    /// <summary>How much of a file is looked at.</summary>
    public const int Looked = 1_000_000;

    /// <summary>How many rows below the header are looked at.</summary>
    private const int LookedRows = 20;

    private static readonly (char Character, string Name)[] Known = [(',', "comma"), (';', "semicolon"), ('\t', "tab")];

    /// <summary>Google's TSV has no quotes: a quote is a character.</summary>
    public static bool IsQuoted(char delimiter, ExportFormat format) => delimiter != '\t' || format != ExportFormat.GoogleForms;

    /// <param name="beginning">of the text, in UTF-8</param>
    /// <exception cref="SurveyException">the header can be read with two delimiters, or its <c>sep=</c> names none that is
    /// known</exception>
    public static Delimiter Of(string file, Export export, ReadOnlySpan<byte> beginning, bool whole)
    {
        var text = Encoding.UTF8.GetString(beginning).TrimStart('\uFEFF');
        var firstLine = text[..(text.AsSpan().IndexOfAny('\r', '\n') is >= 0 and var end ? end : text.Length)].Trim('"');
        var saysSo = firstLine.StartsWith("sep=", StringComparison.OrdinalIgnoreCase) && firstLine.Length <= 5;
        if (export.Delimiter is { } declared)
            return new Delimiter(declared, saysSo);
        if (saysSo)
        {
            return firstLine.Length == 5 && Known.Any(known => known.Character == firstLine[4])
                ? new Delimiter(firstLine[4], true)
                : throw new SurveyException(
                    $"{file}:1 column 1: {Label.Quote(firstLine)}; sep= and a comma, a semicolon or a tab was expected"
                );
        }
        var plausible = Known
            .Select(known => (known.Character, known.Name, Rows: AgreeingRows(text, known.Character, export, whole)))
            .Where(candidate => candidate.Rows >= 0)
            .OrderByDescending(candidate => candidate.Rows)
            .ToList();
        if (plausible.Count > 1 && plausible[0].Rows == plausible[1].Rows)
        {
            throw new SurveyException(
                $"{file}:1 column 1: the fields may be parted by {plausible[0].Name} or by {plausible[1].Name}; "
                    + $"put \"delimiter: {plausible[0].Name}\" or \"delimiter: {plausible[1].Name}\" under \"export\""
            );
        }
        return new Delimiter(plausible.Count == 0 ? ',' : plausible[0].Character, false);
    }

    /// <summary>How many rows below the header have as many fields as it has; -1 where none has, or the header rows themselves have one
    /// field, or differ.</summary>
    private static int AgreeingRows(string text, char delimiter, Export export, bool whole)
    {
        var widths = Widths(text, delimiter, IsQuoted(delimiter, export.Format), export.HeaderRows + LookedRows, whole);
        var header = widths.Take(export.HeaderRows).Distinct().ToList();
        if (header.Count == 0)
            return -1;
        var below = widths.Skip(export.HeaderRows).ToList();
        var agreeing = below.Count(width => width == header[0]);
        return header is [> 1] && (agreeing > 0 || below.Count == 0) ? agreeing : -1;
    }

    /// <summary>The number of fields of each of the first rows. A quote that does not begin a field is a character.</summary>
    private static List<int> Widths(string text, char delimiter, bool quoted, int most, bool whole)
    {
        var widths = new List<int>();
        var characters = new QuotedText(delimiter, quoted);
        var (fields, rowStart) = (1, 0);
        for (var i = 0; i < text.Length && widths.Count < most; i++)
        {
            switch (characters.Next(text[i]))
            {
                case CharacterRole.FieldEnd:
                    fields++;
                    break;
                case CharacterRole.RowEnd:
                    widths.Add(fields);
                    (fields, rowStart) = (1, i + 1);
                    break;
                case CharacterRole.RestOfRowEnd:
                    rowStart = i + 1;
                    break;
                default:
                    break;
            }
        }
        if (whole && rowStart < text.Length && widths.Count < most)
            widths.Add(fields);
        return widths;
    }
}
