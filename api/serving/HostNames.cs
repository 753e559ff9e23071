using System.Net;

namespace Survey.Api.Serving;

/// <summary>
/// The names that this server answers for. A page elsewhere may have its own name resolve to this machine (DNS rebinding), and then reads
/// what is served here as if it were its own; so a request for a name that is not known is refused.
/// </summary>
/// <param name="names">beside localhost and the address that a request came to</param>
public sealed class HostNames(params IEnumerable<string> names)
{
    private readonly HashSet<string> known = new(names.Append("localhost"), StringComparer.OrdinalIgnoreCase);

    /// <summary><c>HOST</c>, and those that <c>SURVEY_HOSTS</c> names, with commas between.</summary>
    public static HostNames FromEnvironment() =>
        new(
            (Environment.GetEnvironmentVariable("SURVEY_HOSTS") ?? "")
                .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                .Append(Environment.GetEnvironmentVariable("HOST") ?? "")
                .Where(name => name.Length > 0)
        );

    /// <summary>Whether a request is for this server. One without a name comes from no browser.</summary>
    public bool Knows(HttpContext context)
    {
        var host = context.Request.Host.Host;
        return host.Length == 0
            || known.Contains(host)
            || IPAddress.TryParse(host.Trim('[', ']'), out var address) && IsHere(context, address);
    }

    /// <summary>No other page can have an address in numbers for its name.</summary>
    private static bool IsHere(HttpContext context, IPAddress address) =>
        IPAddress.IsLoopback(address)
        || context.Connection.LocalIpAddress is { } here
            && (here.Equals(address) || here.IsIPv4MappedToIPv6 && here.MapToIPv4().Equals(address));
}
