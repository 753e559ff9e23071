using Microsoft.AspNetCore.OpenApi;

namespace Survey.Api;

/// <summary>What the API says of itself at /openapi/v1.json.</summary>
public static class OpenApi
{
    public static void Describe(OpenApiOptions options) =>
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info.Title = "Survey";
            document.Info.Description =
                "Month-over-month answers from raw survey files. Percentages are 0 to 100 at full precision, p-values 0 to 1. "
                + "Every error is a problem detail (RFC 9457) whose \"detail\" says what was found and what was expected. "
                + Figure.Caveat;
            return Task.CompletedTask;
        });
}
