export const stages: Map<string, () => Promise<unknown>>;
export function chosenStages(names: string[]): { chosen: string[]; unknown: string[] };
