import { describeFailure, type Failure } from '../../../../src-contract/failure-catalogue.ts';
import { hasUtf16Pattern } from './detect-encoding.ts';
import type { FileLook } from './look-at-file.ts';

const spreadsheet = 'save it from your spreadsheet program as CSV (Excel: File, Save as, CSV UTF-8)';

const pictures = [
  { kind: 'PNG', signature: [0x89, 0x50, 0x4e, 0x47] },
  { kind: 'JPEG', signature: [0xff, 0xd8, 0xff] },
  { kind: 'GIF', signature: [0x47, 0x49, 0x46, 0x38] },
];

/**
 * Takes what was seen of a file; returns why they cannot be CSV, or null when they may be (conditions 1, 3, 4). Looks at
 * content only: names and endings lie.
 */
export function detectFileKind(fileName: string, look: FileLook): Failure | null {
  const { head: bytes, nulAt } = look;
  const refuse = (why: string) => describeFailure('file-not-csv', { file: fileName, why });
  if (bytes.length === 0) return describeFailure('file-empty', { file: fileName });
  if (startsWith(bytes, [0x50, 0x4b, 0x03, 0x04]) || startsWith(bytes, [0x50, 0x4b, 0x05, 0x06])) {
    return refuse(`it is ${zipKind(bytes)}; ${spreadsheet}`);
  }
  if (startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0]))
    return refuse(`it is an old Excel workbook (.xls); ${spreadsheet}`);
  if (startsWith(bytes, [0x25, 0x50, 0x44, 0x46]))
    return refuse('it is a PDF; export the table as CSV instead');
  const picture = pictures.find(({ signature }) => startsWith(bytes, signature));
  if (picture !== undefined) return refuse(`it is a picture (${picture.kind})`);
  if (looksLikeHtml(bytes)) {
    return refuse('it is a web page, often the sign-in page that was saved in place of the download');
  }
  const hasBom = startsWith(bytes, [0xff, 0xfe]) || startsWith(bytes, [0xfe, 0xff]);
  if (!hasBom && hasUtf16Pattern(bytes) === null) {
    if (nulAt !== null) return refuse(`it is a binary file (a NUL byte at offset ${nulAt}); ${spreadsheet}`);
  }
  return null;
}

function startsWith(bytes: Uint8Array, signature: readonly number[]): boolean {
  return signature.every((byte, index) => bytes[index] === byte);
}

/** Office and OpenDocument files are zips whose entry names lie readable in the first kilobytes. */
function zipKind(bytes: Uint8Array): string {
  const head = Buffer.from(bytes.subarray(0, 65_536)).toString('latin1');
  if (head.includes('xl/') || head.includes('[Content_Types].xml')) return 'an Excel workbook (.xlsx)';
  if (head.includes('opendocument.spreadsheet')) return 'an OpenDocument spreadsheet (.ods)';
  return 'a zip archive';
}

function looksLikeHtml(bytes: Uint8Array): boolean {
  const head = Buffer.from(bytes.subarray(0, 1024))
    .toString('latin1')
    .replace(/^\u00ef\u00bb\u00bf/, '')
    .trimStart()
    .toLowerCase();
  return head.startsWith('<!doctype html') || head.startsWith('<html') || /^<\?xml[^>]*>\s*<html/.test(head);
}
