import { Button, Menu } from '@mantine/core';
import { IconCheck, IconChevronDown } from '@tabler/icons-react';
import { useRead } from '../../bridge/use-read.ts';
import { visibleText } from '../../kit/visible-text.ts';
import { chooseTrail, countChoices, noChoice, type TrailChoice } from './activity-view.ts';
import classes from './TrailPanel.module.css';
import { showWords, spanWords } from './trail-words.ts';

interface PickerProps<Value> {
  /** What is chosen among: `Time`. */
  readonly label: string;
  readonly options: readonly { readonly value: Value; readonly words: string }[];
  readonly chosen: Value;
  readonly onChoose: (value: Value) => void;
}

function Picker<Value extends string | number | null>({
  label,
  options,
  chosen,
  onChoose,
}: PickerProps<Value>) {
  const words = options.find(({ value }) => value === chosen)?.words ?? String(chosen);
  return (
    <Menu position="bottom-end" shadow="sm">
      <Menu.Target>
        <Button
          className={classes.picker ?? ''}
          rightSection={<IconChevronDown size={14} />}
          aria-label={`${label}: ${words}`}
        >
          <bdi className={classes.pickerWords}>{visibleText(words)}</bdi>
        </Button>
      </Menu.Target>
      <Menu.Dropdown className={classes.choices ?? ''}>
        {options.map(({ value, words: option }) => (
          <Menu.Item
            key={String(value)}
            rightSection={value === chosen ? <IconCheck size={14} aria-label="chosen" /> : null}
            onClick={() => onChoose(value)}
          >
            <bdi>{visibleText(option)}</bdi>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

const optionsOf = <Value extends string>(words: Readonly<Record<Value, string>>) =>
  (Object.keys(words) as Value[]).map((value) => ({ value, words: words[value] }));

/** Filters of the trail: time, person, action, job, and whether intents show. */
export function TrailFilters({
  tenantId,
  choice,
}: {
  readonly tenantId: string;
  readonly choice: TrailChoice;
}) {
  const choices = useRead('audit-log/choices', { tenantId }).value;
  const named = (all: string, names: readonly string[] | undefined) => [
    { value: null, words: all },
    ...(names ?? []).map((name) => ({ value: name, words: name })),
  ];
  return (
    <span className={classes.filters}>
      {countChoices(choice) > 0 && (
        <Button variant="subtle" onClick={() => chooseTrail(tenantId, noChoice)}>
          Clear
        </Button>
      )}
      <Picker
        label="Time"
        options={optionsOf(spanWords)}
        chosen={choice.span}
        onChoose={(span) => chooseTrail(tenantId, { span })}
      />
      <Picker
        label="Who"
        options={named('Anyone', choices?.actors)}
        chosen={choice.actor}
        onChoose={(actor) => chooseTrail(tenantId, { actor })}
      />
      <Picker
        label="What"
        options={named('Any action', choices?.actions)}
        chosen={choice.action}
        onChoose={(action) => chooseTrail(tenantId, { action })}
      />
      <Picker
        label="Job"
        options={[
          { value: null, words: 'Any job' },
          ...(choices?.jobs ?? []).map(({ number, title }) => ({
            value: number,
            words: `Job ${number}, ${title.slice(0, 60)}`,
          })),
        ]}
        chosen={choice.job}
        onChoose={(job) => chooseTrail(tenantId, { job })}
      />
      <Picker
        label="Entries"
        options={optionsOf(showWords)}
        chosen={choice.show}
        onChoose={(show) => chooseTrail(tenantId, { show })}
      />
    </span>
  );
}
