using System.Net;
using Relay.Networks.Transport;

namespace Relay.Networks.Tests.Transport;

[TestFixture]
internal sealed class ProxyForOthersTests
{
    private readonly ProxyForOthers _proxy = new(new WebProxy("http://proxy.parti.example:3128"));

    [TestCase("http://127.0.0.1:5103/", true)]
    [TestCase("http://localhost:8081/", true)]
    [TestCase("https://api.telegram.org/", false)]
    public void IsBypassed_ThisMachineAlone(string address, bool bypassed)
    {
        Assert.That(_proxy.IsBypassed(new Uri(address)), Is.EqualTo(bypassed));
        Assert.That(_proxy.GetProxy(new Uri(address))?.Host, Is.EqualTo(bypassed ? null : "proxy.parti.example"));
    }
}
