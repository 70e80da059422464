using NUnit.Framework;
using Relay.Sandbox.Pictures;

namespace Relay.Sandbox.Tests.Pictures;

public sealed class PictureFormatTests
{
    [TestCase("89504E470D0A1A0A0000000D4948445200000280000001680802000000", "image/png", 640, 360)]
    [TestCase("47494638396140010A00", "image/gif", 320, 10)]
    [TestCase("FFD8FFE000104A46494600010100000100010000FFC00011080168028003", "image/jpeg", 640, 360)]
    [TestCase("524946462400000057454250565038580A000000000000007F0200670100", "image/webp", 640, 360)]
    [TestCase("52494646240000005745425056503820180000003001009D012A800268010000", "image/webp", 640, 360)]
    [TestCase("5249464624000000574542505650384C180000002F7FC259000000000000", "image/webp", 640, 360)]
    public void Read_Head_GivesTypeAndSize(string hex, string type, int width, int height)
        => Assert.That(PictureFormat.Read(Convert.FromHexString(hex)), Is.EqualTo((type, width, height)));

    [TestCase("")]
    [TestCase("89504E47")]
    [TestCase("FFD8FF")]
    [TestCase("FFD8FFE0FFFF")]
    [TestCase("3C68746D6C3E")]
    [TestCase("52494646240000005741564500000000000000000000000000000000000000000000")]
    public void Read_NoPicture_IsNull(string hex) => Assert.That(PictureFormat.Read(Convert.FromHexString(hex)), Is.Null);

    [Test]
    public void At_EverySample_IsAPngAndTheNextIsMissing()
    {
        for (var number = 1; number <= SamplePictures.Count; number++)
        {
            Assert.That(PictureFormat.Read(SamplePictures.At($"/pictures/{number}.png")!), Is.EqualTo(("image/png", 640, 360)));
        }
        Assert.That(SamplePictures.At($"/pictures/{SamplePictures.Count + 1}.png"), Is.Null);
    }
}
