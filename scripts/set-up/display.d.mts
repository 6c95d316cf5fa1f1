export function hasDisplay(): boolean;
export function withDisplay(command: string, args: string[]): { command: string; args: string[] };
export function rootArguments(): string[];
export function sayWhyNoSandbox(say: (line: string) => void): void;
