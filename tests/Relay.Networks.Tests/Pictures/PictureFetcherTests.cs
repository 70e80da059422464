using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Relay.Core.Addresses;
using Relay.Core.Channels;
using Relay.Core.Items;
using Relay.Networks.Pictures;
using Relay.Testing.Http;

namespace Relay.Networks.Tests.Pictures;

[TestFixture]
internal sealed class PictureFetcherTests
{
    private static readonly byte[] Png = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 1, 2, 3];

    [TestCase("8.8.8.8", true)]
    [TestCase("2a01:4f8::1", true)]
    [TestCase("127.0.0.1", false)]
    [TestCase("10.1.2.3", false)]
    [TestCase("172.31.255.255", false)]
    [TestCase("192.168.1.1", false)]
    [TestCase("169.254.169.254", false)]
    [TestCase("100.64.0.1", false)]
    [TestCase("0.0.0.0", false)]
    [TestCase("255.255.255.255", false)]
    [TestCase("::1", false)]
    [TestCase("fd00::1", false)]
    [TestCase("fe80::1", false)]
    [TestCase("::ffff:10.0.0.1", false)]
    [TestCase("::ffff:8.8.8.8", true)]
    [TestCase("64:ff9b::a00:1", false)]
    [TestCase("2002:7f00:1::", false)]
    public void PublicAddress_OfAllKinds_IsToldApart(string address, bool isPublic) => Assert.That(PublicAddress.Is(IPAddress.Parse(address)), Is.EqualTo(isPublic));

    [Test]
    public async Task FetchAsync_AddressOfThisMachine_IsNotConnectedTo()
    {
        await using var server = new CuttingServer(_ => "{}");
        await using var services = new ServiceCollection().AddLogging().AddPictures().BuildServiceProvider();

        var fetched = await services.GetRequiredService<PictureFetcher>().FetchAsync(Account(own: true), new Image(new Uri(server.Address, "a.png")), CancellationToken.None);

        Assert.That(fetched.Picture, Is.Null);
        Assert.That(server.Connections, Is.Zero);
    }

    [Test]
    public async Task FetchAsync_RehearsalOnThisMachine_MayUseThisMachine()
    {
        await using var server = new CuttingServer(_ => "GIF89a…");
        await using var services = new ServiceCollection().AddLogging().AddPictures().BuildServiceProvider();

        var fetched = await services.GetRequiredService<PictureFetcher>().FetchAsync(Account(own: false), new Image(new Uri(server.Address, "a.gif")), CancellationToken.None);

        Assert.That(fetched.Picture?.Kind.MediaType, Is.EqualTo("image/gif"));
    }

    [Test]
    public async Task FetchAsync_TooLarge_IsLeftWhetherAnnouncedOrNot([Values] bool announced)
    {
        var body = new byte[PictureFetcher.Largest + 1];
        Png.CopyTo(body, 0);

        var fetched = await FetchAsync(() => announced ? new ByteArrayContent(body) : new StreamContent(new Unannounced(body)));

        Assert.That((fetched.Picture, fetched.Reason.English), Is.EqualTo(((Picture?)null, "The picture is larger than 5 MB.")));
    }

    [Test]
    public async Task FetchAsync_NotAPictureByItsBytes_IsLeftWhateverItIsCalled()
    {
        var fetched = await FetchAsync(() => new StringContent("%PDF-1.7", null, "image/png"));

        Assert.That(fetched.Picture, Is.Null);
    }

    [Test]
    public async Task FetchAsync_Picture_IsKnownByItsBytes()
    {
        var fetched = await FetchAsync(() => new ByteArrayContent(Png));

        Assert.That(fetched.Picture?.Kind, Is.EqualTo(new PictureKind("image/png", "png")));
    }

    [Test]
    public async Task FetchAsync_OtherScheme_IsNotFetched()
    {
        await using var services = new ServiceCollection().AddLogging().AddPictures().BuildServiceProvider();

        var fetched = await services.GetRequiredService<PictureFetcher>().FetchAsync(Account(own: true), new Image(new Uri("file:///etc/passwd")), CancellationToken.None);

        Assert.That(fetched.Picture, Is.Null);
    }

    [Test]
    public void AltText_TooLong_IsCutBetweenCharacters()
        => Assert.That(AltText.Shortened(new string('a', 8) + "😀😀", 10), Is.EqualTo(new string('a', 8) + "…"));

    private static async Task<Fetched> FetchAsync(Func<HttpContent> content)
    {
        using var wire = new ScriptedHandler();
        wire.Script = (_, _) => Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = content() });
        var services = new ServiceCollection().AddLogging().AddPictures();
        services.AddHttpClient(PictureFetcher.Client).ConfigurePrimaryHttpMessageHandler(() => wire);
        await using var provider = services.BuildServiceProvider();
        return await provider.GetRequiredService<PictureFetcher>().FetchAsync(Account(own: true), new Image(new Uri("https://parti.example/a.png")), CancellationToken.None);
    }

    private static Account Account(bool own) => new("x", "x", new Uri("http://127.0.0.1:1/")) { Secret = _ => "", IsNetworksOwn = own, Limits = new AccountLimits(null, [], []) };

    private sealed class Unannounced(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;
    }
}
