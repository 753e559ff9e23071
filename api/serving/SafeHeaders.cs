namespace Survey.Api.Serving;

/// <summary>What every answer tells a browser: the page runs no scripts and fetches nothing from elsewhere; only the API's documentation
/// brings a script of its own.</summary>
public static class SafeHeaders
{
    private const string Page =
        "default-src 'none'; img-src 'self'; style-src 'self' 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'; "
        + "base-uri 'none'";

    private const string Documentation =
        "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
        + "font-src 'self' data:; frame-ancestors 'none'";

    public static void Set(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers.CacheControl = "no-cache";
        headers["Referrer-Policy"] = "same-origin";
        headers.ContentSecurityPolicy = context.Request.Path.StartsWithSegments("/docs", StringComparison.Ordinal) ? Documentation : Page;
    }
}
