namespace Relay.Sandbox.Web;

/// <summary>The console's one style sheet; contrasts are 4.5:1 and more in both colour schemes.</summary>
internal static class Style
{
    public const string Sheet = """
        :root { color-scheme: light dark; --ink: #1b1d22; --paper: #fafaf7; --card: #ffffff; --line: #c9cbd1; --soft: #50545e; --link: #0b4f8a; --banner: #7a1f00; }
        @media (prefers-color-scheme: dark) { :root { --ink: #ececf0; --paper: #15171b; --card: #1f2228; --line: #454a55; --soft: #b6bac4; --link: #8cc4ff; --banner: #7a1f00; } }
        * { box-sizing: border-box; }
        body { margin: 0; background: var(--paper); color: var(--ink); font: 1rem/1.5 system-ui, sans-serif; }
        .banner { margin: 0; padding: .6rem 1rem; background: var(--banner); color: #fff; font-weight: 700; text-align: center; }
        .skip { position: absolute; left: -100vw; }
        .skip:focus { left: .5rem; top: .5rem; padding: .5rem 1rem; background: var(--card); }
        .inner, main { max-width: 46rem; margin: 0 auto; padding: 0 1rem; }
        .inner { padding-top: .8rem; }
        nav { display: flex; justify-content: space-between; flex-wrap: wrap; gap: 1rem; }
        nav a, .accounts a { display: inline-block; padding: .3rem 0; }
        a { color: var(--link); }
        a:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
        h1 { font-size: 1.5rem; margin: .6rem 0; }
        h2 { font-size: 1.15rem; margin: 1.4rem 0 .4rem; }
        .accounts { list-style: none; padding: 0; margin: 0; }
        .accounts li { display: flex; justify-content: space-between; gap: 1rem; align-items: baseline; padding: .35rem 0; border-bottom: 1px solid var(--line); }
        .accounts li > span:last-child { white-space: nowrap; }
        .soft { color: var(--soft); overflow-wrap: anywhere; }
        article { background: var(--card); border: 1px solid var(--line); border-radius: .5rem; padding: .8rem 1rem; margin: 0 0 1rem; }
        article > p:first-child { margin-top: 0; }
        article.reply { margin-left: 1.5rem; border-left: .3rem solid var(--line); }
        article.public { border-color: var(--link); }
        article:target { outline: 3px solid var(--link); outline-offset: 2px; }
        .author { color: var(--ink); }
        h3 { font-size: 1rem; margin: 1rem 0 .3rem; }
        article.deleted .text { text-decoration: line-through; }
        .text { white-space: pre-wrap; overflow-wrap: anywhere; margin: .3rem 0; }
        .tag { display: inline-block; border: 1px solid currentColor; border-radius: .3rem; padding: 0 .4rem; margin-right: .4rem; font-size: .85rem; }
        form { display: flex; flex-wrap: wrap; gap: .5rem 1rem; align-items: center; margin: 0 0 .8rem; }
        .buttons { display: flex; flex-wrap: wrap; gap: .5rem 1rem; align-items: center; margin: .6rem 0; }
        .buttons p, .buttons form { margin: 0; }
        .words { display: flex; flex-wrap: wrap; gap: .3rem .6rem; align-items: center; flex: 1 1 20rem; }
        textarea { font: inherit; flex: 1 1 14rem; max-width: 100%; padding: .3rem .6rem; }
        input, select, button { font: inherit; min-height: 2.5rem; max-width: 100%; padding: .2rem .6rem; }
        summary { padding: .5rem 0; cursor: pointer; color: var(--link); }
        figure { margin: .6rem 0 0; }
        img { max-width: 100%; height: auto; border-radius: .3rem; display: block; }
        figcaption { color: var(--soft); font-size: .9rem; }
        """;
}
