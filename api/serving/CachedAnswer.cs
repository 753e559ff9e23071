using System.Security.Cryptography;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Survey.Api.Serving;

/// <summary>A whole successful answer. Fresh or kept, it is sent from here, so that nobody can tell one from the other.</summary>
/// <param name="headers">all that were set for it</param>
public sealed class CachedAnswer(KeyValuePair<string, StringValues>[] headers, byte[] body)
{
    /// <summary>What an answer takes beside its body, its headers among it; most of their texts are shared.</summary>
    private const int Overhead = 1000;

    /// <summary>Of the bytes, so that the same answer has the same tag in every process and after every start.</summary>
    private readonly EntityTagHeaderValue tag = new($"\"{Convert.ToHexStringLower(SHA256.HashData(body).AsSpan(0, 16))}\"");

    public int Bytes => body.Length + Overhead;

    /// <param name="headers">of the response as it stands</param>
    public static CachedAnswer Of(IHeaderDictionary headers, byte[] body) =>
        new([.. headers.Where(header => header.Key != HeaderNames.ContentLength)], body);

    /// <summary>With 304 and without a body where the client has it already. Kestrel sends no body for HEAD.</summary>
    public async Task Send(HttpContext context)
    {
        var response = context.Response;
        var sent = response.Headers;
        foreach (var (name, value) in headers)
            sent[name] = value;
        sent.ETag = tag.Tag.Value;
        if (context.Request.Headers.IfNoneMatch is { Count: > 0 } known && Has(known))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            sent.Remove(HeaderNames.ContentType);
            return;
        }
        sent.ContentLength = body.Length;
        // Headers first: from then on there is room for the whole body in one piece, where it would be cut into pieces of 4 kB.
        await response.StartAsync();
        body.CopyTo(response.BodyWriter.GetSpan(body.Length));
        response.BodyWriter.Advance(body.Length);
        await response.BodyWriter.FlushAsync();
    }

    private bool Has(StringValues known) =>
        EntityTagHeaderValue.TryParseList(known, out var tags)
        && tags.Any(one => one.Equals(EntityTagHeaderValue.Any) || one.Compare(tag, useStrongComparison: false));
}
