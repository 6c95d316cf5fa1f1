import { TextInput } from '@mantine/core';
import { IconSearch, IconX } from '@tabler/icons-react';
import type { KeyboardEvent } from 'react';
import { KeyCap } from '../kit/KeyCap.tsx';
import { goTo, searchPeople, useSession } from '../session/session.ts';
import { useTenantId } from '../session/use-tenant.ts';
import { searchFieldId } from './focus-search.ts';
import classes from './PeopleSearch.module.css';

/** The people search. Typing shows what matches at once; on another screen it goes to Users. */
export function PeopleSearch() {
  const tenantId = useTenantId();
  const text = useSession((session) => session.searchTexts[tenantId] ?? '');
  const type = (typed: string): void => {
    searchPeople(typed.slice(0, 200));
    if (useSession.getState().route.screen !== 'users') goTo({ screen: 'users' });
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.key === 'Escape') {
      event.preventDefault();
      if (text === '') event.currentTarget.blur();
      else type('');
    }
    if (event.key === 'ArrowDown' || event.key === 'Enter') {
      event.preventDefault();
      document.querySelector<HTMLElement>('[role="grid"] [role="row"][tabindex="0"]')?.focus();
    }
  };
  return (
    <TextInput
      id={searchFieldId}
      className={classes.search ?? ''}
      type="search"
      aria-label="Search people"
      placeholder="Search people"
      value={text}
      autoComplete="off"
      spellCheck={false}
      maxLength={200}
      onChange={(event) => type(event.currentTarget.value)}
      onKeyDown={onKeyDown}
      leftSection={<IconSearch size={16} />}
      rightSectionWidth={text === '' ? 56 : 28}
      rightSectionPointerEvents="all"
      rightSection={
        text === '' ? (
          <KeyCap keys="Ctrl K" />
        ) : (
          <button type="button" className={classes.clear} aria-label="Clear search" onClick={() => type('')}>
            <IconX size={14} />
          </button>
        )
      }
    />
  );
}
