export interface FoundElectron {
  path: string;
  version: string;
  origin: 'override' | 'pinned' | 'registry';
}

export function findElectron(): FoundElectron | undefined;
export function electronPath(): string;
export function describeElectron(found: FoundElectron): string;
export function pinnedVersion(): string;
