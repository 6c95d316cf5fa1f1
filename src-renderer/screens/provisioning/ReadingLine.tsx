import { Ring } from '../../kit/Ring.tsx';
import classes from './SwitchImpact.module.css';

/** One line while a preview is being read. */
export function ReadingLine({ words }: { readonly words: string }) {
  return (
    <p className={classes.reading} role="status">
      <Ring share="unknown" />
      {words}
    </p>
  );
}
