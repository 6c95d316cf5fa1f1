import type { ReactNode } from 'react';
import type { User } from '../../../src-contract/users.ts';
import { DirectoryText } from '../../kit/DirectoryText.tsx';
import { countText } from '../../kit/format-number.ts';
import { LinkButton } from '../../kit/LinkButton.tsx';
import classes from './PanelPeople.module.css';
import type { PanelPeopleReading } from './use-panel-people.ts';

interface PersonLine {
  readonly facts: ReactNode;
  readonly onOpen: () => void;
  readonly actions?: ReactNode;
}

interface PanelPeopleProps {
  readonly title: string;
  readonly note?: ReactNode;
  readonly empty: string;
  readonly reading: PanelPeopleReading;
  readonly onShowAll: () => void;
  readonly line: (person: User) => PersonLine;
}

/** A short list of people inside a panel; it scrolls within the panel, and ends with a way to all of them. */
export function PanelPeople({ title, note, empty, reading, onShowAll, line }: PanelPeopleProps) {
  const { people, matches, state } = reading;
  return (
    <div className={classes.people}>
      <div className={classes.head}>
        <h3>{title}</h3>
        {note}
      </div>
      {state === 'failed' && <p className={classes.empty}>They could not be read from the copy.</p>}
      {state === 'read' && people.length === 0 && <p className={classes.empty}>{empty}</p>}
      {people.length > 0 && (
        <ul className={classes.list} aria-label={title}>
          {people.map((person) => {
            const { facts, onOpen, actions } = line(person);
            return (
              <li key={person.id} className={classes.line}>
                <button
                  type="button"
                  className={classes.person}
                  aria-label={`Open ${person.email} in Users`}
                  onClick={onOpen}
                >
                  <DirectoryText text={person.name} look="strong" />
                  {person.name !== person.email && <DirectoryText text={person.email} look="dimmed" />}
                </button>
                <span className={classes.facts}>{facts}</span>
                {actions && <span className={classes.actions}>{actions}</span>}
              </li>
            );
          })}
        </ul>
      )}
      {matches > people.length && (
        <LinkButton onClick={onShowAll}>Show all {countText(matches)} in Users</LinkButton>
      )}
    </div>
  );
}
