import { MultiSelect } from '@mantine/core';
import { useState } from 'react';
import { useRead } from '../../bridge/use-read.ts';
import { visibleText } from '../../kit/visible-text.ts';

export interface PickedPerson {
  readonly id: string;
  readonly email: string;
  readonly name: string;
}

interface PeoplePickerProps {
  readonly tenantId: string;
  readonly label: string;
  readonly picked: readonly PickedPerson[];
  readonly onPick: (picked: readonly PickedPerson[]) => void;
  /** Emails that are not offered, lower case: those in the team already. */
  readonly without?: ReadonlySet<string>;
}

const offered = 20;

/** Chooses people by typing a part of their name or address; searched in the local copy, so it works on any size. */
export function PeoplePicker({ tenantId, label, picked, onPick, without }: PeoplePickerProps) {
  const [text, setText] = useState('');
  const found = useRead(
    'users/search',
    {
      tenantId,
      filter: {
        text: text.trim(),
        status: ['active', 'pending'],
        role: [],
        source: [],
        lastAccess: [],
        team: [],
      },
      sort: { column: 'name', direction: 'ascending' },
      offset: 0,
      limit: offered,
    },
    { former: 'keep' },
  );
  const known = new Map<string, PickedPerson>();
  for (const person of picked) known.set(person.email, person);
  for (const { id, email, name } of found.value?.rows ?? []) {
    if (!without?.has(email.toLowerCase())) known.set(email, { id, email, name });
  }
  return (
    <MultiSelect
      label={label}
      size="md"
      searchable
      searchValue={text}
      onSearchChange={setText}
      data={[...known.values()].map(({ email, name }) => ({
        value: email,
        label:
          name === email ? visibleText(email) : `${visibleText(name).slice(0, 60)} · ${visibleText(email)}`,
      }))}
      // Main has searched already, without accents and in any order of words.
      filter={({ options }) => options}
      value={picked.map(({ email }) => email)}
      maxValues={200}
      nothingFoundMessage={found.isAsking ? 'Searching' : 'Nobody matches'}
      placeholder={picked.length === 0 ? 'Type a name or email' : ''}
      onChange={(emails) => onPick(emails.flatMap((email) => known.get(email) ?? []))}
    />
  );
}
