/** The one style of all pages: system fonts, light and dark by the reader's own setting. */
export const pageStyle = `
:root { color-scheme: light dark; --ground: #f4f5f7; --sheet: #fff; --ink: #1b1f26; --soft: #5b6472; --line: #d9dde3;
  --accent: #1f5fd0; --on-accent: #fff; --bad: #b3261e; --good: #14713a; }
@media (prefers-color-scheme: dark) { :root { --ground: #14171c; --sheet: #1d2128; --ink: #e8eaee; --soft: #a2abb9;
  --line: #363c47; --accent: #8ab4ff; --on-accent: #0b1b36; --bad: #ff9a92; --good: #7fd6a0; } }
* { box-sizing: border-box; }
body { margin: 0; padding: 6vh 1rem; background: var(--ground); color: var(--ink);
  font: 1rem/1.5 system-ui, sans-serif; }
main { margin: 0 auto; padding: 1.75rem 2rem 2rem; background: var(--sheet); border: 1px solid var(--line);
  border-radius: 12px; }
main.narrow { max-width: 28rem; }
main.wide { max-width: 56rem; }
h1 { margin: 0 0 1rem; font-size: 1.4rem; line-height: 1.25; text-wrap: balance; overflow-wrap: anywhere; }
h2 { margin: 1.75rem 0 .5rem; font-size: 1rem; }
p { margin: 0 0 1rem; overflow-wrap: anywhere; }
small, .soft { color: var(--soft); font-size: .875rem; }
a { color: var(--accent); }
form { margin: 0; }
label { display: block; margin: 0 0 1rem; font-weight: 600; }
input { display: block; width: 100%; margin-top: .25rem; padding: .55rem .7rem; font: inherit; font-weight: 400;
  color: inherit; background: var(--ground); border: 1px solid var(--soft); border-radius: 8px; }
button, .button { display: inline-block; padding: .55rem 1.1rem; font: inherit; font-weight: 600; cursor: pointer;
  color: var(--on-accent); background: var(--accent); border: 1px solid var(--accent); border-radius: 8px;
  text-decoration: none; }
button.quiet, .button.quiet { color: var(--accent); background: transparent; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.row { display: flex; flex-wrap: wrap; gap: .75rem; align-items: center; margin: 1rem 0 0; }
form + form, form + p, .row + p { margin-top: 1rem; }
.row input { margin: 0; width: auto; flex: 1 1 12rem; }
.bad { padding: .6rem .8rem; color: var(--bad); border: 1px solid currentcolor; border-radius: 8px; }
.good { color: var(--good); }
.code { display: block; margin: .5rem 0 1rem; font: 600 1.9rem/1.3 ui-monospace, monospace; letter-spacing: .12em; }
pre { padding: 1rem; overflow-wrap: anywhere; white-space: pre-wrap; background: var(--ground); border-radius: 8px;
  font: .9rem/1.5 ui-monospace, monospace; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .35rem 1.25rem; margin: 0 0 1rem; }
dt { color: var(--soft); }
dd { margin: 0; overflow-wrap: anywhere; font-variant-numeric: tabular-nums; }
ul { margin: 0 0 1rem; padding-left: 1.25rem; }
.picks { padding: 0; list-style: none; display: grid; grid-template-columns: minmax(0, 1fr); gap: .4rem; }
.picks li { min-width: 0; }
.picks button { width: 100%; min-width: 0; overflow-wrap: anywhere; text-align: left; color: inherit; background: var(--ground); border-color: var(--line);
  font-weight: 500; display: flex; flex-direction: column; }
table { width: 100%; border-collapse: collapse; font-variant-numeric: tabular-nums; }
th, td { padding: .5rem .75rem .5rem 0; text-align: left; border-bottom: 1px solid var(--line); }
th { color: var(--soft); font-weight: 500; }
td { overflow-wrap: anywhere; }
td.whole { white-space: nowrap; }
@media (max-width: 34rem) {
  body { padding: 3vh .75rem; }
  main { padding: 1.25rem 1.1rem 1.5rem; }
  dl { grid-template-columns: minmax(0, 1fr); gap: 0; }
  dd { margin: 0 0 .6rem; }
  thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  table, tbody { display: block; }
  tr { display: block; padding: .6rem 0; border-bottom: 1px solid var(--line); }
  td { display: block; padding: 0; border: 0; }
}
`;
