import { IconAlertTriangle } from '@tabler/icons-react';
import type { Rehearsal, RehearsalList } from '../../../src-contract/mode-rehearsals.ts';
import { countText } from '../../kit/format-number.ts';
import { LinkButton } from '../../kit/LinkButton.tsx';
import { visibleText } from '../../kit/visible-text.ts';
import { ExportBar } from './ExportBar.tsx';
import classes from './Rehearsal.module.css';
import type { IdpExportFile } from './use-idp-export.ts';

interface RehearsalListsProps {
  readonly rehearsal: Rehearsal;
  /** Lists that stand among the figures already. */
  readonly without: readonly (RehearsalList | null)[];
  readonly file: IdpExportFile;
  readonly onOpen: (list: RehearsalList) => void;
}

/** Who a switch meets, list by list; each count opens its names. */
export function RehearsalLists({ rehearsal, without, file, onOpen }: RehearsalListsProps) {
  const lists = rehearsal.lists.filter(({ list }) => !without.includes(list));
  return (
    <section className={classes.who} aria-label="Who it meets">
      <h3>Who it meets</h3>
      <ExportBar rehearsal={rehearsal} file={file} />
      <ul className={classes.lists}>
        {lists.map(({ list, count, title, sentence, look }) => (
          <li key={list} data-look={look} data-list={list}>
            <span className={classes.count}>{countText(count)}</span>
            <span>
              {count === 0 ? (
                <span className={classes.none}>{visibleText(title)}</span>
              ) : (
                <LinkButton
                  onClick={() => onOpen(list)}
                  label={`${countText(count)} ${title}: show the names`}
                >
                  {visibleText(title)}
                </LinkButton>
              )}
              {look === 'warn' && <IconAlertTriangle size={14} aria-label="look" />}
              {sentence !== '' && (
                <span className={classes.sentence}>
                  <bdi>{visibleText(sentence)}</bdi>
                </span>
              )}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
