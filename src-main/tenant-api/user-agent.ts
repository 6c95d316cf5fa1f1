import about from '../../package.json' with { type: 'json' };

/** How Tenantry names itself to a control plane. */
export const userAgent = `Tenantry/${about.version}`;
