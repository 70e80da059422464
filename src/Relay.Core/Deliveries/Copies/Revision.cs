namespace Relay.Core.Deliveries.Copies;

/// <summary>Something that a copy on a network should become.</summary>
/// <param name="Publication">Whose copy.</param>
/// <param name="Operation">Edit or Delete.</param>
/// <param name="Facts">What it should be told with, from <see cref="ToldFacts"/>.</param>
public sealed record Revision(Guid Publication, Operation Operation, string Facts);
