import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Makes a self-signed certificate for 127.0.0.1 and localhost with the openssl of this machine; nothing is kept. */
export function makeCertificate(issuer: string): { key: string; cert: string } {
  const folder = mkdtempSync(join(tmpdir(), 'tenantry-certificate-'));
  try {
    const key = join(folder, 'key.pem');
    const cert = join(folder, 'cert.pem');
    const options = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
    const names = [
      '-addext',
      'subjectAltName=IP:127.0.0.1,DNS:localhost',
      '-subj',
      `/O=${issuer}/CN=localhost`,
    ];
    execFileSync('openssl', [...options, '-days', '30', '-keyout', key, '-out', cert, ...names], {
      stdio: 'ignore',
    });
    return { key: readFileSync(key, 'utf8'), cert: readFileSync(cert, 'utf8') };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
