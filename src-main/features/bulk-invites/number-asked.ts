import type { Environment } from '../../../src-contract/tenants.ts';

/** Above this many people a run into Production asks for their number (design, section 9). */
const inProduction = 25;
/** Above this many it is asked everywhere. */
const anywhere = 250;
/** A tenant up to this size is only being filled: a share of it says nothing. */
const smallTenant = 50;

export interface AskedNumber {
  typeNumber: number | null;
  /** The sentence that says why; null when nothing is asked. */
  typeWhy: string | null;
}

/**
 * Whether the number of people must be typed before a run, and why (condition 67): in Production above 25 people; in every
 * other environment but the sandbox above 250, or above half of a tenant with more than 50.
 */
export function askNumber(run: {
  environment: Environment;
  people: number;
  tenantSize: number;
}): AskedNumber {
  const { environment, people, tenantSize } = run;
  const isProduction = environment === 'production';
  const isMost = tenantSize > smallTenant && people > tenantSize / 2;
  const isAsked =
    environment !== 'sandbox' && (people > anywhere || isMost || (isProduction && people > inProduction));
  if (!isAsked) return { typeNumber: null, typeWhy: null };
  const where = isProduction ? ' in Production' : '';
  return {
    typeNumber: people,
    typeWhy: `${countText(people)} people${where}, ${shareText(people, tenantSize)}.`,
  };
}

const countText = (count: number): string => count.toLocaleString('en-US');

function shareText(people: number, tenantSize: number): string {
  if (tenantSize === 0) return 'and this tenant has nobody yet';
  if (people > tenantSize) return `more than the ${countText(tenantSize)} whom this tenant has`;
  const share = Math.round((people / tenantSize) * 100);
  return `${share === 0 ? 'less than 1' : share} % of the ${countText(tenantSize)} whom this tenant has`;
}
