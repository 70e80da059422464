namespace Relay.Store.Tests.Crash;

/// <summary>What this assembly does when it is run by itself: a worker that writes until it is killed. <c>Program sqlite|postgresql path|connection schema</c>.</summary>
internal static class Program
{
    public static async Task<int> Main(string[] args)
    {
        if (args is not [var engine, var place, var schema])
        {
            await Console.Error.WriteLineAsync("Run the tests with 'dotnet test'; this program is the crash test's child.");
            return 2;
        }
        Testing.SqliteLibrary.Use();
        await WritingWorker.RunAsync(new StoreOptions
        {
            Engine = engine == "sqlite" ? StoreEngine.Sqlite : StoreEngine.PostgreSql,
            Path = place,
            ConnectionString = () => place,
            Schema = schema,
        });
        return 0;
    }
}
