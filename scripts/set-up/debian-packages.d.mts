export const electronLibraries: string[];
export const virtualDisplay: string[];
export const buildTools: string[];
export function isDebianLike(): boolean;
export function missingDebianPackages(wanted: string[]): Promise<string[]>;
export function missingAmong(wanted: string[], dpkgOutput: string): string[];
export function installDebianPackages(missing: string[]): Promise<void>;
