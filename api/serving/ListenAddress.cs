using System.Net;
using System.Net.Sockets;

namespace Survey.Api.Serving;

/// <summary>Where to serve, as <c>HOST</c> and <c>PORT</c> say. A name that is no address of this machine is refused: the web server would
/// take it for every address, and open to the network what was meant to stay closed.</summary>
/// <param name="Host">as it was given</param>
/// <param name="Port">0 takes a free one</param>
public sealed record ListenAddress(string Host, int Port)
{
    /// <exception cref="SurveyException">HOST or PORT is none</exception>
    public static ListenAddress FromEnvironment()
    {
        var host = Environment.GetEnvironmentVariable("HOST") is { Length: > 0 } named ? named : "127.0.0.1";
        var port = Environment.GetEnvironmentVariable("PORT") is { Length: > 0 } number ? number : "8080";
        return ushort.TryParse(port, out var known)
            ? new ListenAddress(host, known)
            : throw new SurveyException($"PORT is \"{port}\"; a number of 0 to 65535 was expected");
    }

    /// <summary>The addresses as URLs, each of them bound for a moment, so that what cannot be served is said before anything is
    /// loaded.</summary>
    /// <exception cref="SurveyException">one cannot be bound</exception>
    public string Url()
    {
        var addresses = Addresses();
        foreach (var address in addresses)
        {
            try
            {
                using var probe = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
                // As the web server will: a port that a stopped server has only just left is free.
                probe.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
                probe.Bind(new IPEndPoint(address, Port));
                probe.Listen(1);
            }
            catch (SocketException exception)
            {
                throw Refused(exception);
            }
        }
        return string.Join(';', addresses.Select(address => $"http://{new IPEndPoint(address, Port)}"));
    }

    /// <summary>Why nothing can be served here, and what would help.</summary>
    public SurveyException Refused(Exception exception) =>
        new($"cannot serve on {Host}:{Port}: {exception.Message}; PORT={(Port == 8081 ? 8082 : 8081)} ./run uses another port", exception);

    private IPAddress[] Addresses()
    {
        if (IPAddress.TryParse(Host, out var literal))
            return [literal];
        try
        {
            var found = Dns.GetHostAddresses(Host);
            // Port 0 is another port for each address: one is enough.
            return Port == 0 ? found[..1] : found;
        }
        catch (Exception exception) when (exception is SocketException or ArgumentException)
        {
            throw new SurveyException(
                $"HOST is \"{Host}\", which names no address of this machine; 127.0.0.1, localhost or 0.0.0.0 were expected",
                exception
            );
        }
    }
}
