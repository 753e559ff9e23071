namespace Survey.Ingest.Reading;

/// <summary>A text in UTF-8 in which the line end CR CR LF, which some programs make of CR LF, is the one line end that it was.</summary>
internal sealed class LineEnds(Stream inner) : ForwardStream
{
    /// <summary>CRs at the end of what was read: whether they end one line or two, the next byte decides.</summary>
    private int held;

    public override int Read(Span<byte> buffer)
    {
        int length,
            read;
        do
        {
            buffer[..held].Fill((byte)'\r');
            read = inner.Read(buffer[held..]);
            length = Mend(buffer[..(held + read)]);
            held = 0;
            while (read > 0 && held < 2 && held < length && buffer[length - held - 1] == '\r')
                held++;
            length -= held;
        } while (length == 0 && read > 0);
        return length;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            inner.Dispose();
        base.Dispose(disposing);
    }

    /// <returns>how many bytes are left</returns>
    private static int Mend(Span<byte> text)
    {
        var end = text.IndexOf("\r\r\n"u8);
        if (end < 0)
            return text.Length;
        var from = end;
        while (from < text.Length)
        {
            var next = text[(from + 1)..].IndexOf("\r\r\n"u8);
            var piece = next < 0 ? text[(from + 1)..] : text.Slice(from + 1, next);
            piece.CopyTo(text[end..]);
            end += piece.Length;
            from = next < 0 ? text.Length : from + 1 + next;
        }
        return end;
    }
}
