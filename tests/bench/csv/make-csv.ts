export interface CsvBytes {
  rows: number;
  bytes: Buffer;
}

const filler = 'x'.repeat(150);

/** A file as large exports are: every tenth name is quoted, with a comma and a quote in it. */
export function makeCsv(rows: number): CsvBytes {
  const lines = Array.from({ length: rows }, (_, index) => {
    const name = index % 10 === 0 ? `"Ek, Bo ""${index}"""` : `Bo Ek ${index}`;
    const role = index % 3 === 0 ? 'member' : '';
    const team = index % 4 === 0 ? 'contractors' : '';
    return `bo.ek.${index}@halden.example,${name},${role},${team},${filler}`;
  });
  return { rows, bytes: Buffer.from(`email,name,role,teams,note\n${lines.join('\n')}\n`) };
}
