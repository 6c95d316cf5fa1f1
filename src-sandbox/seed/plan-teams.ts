/** A team to be seeded. */
export interface TeamSketch {
  readonly name: string;
  readonly kind: 'scim' | 'manual';
  readonly size: number;
  readonly managers: number;
}

const drawn: readonly (readonly [name: string, kind: 'scim' | 'manual', size: number, managers?: number])[] =
  [
    ['perception', 'scim', 212, 2],
    ['contractors', 'manual', 212],
    ['fleet', 'scim', 187, 3],
    ['planning', 'scim', 143, 0],
    ['ml-research', 'scim', 96],
    ['mapping', 'scim', 72],
    ['hardware', 'scim', 63],
    ['data-eng', 'scim', 58],
    ['simulation', 'scim', 54],
    ['controls', 'scim', 41],
    ['autonomy-safety', 'scim', 37],
    ['localization', 'scim', 35],
    ['firmware', 'scim', 48],
    ['manufacturing', 'scim', 61],
    ['supply-chain', 'scim', 44],
    ['customer-support', 'scim', 52],
    ['sales-nordics', 'scim', 33],
    ['sales-iberia', 'scim', 21],
    ['people-ops', 'scim', 16],
    ['finance', 'scim', 19],
    ['legal', 'scim', 7],
    ['quality', 'scim', 39],
    ['test-track', 'scim', 27],
    ['mobile-apps', 'scim', 23],
    ['web-apps', 'scim', 26],
    ['design', 'scim', 15],
    ['calibration', 'scim', 22],
    ['charging', 'scim', 17],
    ['sre-oncall', 'scim', 18, 2],
    ['security', 'scim', 11],
    ['gateway-ops', 'scim', 9],
    ['it-helpdesk', 'scim', 12],
    ['founders-office', 'manual', 1],
    ['field-crew', 'manual', 24],
    ['ideation-lab', 'manual', 14, 0],
    ['platform', 'manual', 9],
    ['docs', 'manual', 8],
    ['billing', 'manual', 6],
  ];

const drawnUsers = 1284;

/**
 * The teams for a tenant of this many people: 38 at 1,284. Number and sizes each grow with the square root, since a
 * company ten times as large has neither ten times larger teams nor lists them in one page.
 */
export function planTeams(users: number, sso: 'sso' | 'no-sso'): TeamSketch[] {
  const growth = Math.sqrt(users / drawnUsers);
  const count = Math.max(1, Math.round(drawn.length * growth));
  return Array.from({ length: count }, (_, place) => {
    const [name, kind, size, managers = 1] = drawn[place % drawn.length] ?? ['team', 'manual' as const, 1];
    const round = Math.floor(place / drawn.length);
    const scaled = Math.max(1, Math.min(users, Math.round(size * growth)));
    return {
      name: round === 0 ? name : `${name}-${round + 1}`,
      kind: sso === 'sso' ? kind : 'manual',
      size: scaled,
      managers: Math.min(managers, scaled),
    };
  });
}
