/** How many requests are made in all, REST and SCIM: TENANTRY_FUZZ_RUNS=10000 for the long run. */
export const fuzzRuns = Number(process.env.TENANTRY_FUZZ_RUNS ?? 1500);

/** The same requests each time; TENANTRY_FUZZ_SEED asks for others. */
export const fuzzSeed = Number(process.env.TENANTRY_FUZZ_SEED ?? 20261123);
