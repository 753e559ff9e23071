using Npgsql;
using NpgsqlTypes;

namespace Survey.Storage;

/// <summary>A question as one revision of a wave was coded with it.</summary>
internal readonly record struct QuestionKey(string Wave, int Revision, string Question)
{
    /// <summary>The parameters of a statement that looks questions up by key: <c>survey</c>, and the lists <c>waves</c>, <c>revisions</c>
    /// and <c>questions</c>.</summary>
    public static void Add(NpgsqlParameterCollection parameters, string survey, IReadOnlyCollection<QuestionKey> keys)
    {
        parameters.AddWithValue("survey", survey);
        parameters.AddWithValue("waves", NpgsqlDbType.Array | NpgsqlDbType.Text, keys.Select(key => key.Wave).ToArray());
        parameters.AddWithValue("revisions", NpgsqlDbType.Array | NpgsqlDbType.Integer, keys.Select(key => key.Revision).ToArray());
        parameters.AddWithValue("questions", NpgsqlDbType.Array | NpgsqlDbType.Text, keys.Select(key => key.Question).ToArray());
    }
}
