using NUnit.Framework;
using Relay.Testing;

[assembly: FixtureLifeCycle(LifeCycle.InstancePerTestCase)]

namespace Relay.Load.Tests;

[SetUpFixture]
internal sealed class AssemblySetUp
{
    [OneTimeSetUp]
    public void UseTheSystemsSqlite() => SqliteLibrary.Use();

    [OneTimeTearDown]
    public void StopPostgreSql() => Postgres.Stop();
}
