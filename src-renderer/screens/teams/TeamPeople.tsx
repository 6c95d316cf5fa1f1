import { Menu, TextInput } from '@mantine/core';
import { IconChevronDown, IconLock, IconSearch, IconUserPlus } from '@tabler/icons-react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef, useState } from 'react';
import type { Team, TeamPerson } from '../../../src-contract/teams.ts';
import { useRead } from '../../bridge/use-read.ts';
import { FailureNotice } from '../../kit/FailureNotice.tsx';
import { countText } from '../../kit/format-number.ts';
import { GuardedButton } from '../../kit/GuardedButton.tsx';
import { PersonAvatar } from '../../kit/PersonAvatar.tsx';
import { roleLabel } from '../../kit/role-label.ts';
import { titleText, visibleText } from '../../kit/visible-text.ts';
import classes from './TeamPanel.module.css';
import { changeTeams } from './teams-view.ts';

const rowHeight = 32;
/** A window of people; more come when the list is scrolled to its end. */
const step = 1000;
/** From more people than this on, the list has a search field. */
const searchFrom = 12;

interface TeamPeopleProps {
  readonly tenantId: string;
  readonly team: Team;
  readonly blockedBecause: string | null;
  readonly onShowPerson: (email: string) => void;
}

const nameOf = (person: TeamPerson): string => person.user?.name ?? person.email;

/** The people of a team, managers first, each with what they are in it. */
export function TeamPeople({ tenantId, team, blockedBecause, onShowPerson }: TeamPeopleProps) {
  const [text, setText] = useState('');
  const [limit, setLimit] = useState(step);
  const people = useRead(
    'teams/people',
    { tenantId, teamId: team.id, text, offset: 0, limit: Math.min(limit, 1000) },
    { former: 'keep' },
  );
  const rows = people.value?.rows ?? [];
  const matches = people.value?.matches ?? 0;
  const scroller = useRef<HTMLUListElement>(null);
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
  });
  const ask = (person: TeamPerson, to: 'none' | 'member' | 'manager'): void =>
    changeTeams(tenantId, {
      dialog: {
        kind: 'change',
        wishes: [{ email: person.email, to }],
        title: `Change ${nameOf(person).slice(0, 60)} in ${team.name}`,
      },
    });
  return (
    <section>
      <div className={classes.heading}>
        <h3>
          People <span className={classes.dimmed}>{countText(team.people)}</span>
        </h3>
        <GuardedButton
          leftSection={team.lockedBecause === null ? <IconUserPlus size={14} /> : <IconLock size={14} />}
          blockedBecause={blockedBecause}
          onClick={() => changeTeams(tenantId, { dialog: { kind: 'add-people' } })}
        >
          Add
        </GuardedButton>
      </div>
      {team.people > searchFrom && (
        <TextInput
          className={classes.search ?? ''}
          aria-label="Search in this team"
          placeholder="Search in this team"
          leftSection={<IconSearch size={14} />}
          value={text}
          maxLength={200}
          onChange={(event) => {
            setText(event.currentTarget.value);
            setLimit(step);
          }}
        />
      )}
      {people.failure && <FailureNotice failure={people.failure} onTryAgain={people.askAgain} />}
      {people.value && rows.length === 0 && (
        <p className={classes.none}>{text === '' ? 'Nobody is in it.' : `Nobody here matches "${text}".`}</p>
      )}
      <ul ref={scroller} className={classes.people} aria-label={`People of ${team.name.slice(0, 60)}`}>
        <li aria-hidden="true" style={{ height: virtualizer.getTotalSize() }} />
        {virtualizer.getVirtualItems().map(({ index, start }) => {
          const person = rows[index];
          if (person === undefined) return null;
          const standing = person.standing === 'manager' ? 'Manager' : 'Member';
          const other = person.standing === 'manager' ? 'member' : 'manager';
          return (
            <li key={person.email} className={classes.person} style={{ transform: `translateY(${start}px)` }}>
              <PersonAvatar name={nameOf(person)} size="small" />
              <button
                type="button"
                className={classes.who}
                title={titleText(person.email)}
                onClick={() => onShowPerson(person.email)}
              >
                <bdi>{visibleText(nameOf(person))}</bdi>
              </button>
              {blockedBecause === null ? (
                <Menu position="bottom-start">
                  <Menu.Target>
                    <button
                      type="button"
                      className={classes.standing}
                      aria-label={`${standing}. Change what ${nameOf(person).slice(0, 60)} is in the team`}
                    >
                      {standing} <IconChevronDown size={14} aria-hidden />
                    </button>
                  </Menu.Target>
                  <Menu.Dropdown>
                    <Menu.Item onClick={() => ask(person, other)}>
                      {other === 'manager' ? 'Make manager…' : 'Make member…'}
                    </Menu.Item>
                    <Menu.Item color="red" onClick={() => ask(person, 'none')}>
                      Remove from team…
                    </Menu.Item>
                  </Menu.Dropdown>
                </Menu>
              ) : (
                <span className={classes.standingPlain} title={blockedBecause}>
                  {standing}
                </span>
              )}
              <span className={classes.role}>
                {person.user === null ? 'Not in the copy' : visibleText(roleLabel(person.user.role))}
              </span>
            </li>
          );
        })}
      </ul>
      {matches > rows.length && (
        <p className={classes.dimmed}>
          The first {countText(rows.length)} of {countText(matches)} are shown. Search to find the others.
        </p>
      )}
    </section>
  );
}
