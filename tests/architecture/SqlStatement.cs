using System.Text.RegularExpressions;

namespace Survey.Tests.Architecture;

/// <summary>A SQL statement in the programs' sources.</summary>
/// <param name="Class">that it stands in</param>
/// <param name="Name">that it begins with; empty where it has none</param>
internal sealed partial record SqlStatement(string Class, string Name, string Text)
{
    /// <summary>The statements in all types that speak to the database, a text that stands in a class twice once.</summary>
    public static List<SqlStatement> All() =>
        [
            .. from type in CompiledTypes.All()
            where type.Uses.Any(used => House.Sql.Libraries.Contains(used.Namespace))
            from text in type.Texts
            let statement = Of(type.Name, text)
            where statement is not null
            select statement,
        ];

    /// <returns>null where the text is no statement</returns>
    public static SqlStatement? Of(string type, string text)
    {
        var match = Statement().Match(text);
        return match.Success ? new SqlStatement(type, match.Groups["name"].Value, text) : null;
    }

    [GeneratedRegex(
        @"\A\s*(?:/\*\s*(?<name>[\w.]+)\s*\*/\s*)?"
            + @"(?:select|insert into|update \w+\s+set|delete from|with \w+ as|listen|notify|truncate|merge|lock table|set|do"
            + @"|create (?:table|schema|index|view|function|trigger)|alter|drop|copy(?: /\*\s*(?<name>[\w.]+)\s*\*/)?)\s",
        RegexOptions.None
    )]
    private static partial Regex Statement();
}
