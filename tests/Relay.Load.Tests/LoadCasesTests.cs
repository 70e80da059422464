using NUnit.Framework;
using Relay.Load.Cases;
using Relay.Load.Reports;

namespace Relay.Load.Tests;

/// <summary>Each case in a small run: it works, and what it gives is a figure. How fast is for a quiet machine.</summary>
[TestFixture]
internal sealed class LoadCasesTests
{
    private static IEnumerable<string> Names => LoadCases.All.Select(one => one.Name);

    [TestCaseSource(nameof(Names))]
    [CancelAfter(120_000)]
    public async Task RunAsync_Quick_GivesFigures(string name, CancellationToken cancel)
    {
        var figures = new List<Figure>();

        await foreach (var figure in LoadCases.All.Single(one => one.Name == name).RunAsync(quick: true).WithCancellation(cancel))
        {
            figures.Add(figure);
        }

        Assert.That(figures, Is.Not.Empty);
        Assert.That(figures, Has.All.Property(nameof(Figure.Ratio)).GreaterThan(0).And.All.Property(nameof(Figure.Ratio)).LessThan(double.PositiveInfinity));
    }
}
