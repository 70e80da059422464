using Relay.Load.Reports;

namespace Relay.Load;

/// <summary>One thing that the whole of Relay does, measured against something that does the least of it in the same run.</summary>
internal interface ILoadCase
{
    /// <summary>Its word on the command line.</summary>
    string Name { get; }

    /// <summary>Measures, and gives each figure as soon as it is known.</summary>
    /// <param name="quick">A small run that only shows that it works.</param>
    IAsyncEnumerable<Figure> RunAsync(bool quick);
}
