using System.Text;
using NUnit.Framework;
using Relay.Core.Items;
using Relay.Core.Territories;
using Relay.Sources.Csv;
using Relay.Sources.Rows;

namespace Relay.Sources.Tests.Csv;

/// <summary>Files spoilt at random, from bytes to rows: rows, or a file that is refused, but never another exception; and what is written comes back. RELAY_SEED runs one seed again.</summary>
public sealed class CsvFuzz
{
    private const int Runs = 5_000;

    private static readonly string[] Pieces = [";", ",", "\t", "\"", "\"\"", "\n", "\r\n", "\r", "é", "Ã©", "\0", "\u0082", "👩", "21/12/2026 18:30", "33000", "#", "oui", "<script>", "sep=;\n", "identifiant", "statut", " ", "=1+1", "999999999999", "-"];

    private static readonly RowDefaults Defaults = new(Territory.Parse("DEP-33"), [], "Europe/Paris");

    [Test]
    public async Task ReadAsync_SpoiltFiles_NeverThrowsAnythingElse()
    {
        var random = Random(out var seed);
        var whole = CsvTemplate.Of("evenements.csv", new DateOnly(2026, 11, 21));
        using var bench = new CsvBench();
        var source = new CsvSource("party", new CsvFolder(bench.Folder, [ItemKind.Event], bench.Time), Defaults);
        var (rows, down) = (0, 0);
        for (var run = 0; run < Runs; run++)
        {
            bench.Write("evenements.csv", Spoil(whole, random));
            try
            {
                await foreach (var key in source.ListAsync(CancellationToken.None))
                {
                    Assert.That(key.Id, Is.Not.Empty);
                }
                await foreach (var row in source.ReadAsync(null, CancellationToken.None))
                {
                    rows++;
                    Assert.That(row is SourceRow.Good { Item.Title.Length: > 0 } or SourceRow.Faulty { Faults.Count: > 0, Id.Length: > 0 }, Is.True);
                }
            }
            catch (SourceUnavailableException)
            {
                down++;
            }
            catch (Exception fault) when (fault is not AssertionException)
            {
                Assert.Fail($"seed {seed}, run {run}: {fault}");
            }
        }
        await TestContext.Out.WriteLineAsync($"{Runs} files: {rows} rows, {down} not believed.");
        Assert.That(down, Is.InRange(1, Runs - 100));
        Assert.That(rows, Is.Positive);
    }

    [Test]
    public void Read_OfWhatWasWritten_GivesEachCellBack()
    {
        var random = Random(out var seed);
        for (var run = 0; run < 2_000; run++)
        {
            var cells = Enumerable.Range(0, random.Next(1, 6)).Select(_ => string.Concat(Enumerable.Range(0, random.Next(1, 6)).Select(_ => Pieces[random.Next(Pieces.Length)])).Trim()).ToList();
            cells[0] = "x" + cells[0];
            var line = string.Join(';', cells.Select(cell => $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\""));

            var record = CsvReader.Read(line + "\r\nfin\r\n", ';').First();

            Assert.That(record.Cells.Select(cell => cell.Value), Is.EqualTo(cells.Select(cell => cell.Trim())), $"seed {seed}, run {run}");
        }
    }

    private static Random Random(out int seed)
    {
        seed = int.TryParse(Environment.GetEnvironmentVariable("RELAY_SEED"), out var given) ? given : System.Random.Shared.Next();
        TestContext.Out.WriteLine($"RELAY_SEED={seed}");
        return new Random(seed);
    }

    private static byte[] Spoil(byte[] whole, Random random)
    {
        var bytes = whole.ToList();
        for (var times = random.Next(1, 5); times > 0; times--)
        {
            var at = random.Next(bytes.Count);
            switch (random.Next(5))
            {
                case 0:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes.RemoveRange(at, Math.Min(random.Next(1, 20), bytes.Count - at - 1));
                    break;
                case 2:
                    bytes.InsertRange(at, bytes.GetRange(at, Math.Min(random.Next(1, 40), bytes.Count - at)));
                    break;
                default:
                    bytes.InsertRange(at, Encoding.UTF8.GetBytes(Pieces[random.Next(Pieces.Length)]));
                    break;
            }
        }
        return [.. bytes];
    }
}
