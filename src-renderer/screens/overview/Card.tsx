import type { ReactNode } from 'react';
import classes from './OverviewScreen.module.css';

interface CardProps {
  readonly title: string;
  readonly end?: ReactNode;
  /** Bones stand in it until it was read. */
  readonly isWaiting: boolean;
  readonly children: ReactNode;
}

/** A card of Overview: title, what stands at its right end, content. */
export function Card({ title, end, isWaiting, children }: CardProps) {
  return (
    <section className={classes.card} aria-label={title} aria-busy={isWaiting || undefined}>
      <header className={classes.cardHead}>
        <h2>{title}</h2>
        {end !== undefined && <div className={classes.cardEnd}>{end}</div>}
      </header>
      {isWaiting
        ? ['62%', '48%', '70%'].map((width) => (
            <span key={width} className={classes.bone} style={{ width }} />
          ))
        : children}
    </section>
  );
}
