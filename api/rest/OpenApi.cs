using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Survey.Answers;

namespace Survey.Api.Rest;

/// <summary>What the API says of itself at /openapi/v1.json.</summary>
public static class OpenApi
{
    /// <summary>Every parameter, in addresses and behind their question mark, and whether it must be there.</summary>
    private static readonly Dictionary<string, (string Meaning, bool Required)> Meanings = new()
    {
        ["survey"] = ("The survey's id.", true),
        ["question"] = ("The question's id; of a grid's row the grid's id, a dot, and the row's.", true),
        ["wave"] = ("The wave's id.", true),
        ["waves"] = (
            "Ids of waves and ranges of them, with commas between: `2016-03,2016-06`, `2016-02..`. All that are loaded when left out.",
            false
        ),
        ["where"] = (
            "Only respondents who match: `question:a,b` chose any of these options or nets, `question:!a,b` answered and chose "
                + "none of them, "
                + "`question:18..30` gave a number or a point of a scale in this range, open at either end. May stand several "
                + "times: all must match.",
            false
        ),
        ["base"] = (
            "Whom percentages are of: `answered` (default), `valid` (who answered something other than \"N/A\" or \"don't "
                + "know\"), `all`, or `asked` (whom the wave asked, as the instrument says).",
            false
        ),
        ["weight"] = ("The id of a weight scheme of the instrument; `none` by default.", false),
        ["adjust"] = ("How p-values are adjusted over all tests of the answer: `holm` (default), `bh` or `none`.", false),
        ["row"] = ("The id of the question whose options are the rows.", true),
        ["column"] = ("The id of the question whose options are the columns.", true),
        ["option"] = ("The id of an option or net of the question.", true),
        ["by"] = ("The id of the question whose options are the groups, of kind single or scale.", true),
        ["from"] = (
            "The earlier wave's id. A sheet of changes takes the last one loaded before `to` when left out; a mix shift needs it.",
            false
        ),
        ["to"] = ("The later wave's id. A sheet of changes takes the newest that is loaded when left out; a mix shift needs it.", false),
    };

    public static void Describe(OpenApiOptions options)
    {
        options.AddDocumentTransformer(
            (document, _, _) =>
            {
                document.Info.Title = "Survey";
                document.Info.Description =
                    "Month-over-month answers from raw survey files. Percentages are 0 to 100 at full precision, p-values 0 to 1. "
                    + "Every error is a problem detail (RFC 9457) whose \"detail\" says what was found and what was expected; 422 "
                    + "is what was understood, and cannot be computed from the data. "
                    + Figure.Caveat;
                return Task.CompletedTask;
            }
        );
        options.AddSchemaTransformer(
            (schema, context, _) =>
            {
                Describe(schema, context.JsonTypeInfo);
                return Task.CompletedTask;
            }
        );
        options.AddOperationTransformer(
            (operation, context, _) =>
            {
                Describe(operation, context.Description.ActionDescriptor.EndpointMetadata.OfType<Parameters.Taken>().FirstOrDefault());
                return Task.CompletedTask;
            }
        );
    }

    /// <summary>Answers are written, and never read: each of their fields is always there, and null only where it may be.</summary>
    private static void Describe(OpenApiSchema schema, JsonTypeInfo type)
    {
        if (type.Kind != JsonTypeInfoKind.Object || type.Type.Assembly != typeof(Figure).Assembly)
            return;
        foreach (var field in type.Properties.Where(field => schema.Properties?.ContainsKey(field.Name) == true))
        {
            (schema.Required ??= new HashSet<string>()).Add(field.Name);
            if (!field.IsGetNullable && schema.Properties![field.Name] is OpenApiSchema { Type: { } known } described)
                described.Type = known & ~JsonSchemaType.Null;
        }
    }

    /// <summary>What an endpoint would refuse is not among its parameters; the others are explained.</summary>
    private static void Describe(OpenApiOperation operation, Parameters.Taken? taken)
    {
        foreach (var parameter in (operation.Parameters ?? []).OfType<OpenApiParameter>())
            parameter.Name = parameter.Name!.ToLowerInvariant();
        operation.Parameters =
        [
            .. (operation.Parameters ?? [])
                .Where(parameter => parameter.In != ParameterLocation.Query || taken?.Names.Contains(parameter.Name) == true)
                .OrderBy(parameter => parameter.In != ParameterLocation.Query ? -1 : taken!.Names.ToList().IndexOf(parameter.Name!)),
        ];
        foreach (var parameter in operation.Parameters.OfType<OpenApiParameter>())
            (parameter.Description, parameter.Required) = Meanings[parameter.Name!];
    }
}
