namespace Survey.Tests.Architecture;

/// <summary>A program, with its rooms in their order: a room may use those that stand before it, and every room of the programs
/// below.</summary>
/// <param name="Name">the namespace of its rooms</param>
/// <param name="Folder">from the root of the checkout</param>
/// <param name="Below">the names of the programs that it may use</param>
public sealed record Program(string Name, string Folder, string[] Below, string[] Rooms);

/// <summary>The programs and their rooms. A room's namespace is its folder's.</summary>
public static class House
{
    public static readonly Program[] Programs =
    [
        new(
            "Survey",
            "survey",
            Below: [],
            Rooms: ["", "Statistics", "Instruments", "Coded", "Storage", "Commands", "Counting", "Answers", "Claims", "Tables"]
        ),
        new("Survey.Ingest", "ingest", Below: ["Survey"], Rooms: ["Reading", "Dialects", "Coding", "Drafting", "Loading", "Commands"]),
        new("Survey.Reports", "reports", Below: ["Survey"], Rooms: ["Words", "Drawing", "Charts", "Tables", "Documents", "Commands"]),
        new("Survey.Api", "api", Below: ["Survey", "Survey.Ingest", "Survey.Reports"], Rooms: ["Rest", "Pages", "Serving"]),
    ];

    /// <summary>What speaks SQL, and the only room that may use it.</summary>
    public static readonly (string[] Libraries, string Room) Sql = (["Npgsql", "Dapper"], "Survey.Storage");

    /// <summary>Why a type or file of one namespace must not use what stands in another, in words; null where it may.</summary>
    public static string? Objection(string user, string used)
    {
        if (Sql.Libraries.Any(library => IsIn(used, library)))
            return user == Sql.Room ? null : $"only {Sql.Room} holds SQL";
        if (Find(used) is not { } target)
            return IsIn(used, "Survey") ? $"{used} is no room" : null;
        if (Find(user) is not { } source)
            return $"{user} is no room";
        if (source.Program != target.Program)
            return source.Program.Below.Contains(target.Program.Name)
                ? null
                : $"{source.Program.Name} stands on {string.Join(", ", source.Program.Below.DefaultIfEmpty("no other program"))}";
        return target.Place <= source.Place ? null : $"{Name(source)} stands before {Name(target)}";
    }

    /// <summary>The namespace that a folder's files have.</summary>
    /// <param name="folder">from the root of the checkout: <c>ingest/reading</c></param>
    public static string NamespaceOf(string folder) =>
        string.Join(
            '.',
            folder
                .Split('/')
                .Select(name => char.ToUpperInvariant(name[0]) + name[1..])
                .SkipWhile(name => name == "Survey")
                .Prepend("Survey")
        );

    private static (Program Program, int Place)? Find(string name) =>
        (
            from program in Programs
            from room in program.Rooms.Index()
            where name == (room.Item.Length == 0 ? program.Name : $"{program.Name}.{room.Item}")
            select ((Program, int)?)(program, room.Index)
        ).FirstOrDefault();

    private static string Name((Program Program, int Place) room) =>
        room.Program.Rooms[room.Place] is { Length: > 0 } name ? name : $"the root of {room.Program.Name}";

    private static bool IsIn(string name, string outer) => name == outer || name.StartsWith($"{outer}.", StringComparison.Ordinal);
}
