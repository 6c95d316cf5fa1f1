import { type Icon, IconHelpCircle, IconLogin2, IconMail, IconRefresh } from '@tabler/icons-react';
import type { Overview, ShownPeople } from '../../../src-contract/overview.ts';
import type { UserSource, UserStatus } from '../../../src-contract/users.ts';
import { countOf, countText } from '../../kit/format-number.ts';
import { LinkButton } from '../../kit/LinkButton.tsx';
import { roleLabel } from '../../kit/role-label.ts';
import { sourceWord } from '../../kit/source-word.ts';
import { statusWord } from '../../kit/status-word.ts';
import { visibleText } from '../../kit/visible-text.ts';
import { Card } from './Card.tsx';
import classes from './OverviewScreen.module.css';

interface CardsProps {
  readonly overview: Overview | undefined;
  readonly onShow: (people: ShownPeople) => void;
}

const statuses: readonly UserStatus[] = ['active', 'pending', 'deactivated'];
const sourceIcons: Readonly<Record<UserSource, Icon>> = {
  scim: IconRefresh,
  jit: IconLogin2,
  invited: IconMail,
  'not-reported': IconHelpCircle,
};

/** One decimal, so that few of many are not none. */
const share = (count: number, all: number): string =>
  all === 0 ? '–' : `${((count / all) * 100).toLocaleString('en-US', { maximumFractionDigits: 1 })} %`;

function StatusCard({ overview, onShow }: CardsProps) {
  const all = overview?.people ?? 0;
  return (
    <Card title="People" isWaiting={overview === undefined}>
      {overview && (
        <>
          <p className={classes.figureLine}>
            <button
              type="button"
              className={classes.figure}
              aria-label={`${countOf(all, 'person', 'people')}. Show in Users`}
              onClick={() => onShow({})}
            >
              {countText(all)}
            </button>
            {overview.newIn30Days.count > 0 && (
              <LinkButton onClick={() => onShow(overview.newIn30Days.show)}>
                {countText(overview.newIn30Days.count)} new in 30 days
              </LinkButton>
            )}
          </p>
          <div className={classes.statusBar} aria-hidden>
            {statuses.map((status) => (
              <span
                key={status}
                data-status={status}
                style={{ flexGrow: overview.status[status].count }}
                data-empty={overview.status[status].count === 0 || undefined}
              />
            ))}
          </div>
          <ul className={classes.lines}>
            {statuses.map((status) => {
              const { count, show } = overview.status[status];
              return (
                <li key={status}>
                  <button
                    type="button"
                    className={classes.row}
                    aria-label={`${statusWord(status)}: ${countOf(count, 'person', 'people')}. Show in Users`}
                    onClick={() => onShow(show)}
                  >
                    <span className={classes.dot} data-status={status} />
                    <span className={classes.rowName}>{statusWord(status)}</span>
                    <span className={classes.rowCount}>{countText(count)}</span>
                    <span className={classes.rowShare}>{share(count, all)}</span>
                  </button>
                </li>
              );
            })}
          </ul>
        </>
      )}
    </Card>
  );
}

interface BarLine {
  readonly key: string;
  readonly word: string;
  readonly icon?: Icon;
  readonly count: number;
  readonly show: ShownPeople;
}

function BarLines({
  lines,
  all,
  onShow,
}: { readonly lines: readonly BarLine[]; readonly all: number } & Pick<CardsProps, 'onShow'>) {
  return (
    <ul className={classes.bars}>
      {lines.map(({ key, word, icon: LineIcon, count, show }) => (
        <li key={key}>
          <button
            type="button"
            className={classes.barRow}
            aria-label={`${word}: ${countOf(count, 'person', 'people')}. Show in Users`}
            onClick={() => onShow(show)}
          >
            {LineIcon && <LineIcon size={16} aria-hidden />}
            <bdi className={classes.rowName}>{word}</bdi>
            <span className={classes.rowCount}>{countText(count)}</span>
            <span className={classes.track}>
              <span
                style={{ width: `${(count / Math.max(1, all)) * 100}%` }}
                data-empty={count === 0 || undefined}
              />
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}

/** People by status, by source and by role; each figure opens them in Users. */
export function PeopleCards({ overview, onShow }: CardsProps) {
  const isWaiting = overview === undefined;
  return (
    <div className={classes.cards}>
      <StatusCard overview={overview} onShow={onShow} />
      <Card title="By source" isWaiting={isWaiting}>
        <BarLines
          onShow={onShow}
          all={overview?.people ?? 0}
          lines={(overview?.sources ?? []).map(({ source, count, show }) => ({
            key: source,
            word: sourceWord(source),
            icon: sourceIcons[source],
            count,
            show,
          }))}
        />
      </Card>
      <Card
        title="By role"
        isWaiting={isWaiting}
        end={overview && overview.moreRoles > 0 ? `${overview.moreRoles} more` : undefined}
      >
        <BarLines
          onShow={onShow}
          all={overview?.people ?? 0}
          lines={(overview?.roles ?? []).map(({ role, count, show }) => ({
            key: role,
            word: visibleText(roleLabel(role)),
            count,
            show,
          }))}
        />
      </Card>
    </div>
  );
}
