import classes from './DirectoryText.module.css';
import { titleText, visibleText } from './visible-text.ts';

interface DirectoryTextProps {
  /** Text that came from a tenant or a file: never trusted. */
  readonly text: string;
  /** `cut` keeps it on one line with an ellipsis and the whole text as tooltip. */
  readonly lines?: 'one' | 'wrap';
  readonly look?: 'plain' | 'strong' | 'dimmed' | 'mono';
}

/** Shows text of a directory: isolated in its reading direction, controls visible, never wider than its place. */
export function DirectoryText({ text, lines = 'one', look = 'plain' }: DirectoryTextProps) {
  return (
    <bdi
      className={classes.text}
      data-lines={lines}
      data-look={look}
      {...(lines === 'one' ? { title: titleText(text) } : {})}
    >
      {visibleText(text)}
    </bdi>
  );
}
