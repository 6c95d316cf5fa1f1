import type { Provisioning } from '../../../src-contract/provisioning.ts';
import { countOf } from '../../kit/format-number.ts';
import { LinkButton } from '../../kit/LinkButton.tsx';
import { Moment } from '../../kit/Moment.tsx';
import { RoleText } from '../../kit/RoleText.tsx';
import { visibleText } from '../../kit/visible-text.ts';
import classes from './Panel.module.css';
import { PanelPeople } from './PanelPeople.tsx';
import type { PeopleFilter } from './ProvisioningScreen.tsx';
import { ssoKindWords } from './sso-kind-words.ts';
import { usePanelPeople } from './use-panel-people.ts';

interface JitPanelProps {
  readonly provisioning: Provisioning;
  readonly onShowPeople: (filter: PeopleFilter) => void;
  readonly onShowPerson: (email: string) => void;
}

/** Just-in-time sign-in: the SSO that lets people in, the role they get, and who appeared lately. */
export function JitPanel({ provisioning, onShowPeople, onShowPerson }: JitPanelProps) {
  const { tenantId, sso, defaultRole, counts, modeIs } = provisioning;
  const lately = usePanelPeople(tenantId, { source: ['jit'] }, 'newest-first');
  return (
    <section className={classes.panel} aria-label="Just-in-time sign-in">
      <header className={classes.head}>
        <h2>Just-in-time sign-in</h2>
      </header>
      <dl className={classes.facts} data-size="own">
        <dt>SSO</dt>
        <dd>
          {modeIs !== 'reported' && <span className={classes.dimmed}>Not reported</span>}
          {modeIs === 'reported' && sso.length === 0 && 'None. Nobody new can appear before SSO is set up.'}
          {sso.map(({ id, name, kind }) => (
            <div key={id}>
              <bdi>{visibleText(name)}</bdi> <span className={classes.dimmed}>{ssoKindWords[kind]}</span>
            </div>
          ))}
        </dd>
        <dt>Default role</dt>
        <dd>
          {defaultRole === null ? (
            <span className={classes.dimmed}>Not reported</span>
          ) : (
            <RoleText role={defaultRole} />
          )}
        </dd>
        <dt>Came this way</dt>
        <dd>
          <LinkButton onClick={() => onShowPeople({ source: ['jit'] })}>
            {countOf(counts.jit, 'person', 'people')}
          </LinkButton>
        </dd>
      </dl>
      <PanelPeople
        title="Appeared lately"
        empty="Nobody has appeared yet. People come with their first SSO sign-in."
        reading={lately}
        onShowAll={() => onShowPeople({ source: ['jit'] })}
        line={({ email, createdAt, role }) => ({
          facts: (
            <>
              <RoleText role={role} />
              {createdAt === null ? (
                ', moment not reported'
              ) : (
                <>
                  , <Moment at={createdAt} as="relative" />
                </>
              )}
            </>
          ),
          onOpen: () => onShowPerson(email),
        })}
      />
      <p className={classes.foot}>
        Nobody is removed in this mode: whoever leaves stays until an admin deactivates them.
      </p>
    </section>
  );
}
