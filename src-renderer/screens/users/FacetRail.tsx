import type { UserFacets } from '../../../src-contract/users.ts';
import { LinkButton } from '../../kit/LinkButton.tsx';
import { FacetGroupList } from './FacetGroupList.tsx';
import classes from './FacetRail.module.css';
import { facetGroups } from './facet-words.ts';
import { changeView, type FacetFilter, noFacets } from './users-view.ts';

interface FacetRailProps {
  readonly tenantId: string;
  readonly facets: FacetFilter;
  readonly counts: UserFacets | undefined;
}

/** The filters with live counts: within a group "or", between groups "and". */
export function FacetRail({ tenantId, facets, counts }: FacetRailProps) {
  const hasAny = facetGroups.some(([group]) => facets[group].length > 0);
  return (
    <section className={classes.rail} aria-label="Filters">
      <div className={classes.top}>
        <span>Filters</span>
        {hasAny && (
          <LinkButton onClick={() => changeView(tenantId, { facets: noFacets, only: null })}>
            Clear
          </LinkButton>
        )}
      </div>
      {facetGroups.map(([group, name]) => (
        <FacetGroupList
          key={group}
          group={group}
          name={name}
          chosen={facets[group]}
          counts={counts?.[group]}
          onChoose={(values) => changeView(tenantId, { facets: { ...facets, [group]: values } })}
        />
      ))}
    </section>
  );
}
