using Survey.Instruments;

namespace Survey.Ingest.Dialects;

/// <summary>How KoboToolbox and ODK write an export: one header row of labels or of names, <c>group/question</c>; columns of their own that
/// begin with "_"; a select-many as one joined cell, as 0/1 columns <c>question/option</c>, or as both.</summary>
internal static class Kobo
{
    private static readonly string[] Own =
    [
        "start",
        "end",
        "today",
        "deviceid",
        "device_id",
        "subscriberid",
        "simserial",
        "phonenumber",
        "username",
        "audit",
        "instanceID",
        "instanceName",
        "SubmissionDate",
        "KEY",
        "SubmitterID",
        "SubmitterName",
        "AttachmentsPresent",
        "AttachmentsExpected",
        "Status",
        "ReviewState",
        "DeviceID",
        "Edits",
        "FormVersion",
        "formhub/uuid",
    ];

    public static Evidence? Look(Beginning file)
    {
        var headers = file.Row(0);
        var own =
            headers.Count(header => header.StartsWith('_') && IsMetadata(header)) + file.Named("formhub/uuid", "meta/instanceID", "KEY");
        return own >= 2
            ? new Evidence(ExportFormat.Kobo, 1, 0.95, $"{own} columns are called as KoboToolbox and ODK call their own, such as _uuid")
            : null;
    }

    public static bool IsMetadata(string header) =>
        header.StartsWith('_')
        || header.StartsWith("meta/", StringComparison.Ordinal)
        || Own.Contains(header, StringComparer.OrdinalIgnoreCase);
}
