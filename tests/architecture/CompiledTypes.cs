using System.Reflection;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Survey.Tests.Architecture;

/// <summary>A type as it was compiled, with all that is nested in it: what the compiler makes of closures, iterators and async methods is
/// nested in the type that they are written in.</summary>
/// <param name="Uses">namespaces and names of the types in its signatures, bodies, generics and attributes</param>
/// <param name="Texts">the strings in its bodies</param>
internal sealed record CompiledType(
    string Namespace,
    string Name,
    IReadOnlySet<(string Namespace, string Name)> Uses,
    IReadOnlyList<string> Texts
);

/// <summary>Reads the programs' assemblies. Constants are not in them as uses: the compiler writes their values.</summary>
internal static class CompiledTypes
{
    private static readonly Assembly[] Assemblies =
    [
        typeof(Label).Assembly,
        typeof(Survey.Ingest.Loading.Load).Assembly,
        typeof(Survey.Reports.Documents.Report).Assembly,
        typeof(Survey.Api.Serving.Health).Assembly,
    ];

    /// <summary>Every type of the programs that stands in a namespace of ours.</summary>
    public static List<CompiledType> All()
    {
        using var resolver = new DefaultAssemblyResolver();
        foreach (var known in new[] { typeof(Label), typeof(object), typeof(Microsoft.AspNetCore.Builder.WebApplication) })
            resolver.AddSearchDirectory(Path.GetDirectoryName(known.Assembly.Location));
        var types = new List<CompiledType>();
        foreach (var assembly in Assemblies)
        {
            using var module = ModuleDefinition.ReadModule(assembly.Location, new ReaderParameters { AssemblyResolver = resolver });
            types.AddRange(module.Types.Where(type => $"{type.Namespace}.".StartsWith("Survey.", StringComparison.Ordinal)).Select(Of));
        }
        return types;
    }

    private static CompiledType Of(TypeDefinition type)
    {
        var all = WithNested(type).ToList();
        var uses = all.SelectMany(InType).SelectMany(Parts).Select(Outermost).Select(used => (used.Namespace, used.Name)).ToHashSet();
        var texts = all.SelectMany(one => one.Methods).SelectMany(Instructions).Select(step => step.Operand).OfType<string>();
        return new CompiledType(type.Namespace, type.Name, uses, [.. texts]);
    }

    private static IEnumerable<TypeDefinition> WithNested(TypeDefinition type) => type.NestedTypes.SelectMany(WithNested).Prepend(type);

    private static IEnumerable<TypeReference?> InType(TypeDefinition type) =>
        [
            type.BaseType,
            .. type.Interfaces.Select(one => one.InterfaceType),
            .. InAttributes(type),
            .. InConstraints(type),
            .. type.Fields.Select(field => field.FieldType),
            .. type.Fields.SelectMany(InAttributes),
            .. type.Properties.SelectMany(InAttributes),
            .. type.Events.SelectMany(InAttributes),
            .. type.Methods.SelectMany(InMethod),
        ];

    private static IEnumerable<TypeReference?> InMethod(MethodDefinition method) =>
        [
            .. InSignature(method),
            .. InAttributes(method),
            .. InAttributes(method.MethodReturnType),
            .. method.Parameters.SelectMany(InAttributes),
            .. InConstraints(method),
            .. method.HasBody ? method.Body.Variables.Select(variable => variable.VariableType) : [],
            .. method.HasBody ? method.Body.ExceptionHandlers.Select(handler => handler.CatchType) : [],
            .. Instructions(method).SelectMany(InInstruction),
        ];

    private static IEnumerable<TypeReference?> InInstruction(Instruction step) =>
        step.Operand switch
        {
            TypeReference type => [type],
            FieldReference field => [field.DeclaringType, field.FieldType],
            MethodReference method => InSignature(method),
            _ => [],
        };

    private static IEnumerable<TypeReference?> InSignature(MethodReference method) =>
        [
            method.DeclaringType,
            method.ReturnType,
            .. method.Parameters.Select(parameter => parameter.ParameterType),
            .. (method as GenericInstanceMethod)?.GenericArguments ?? [],
        ];

    private static IEnumerable<TypeReference?> InAttributes(Mono.Cecil.ICustomAttributeProvider attributed) =>
        attributed.CustomAttributes.SelectMany(attribute =>
            attribute
                .ConstructorArguments.Concat(attribute.Properties.Select(property => property.Argument))
                .Select(argument => argument.Value)
                .OfType<TypeReference>()
                .Prepend(attribute.AttributeType)
        );

    private static IEnumerable<TypeReference?> InConstraints(IGenericParameterProvider generic) =>
        generic.GenericParameters.SelectMany(parameter => parameter.Constraints).Select(constraint => constraint.ConstraintType);

    private static IEnumerable<Instruction> Instructions(MethodDefinition method) => method.HasBody ? method.Body.Instructions : [];

    /// <summary>The types that a type is written with: of a list of pairs, the list, the pair and both elements.</summary>
    private static IEnumerable<TypeReference> Parts(TypeReference? type) =>
        type switch
        {
            null or GenericParameter => [],
            GenericInstanceType generic => generic.GenericArguments.SelectMany(Parts).Concat(Parts(generic.ElementType)),
            IModifierType modified => Parts(modified.ModifierType).Concat(Parts(modified.ElementType)),
            TypeSpecification made => Parts(made.ElementType),
            _ => [type],
        };

    private static TypeReference Outermost(TypeReference type) => type.DeclaringType is null ? type : Outermost(type.DeclaringType);
}
