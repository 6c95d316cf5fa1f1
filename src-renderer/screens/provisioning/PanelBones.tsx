import classes from './Panel.module.css';

const widths = ['62%', '48%', '70%', '40%'];

function Bones({ title, words }: { readonly title: string; readonly words: string }) {
  return (
    <section className={classes.panel} aria-label={title} aria-busy={words === '' || undefined}>
      <header className={classes.head}>
        <h2>{title}</h2>
      </header>
      <div className={classes.body}>
        {words === '' ? (
          widths.map((width) => <span key={width} className={classes.bone} style={{ width }} />)
        ) : (
          <p className={classes.dimmed}>{words}</p>
        )}
      </div>
    </section>
  );
}

/** The panels before anything was read. In: why nothing can be read, or an empty text while it is being read. */
export function PanelBones({ words }: { readonly words: string }) {
  return (
    <>
      <Bones title="Connection" words={words} />
      <Bones title="Set-up and sources" words={words} />
    </>
  );
}
