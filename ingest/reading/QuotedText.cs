namespace Survey.Ingest.Reading;

/// <summary>What a character of delimited text is.</summary>
internal enum CharacterRole
{
    /// <summary>of a field, a quote inside it or at its end too</summary>
    Text,

    /// <summary>the quote that a quoted field begins with</summary>
    OpeningQuote,

    /// <summary>a delimiter outside of quotes</summary>
    FieldEnd,

    /// <summary>CR or LF outside of quotes</summary>
    RowEnd,

    /// <summary>the LF of CR LF</summary>
    RestOfRowEnd,

    /// <summary>malformed: a quote inside a field that does not begin with one</summary>
    StrayQuote,

    /// <summary>malformed: text behind the closing quote of a field</summary>
    StrayText,
}

/// <summary>
/// The rules of quotes (RFC 4180), a character at a time: a field that begins with a quote goes on to the next quote that is not doubled,
/// over delimiters and line ends. For what CsvHelper does not tell: where a malformed row goes wrong, how wide rows are when the delimiter
/// is not known yet, and where fields stand in the file's own bytes.
/// </summary>
/// <param name="quoted">false where a quote is a character like any other</param>
internal struct QuotedText(char delimiter, bool quoted = true)
{
    private bool begun,
        inside,
        closed,
        afterReturn;

    public CharacterRole Next(char character)
    {
        if (inside)
        {
            (inside, closed) = (character != '"', character == '"');
            return CharacterRole.Text;
        }
        var restOfRowEnd = afterReturn && character == '\n';
        afterReturn = character == '\r';
        if (character == delimiter || character is '\r' or '\n')
        {
            (begun, closed) = (false, false);
            if (character == delimiter)
                return CharacterRole.FieldEnd;
            return restOfRowEnd ? CharacterRole.RestOfRowEnd : CharacterRole.RowEnd;
        }
        var (first, behindQuote) = (!begun, closed);
        (begun, closed) = (true, false);
        if (character != '"' || !quoted)
            return behindQuote ? CharacterRole.StrayText : CharacterRole.Text;
        inside = first || behindQuote;
        if (first)
            return CharacterRole.OpeningQuote;
        return behindQuote ? CharacterRole.Text : CharacterRole.StrayQuote;
    }
}
