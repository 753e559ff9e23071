using Npgsql;
using NpgsqlTypes;

namespace Survey.Storage;

/// <summary>What every row of a revision begins with, in every table.</summary>
/// <param name="Survey">its id</param>
/// <param name="Wave">its id</param>
/// <param name="Number">of the revision, from 1</param>
internal readonly record struct RevisionKey(string Survey, string Wave, int Number)
{
    /// <summary>Begins a row of a COPY with the key's three columns. So little is in the connection's buffer, and need not be
    /// awaited.</summary>
    public void StartRow(NpgsqlBinaryImporter copy)
    {
        copy.StartRow();
        copy.Write(Survey, NpgsqlDbType.Text);
        copy.Write(Wave, NpgsqlDbType.Text);
        copy.Write(Number, NpgsqlDbType.Integer);
    }
}
