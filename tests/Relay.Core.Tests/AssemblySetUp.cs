using NUnit.Framework;
using Relay.Testing;

[assembly: FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[assembly: Parallelizable(ParallelScope.Fixtures)]

namespace Relay.Core.Tests;

/// <summary>What is process-wide, set once for every test of this assembly.</summary>
[SetUpFixture]
public static class AssemblySetUp
{
    [OneTimeSetUp]
    public static void UseTheSystemsSqlite() => SqliteLibrary.Use();
}
