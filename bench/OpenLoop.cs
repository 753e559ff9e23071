using System.Diagnostics;
using System.Net;

namespace Survey.Bench;

/// <summary>
/// Requests that come by a schedule, whether or not those before them were answered. Latency counts from the scheduled time,
/// so that a server that falls behind is not excused for the requests that waited, nor is this client.
/// </summary>
/// <param name="Milliseconds">of each request</param>
/// <param name="Sent">requests a second in fact</param>
internal sealed record OpenLoop(IReadOnlyList<double> Milliseconds, double Sent)
{
    /// <exception cref="SurveyException">an answer was an error</exception>
    public static async Task<OpenLoop> Of(Uri address, int perSecond, int seconds)
    {
        using var client = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 256, UseProxy = false })
        {
            Timeout = TimeSpan.FromSeconds(30),
        };
        var requests = new Task<double>[perSecond * seconds];
        var watch = Stopwatch.StartNew();
        // A thread of its own: the pool's are busy with the answers.
        var sender = new Thread(() =>
        {
            for (var request = 0; request < requests.Length; request++)
            {
                var due = request * 1000.0 / perSecond;
                while (watch.Elapsed.TotalMilliseconds < due)
                    Thread.Sleep(due - watch.Elapsed.TotalMilliseconds > 2 ? 1 : 0);
                requests[request] = Task.Run(() => Ask(client, address, watch, due));
            }
        });
        sender.Start();
        await Task.Run(sender.Join);
        var sent = requests.Length / watch.Elapsed.TotalSeconds;
        return new OpenLoop(await Task.WhenAll(requests), sent);
    }

    /// <summary>The latency that so many per cent of the requests had at most.</summary>
    public double Percentile(double percent) => Milliseconds.Order().ElementAt((int)Math.Ceiling(percent / 100 * Milliseconds.Count) - 1);

    private static async Task<double> Ask(HttpClient client, Uri address, Stopwatch watch, double due)
    {
        using var answer = await client.GetAsync(address);
        var bytes = await answer.Content.ReadAsByteArrayAsync();
        return answer.StatusCode == HttpStatusCode.OK && bytes.Length > 0
            ? watch.Elapsed.TotalMilliseconds - due
            : throw new SurveyException($"{address} answers with {(int)answer.StatusCode}; 200 was expected");
    }
}
