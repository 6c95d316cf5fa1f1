export const descriptionPath: string;

export function generatedFiles(): Promise<Map<string, string>>;
