/** The control page's looks: system fonts, light or dark as the browser wishes. */
export const pageStyle = `
:root { color-scheme: light dark; --line: light-dark(#d9dee5, #333a44); --dim: light-dark(#59636f, #9aa5b1);
  --card: light-dark(#ffffff, #1a1e24); --accent: light-dark(#1f5fbf, #7db2ff); }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 72rem; padding: 1.5rem; font: 15px/1.5 system-ui, sans-serif;
  background: light-dark(#f4f6f8, #111418); color: light-dark(#1b2129, #e4e8ec); }
h1 { font-size: 1.4rem; margin: 0; }
h2 { font-size: 1.05rem; margin: 0 0 .75rem; }
header p { margin: .1rem 0 1rem; }
a { color: var(--accent); }
section { background: var(--card); border: 1px solid var(--line); border-radius: 10px; padding: 1rem 1.25rem; margin-bottom: 1rem; }
section p { color: var(--dim); }
dl { display: flex; flex-wrap: wrap; gap: .5rem 2rem; margin: 0 0 1rem; }
dt { color: var(--dim); font-size: .85rem; }
dd { margin: 0; font-variant-numeric: tabular-nums; }
form { display: flex; flex-wrap: wrap; align-items: center; gap: .5rem; margin: 0; }
form.next { margin-top: .5rem; }
ul.troubles { margin: 0 0 1rem; padding-left: 1.2rem; color: light-dark(#a3281b, #ff9c8f); }
input { font: inherit; padding: .3rem .6rem; border: 1px solid var(--line); border-radius: 7px; background: transparent; color: inherit; flex: 1 1 12rem; min-width: 0; max-width: 24rem; }
form.own { margin-top: 1rem; flex-direction: column; align-items: stretch; }
form.own button { align-self: flex-start; }
button { font: inherit; padding: .3rem .7rem; border: 1px solid var(--line); border-radius: 7px; cursor: pointer;
  background: light-dark(#f7f9fb, #232932); color: inherit; }
button:hover { border-color: var(--accent); }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 1px; }
textarea { font: 13px/1.5 ui-monospace, monospace; padding: .5rem; border: 1px solid var(--line); border-radius: 7px;
  background: transparent; color: inherit; width: 100%; }
h1, header p { overflow-wrap: anywhere; }
p.bad { color: light-dark(#a3281b, #ff9c8f); border: 1px solid currentcolor; border-radius: 7px; padding: .5rem .75rem;
  margin: 0 0 1rem; overflow-wrap: anywhere; }
ul.troubles { overflow-wrap: anywhere; }
table { border-collapse: collapse; width: 100%; font-size: .9rem; margin-bottom: .75rem; }
th { text-align: left; color: var(--dim); font-weight: 500; white-space: nowrap; }
th, td { padding: .35rem .75rem .35rem 0; border-bottom: 1px solid var(--line); vertical-align: top; }
td.figure { font-variant-numeric: tabular-nums; white-space: nowrap; }
code { font: 12.5px/1.5 ui-monospace, monospace; overflow-wrap: anywhere; }
td.person { overflow-wrap: anywhere; min-width: 9rem; }
td.long { min-width: 16rem; }
@media (max-width: 48rem) {
  body { padding: 1rem .75rem; }
  section { padding: .9rem 1rem; }
  thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  table, tbody { display: block; }
  tr { display: flex; flex-wrap: wrap; gap: .1rem 1rem; padding: .5rem 0; border-bottom: 1px solid var(--line); }
  td, td.long, td.person { min-width: 0; padding: 0; border: 0; }
  td:empty { display: none; }
  td::before { content: attr(data-name) " "; color: var(--dim); font-size: .8rem; }
  td:not([data-name])::before { content: none; }
  td.long { flex: 1 1 100%; }
}
`;
