using System.Reflection;
using Survey.Tables;

namespace Survey.Tests.Tables;

/// <summary>Every table that is declared, by name.</summary>
internal static class DeclaredTables
{
    public static IReadOnlyList<Table> All { get; } =
    [
        .. typeof(Table)
            .Assembly.GetTypes()
            .Where(type => type.Namespace == typeof(Table).Namespace)
            .SelectMany(type => type.GetProperties(BindingFlags.Public | BindingFlags.Static))
            .Where(property => property.PropertyType.IsAssignableTo(typeof(Table)))
            .Select(property => (Table)property.GetValue(null)!)
            .OrderBy(table => table.Name, StringComparer.Ordinal),
    ];
}
